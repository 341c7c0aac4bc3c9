import { useState } from 'react'
import { NEED_STATES, needs, needsSheet, needStates } from '#contract/need.ts'
import type { NeedRow } from '#contract/need.ts'
import { whyNot } from '../../lib/abilities.ts'
import { link, useAddress, useFilter } from '../../lib/address.ts'
import { Answer } from '../../lib/answer.tsx'
import { address } from '../../lib/call.ts'
import { usePlace } from '../../lib/place.ts'
import { useMe, worksAtDesk } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { useRows } from '../../lib/use-rows.ts'
import { Action, ActionLink } from '../../ui/action.tsx'
import { Crumbs } from '../../ui/crumbs.tsx'
import { Figure } from '../../ui/figure.tsx'
import { Choose, FilterBar, SearchInput } from '../../ui/filters.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { PrintButton } from '../../ui/print-button.tsx'
import { Empty } from '../../ui/states.tsx'
import { Table } from '../../ui/table/table.tsx'
import { needColumns } from './columns.tsx'
import { Courses } from './courses.tsx'
import { OfferCourse } from './offer-course.tsx'
import { RegisterNeed } from './register-need.tsx'
import { WithdrawNeed } from './withdraw-need.tsx'

/** 补训需求: who needs which course and why, who was told of one, and whose need is met. */
export function Screen() {
  const me = useMe()
  usePlace(worksAtDesk(me) ? 'people' : 'apply')
  const { course, state, unit, search } = useAddress()
  const filter = useFilter()
  const query = { course, state, unit, search }
  const list = useRows(needs, { query })
  const [open, setOpen] = useState<'register' | 'offer' | null>(null)
  const [gone, setGone] = useState<NeedRow | null>(null)
  const close = () => setOpen(null)
  const { courses = [], actions = [] } = list.asked.data ?? {}
  const waiting = courses.reduce((sum, one) => sum + one.open + one.told, 0)
  return (
    <Page
      title={t('补训需求')}
      about={t(
        '资格认定因普通话、教育学心理学未通过的，以及本人和学校登记的；开班时逐人通知，学完或通过后自动销号。',
      )}
      figure={<Figure title={t('还需要补训')} value={waiting} unit={t('人')} href={link('/needs')} />}
      actions={
        <>
          {me.role === 'officer' && (
            <Action onClick={() => setOpen('offer')} whyNot={whyNot(actions, 'offer')}>
              {t('开班通知')}
            </Action>
          )}
          <Action primary onClick={() => setOpen('register')} whyNot={whyNot(actions, 'register')}>
            {t('登记需求')}
          </Action>
        </>
      }
    >
      {!worksAtDesk(me) && <Crumbs label={t('所属')} crumbs={[{ href: '/apply', name: t('我的申请') }]} />}
      {open === 'register' && <RegisterNeed courses={courses.map((one) => one.course)} onClose={close} />}
      {open === 'offer' && <OfferCourse courses={courses} onClose={close} />}
      {gone !== null && <WithdrawNeed need={gone} onClose={() => setGone(null)} />}
      <Answer asked={list.asked}>
        {(data) => (
          <>
            {worksAtDesk(me) && <Courses courses={data.courses} offers={data.offers} />}
            <Section title={t('名单')}>
              <FilterBar
                label={t('筛选补训需求')}
                actions={
                  <>
                    <PrintButton word={t('打印')} />
                    {worksAtDesk(me) && (
                      <ActionLink href={address(needsSheet, {}, query)} file>
                        {t('导出 Excel')}
                      </ActionLink>
                    )}
                  </>
                }
              >
                <SearchInput
                  label={t('姓名')}
                  placeholder={t('姓名')}
                  value={search ?? ''}
                  onSearch={(text) => filter({ search: text }, 'replace')}
                />
                <Choose
                  label={t('课程')}
                  value={course ?? ''}
                  choices={data.courses.map((one) => ({ value: one.course, label: t(one.course) }))}
                  all={t('全部课程')}
                  onChoose={(next) => filter({ course: next })}
                />
                <Choose
                  label={t('状态')}
                  value={state ?? ''}
                  choices={needStates.map((one) => ({ value: one, label: t(NEED_STATES[one]) }))}
                  all={t('全部状态')}
                  onChoose={(next) => filter({ state: next })}
                />
              </FilterBar>
              <Table
                label={t('补训需求')}
                columns={needColumns(worksAtDesk(me), me.role === 'leader' ? undefined : setGone)}
                count={data.total}
                rowAt={list.rowAt}
                onRange={list.onRange}
                keyOf={(row) => row.id}
                place={`needs ${course} ${state} ${search}`}
                empty={<Empty because={t('没有这样的补训需求。')} />}
              />
            </Section>
          </>
        )}
      </Answer>
    </Page>
  )
}
