import { useState } from 'react'
import { people, peopleSheet } from '#contract/people.ts'
import type { PersonRow } from '#contract/people.ts'
import type { Action as Ability } from '#contract/common.ts'
import { WorldSystems } from '../../engine/world-systems.tsx'
import { offers, whyNot } from '../../lib/abilities.ts'
import { link, useAddress, useFilter } from '../../lib/address.ts'
import { Answer } from '../../lib/answer.tsx'
import { address } from '../../lib/call.ts'
import { useMe, useYear } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { useRows } from '../../lib/use-rows.ts'
import { Action, ActionLink } from '../../ui/action.tsx'
import { Figure } from '../../ui/figure.tsx'
import { FilterBar } from '../../ui/filters.tsx'
import { Page } from '../../ui/page.tsx'
import { Empty } from '../../ui/states.tsx'
import { PrintButton } from '../../ui/print-button.tsx'
import { useColumns } from '../../ui/table/list.tsx'
import { Table } from '../../ui/table/table.tsx'
import { useSelection } from '../../ui/table/use-selection.tsx'
import { TeacherCodes } from '../accounts/teacher-codes.tsx'
import { ToImport } from '../import/to-import.tsx'
import { ChosenPeople } from './chosen-people.tsx'
import { personColumns } from './columns.tsx'
import { PeopleChips, PeopleFilters } from './filters.tsx'
import { NewPerson } from './new-person.tsx'
import { PersonPanel } from './person-panel.tsx'

/** 教师队伍: the list of teachers; a row opens beside it, a page on demand. */
export function Screen() {
  const year = useYear()
  const me = useMe()
  const { q, unit, subject, stage, sort = 'file' } = useAddress()
  const query = { year, q, unit, subject, stage, sort }
  const list = useRows(people, { query })
  const total = list.asked.data?.total ?? 0
  const [adding, setAdding] = useState(false)
  return (
    <Page
      title={t('教师队伍')}
      about={t('{year} 年的教师名册。姓名可用拼音首字母查找，如 zs；也可输入身份证件号。', { year })}
      figure={
        <Figure
          title={t('教师')}
          value={total}
          unit={t('人')}
          href={link('/figures/teachers/records', { year, unit })}
        />
      }
      actions={
        <>
          {me.role === 'school' && <TeacherCodes />}
          <Action onClick={() => setAdding(true)} whyNot={whyNot(list.asked.data?.actions ?? [], 'add')}>
            {t('新进教师建档')}
          </Action>
        </>
      }
    >
      <WorldSystems menu="people" />
      {adding && <NewPerson onClose={() => setAdding(false)} />}
      <Answer asked={list.asked}>
        {(data) => (
          <Names
            total={data.total}
            list={list}
            choices={data}
            sheet={address(peopleSheet, {}, query)}
            sort={sort}
          />
        )}
      </Answer>
    </Page>
  )
}

type NamesProps = {
  total: number
  list: { rowAt: (index: number) => PersonRow | undefined; onRange: (from: number, until: number) => void }
  choices: { subjects: readonly string[]; stages: readonly string[]; actions: readonly Ability[] }
  sheet: string
  sort: string
}

function Names({ total, list, choices, sheet, sort }: NamesProps) {
  const filter = useFilter()
  const [open, setOpen] = useState<PersonRow | null>(null)
  const mayChoose = offers(choices.actions, 'hand-out-codes')
  const selection = useSelection<PersonRow>((row) => row.id, {
    head: t('选'),
    labelOf: (row) => t('选择{name}', { name: row.name }),
  })
  const { shown, chooser } = useColumns('people', personColumns(total, sort), t('选择列'))
  return (
    <>
      <FilterBar
        label={t('筛选教师')}
        actions={
          <>
            {chooser}
            <PrintButton word={t('打印')} />
            <ActionLink href={sheet} file>
              {t('导出 Excel')}
            </ActionLink>
          </>
        }
      >
        <PeopleFilters subjects={choices.subjects} stages={choices.stages} />
      </FilterBar>
      <PeopleChips />
      <ChosenPeople people={[...selection.chosen.values()]} onClear={selection.clear} />
      <Table
        label={t('教师名册')}
        columns={mayChoose ? [selection.column, ...shown] : shown}
        count={total}
        rowAt={list.rowAt}
        onRange={list.onRange}
        keyOf={(row) => row.id}
        onOpen={setOpen}
        chosen={open?.id}
        totalsWord={t('合计')}
        place={sheet}
        onSort={(next) => filter({ sort: next })}
        empty={<NoTeachers />}
      />
      <PersonPanel row={open} onClose={() => setOpen(null)} />
    </>
  )
}

function NoTeachers() {
  const { q, unit, subject, stage } = useAddress()
  const filtered = [q, unit, subject, stage].some((value) => value !== undefined)
  if (filtered) {
    return (
      <Empty because={t('没有符合这些条件的教师。')}>
        <a className="button" href="/people">
          {t('清除条件')}
        </a>
      </Empty>
    )
  }
  return (
    <Empty because={t('名册还是空的。教师从交换工作簿的“教师”表导入。')}>
      <ToImport primary />
    </Empty>
  )
}
