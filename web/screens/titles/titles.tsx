import { allowanceSheet, titleSheet } from '#contract/title.ts'
import { link, useAddress } from '../../lib/address.ts'
import { address } from '../../lib/call.ts'
import { useYear } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { ActionLink } from '../../ui/action.tsx'
import { Crumbs } from '../../ui/crumbs.tsx'
import { Page } from '../../ui/page.tsx'
import { PrintButton } from '../../ui/print-button.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { Allowances } from './allowances.tsx'
import { useDay } from './day.ts'
import { Duties } from './duties.tsx'
import { Holders } from './holders.tsx'
import { Rounds } from './rounds.tsx'
import './titles.css'

const PARTS = { holders: '名册', duties: '年度职责', appraisal: '年度考核', allowances: '特殊津贴' } as const
type Part = keyof typeof PARTS

/** 骨干教师与名师管理: the pyramid and its people, what they owe, how they were appraised, what they are paid. */
export function Screen() {
  const year = useYear()
  const { part: asked, title, tier, state, rural, unit, q } = useAddress()
  const on = useDay(year)
  const part = (Object.keys(PARTS) as Part[]).find((one) => one === asked) ?? 'holders'
  return (
    <Page
      title={t('骨干教师与名师')}
      about={t('在任期内的称号，每年的职责和考核，按结果发放的津贴，到期和退出。')}
      actions={
        <>
          <PrintButton word={t('打印')} />
          {part === 'holders' && (
            <ActionLink href={address(titleSheet, {}, { on, title, tier, state, rural, unit, q })} file>
              {t('导出 Excel')}
            </ActionLink>
          )}
          {part === 'allowances' && (
            <ActionLink href={address(allowanceSheet, {}, { year, state, unit })} file>
              {t('导出 Excel')}
            </ActionLink>
          )}
        </>
      }
    >
      <Crumbs label={t('所属')} crumbs={[{ href: '/people', name: t('教师队伍') }]} />
      <Tabs
        label={t('骨干教师与名师')}
        now={part}
        tabs={(Object.keys(PARTS) as Part[]).map((id) => ({
          id,
          title: t(PARTS[id]),
          href: link('/people/titles', { year, unit, part: id === 'holders' ? undefined : id }),
        }))}
      />
      {part === 'holders' && <Holders year={year} />}
      {part === 'duties' && <Duties year={year} />}
      {part === 'appraisal' && <Rounds year={year} />}
      {part === 'allowances' && <Allowances year={year} />}
    </Page>
  )
}
