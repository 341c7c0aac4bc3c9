import type { ProgrammeRow } from '#contract/programme.ts'
import { number } from '../../lib/format.ts'
import { t } from '../../lib/t.ts'
import type { Column } from '../../ui/table/columns.ts'
import { sumColumn } from '../../ui/table/sum-column.ts'

/** The columns of the list of programmes; totals are of the rows that are listed. */
export function programmeColumns(rows: readonly ProgrammeRow[]): Column<ProgrammeRow>[] {
  return [
    { key: 'title', title: t('项目'), lead: true, width: 240, render: (row) => row.title },
    { key: 'system', title: t('体系'), render: (row) => t(row.systemTitle) },
    { key: 'level', title: t('级别'), render: (row) => t(row.levelWord) },
    { key: 'organiser', title: t('承办单位'), width: 150, render: (row) => row.organiser.name },
    {
      key: 'dates',
      title: t('起止'),
      width: 190,
      render: (row) => <span className="num">{dates(row)}</span>,
    },
    {
      key: 'category',
      title: t('学分类别'),
      render: (row) => (row.category === null ? t('不计学分') : t(row.category)),
    },
    { key: 'places', title: t('计划'), unit: t('人'), numeric: true, render: (row) => amount(row.places) },
    { key: 'budget', title: t('预算'), unit: t('元'), numeric: true, render: (row) => amount(row.budget) },
    sumColumn({ key: 'activities', title: t('班次'), pick: (row) => row.activities }, rows),
    sumColumn({ key: 'enrolled', title: t('名单'), unit: t('人次'), pick: (row) => row.enrolled }, rows),
    sumColumn({ key: 'recognised', title: t('认定'), unit: t('人次'), pick: (row) => row.recognised }, rows),
    { key: 'code', title: t('项目编号'), render: (row) => <span className="num">{row.code}</span> },
  ]
}

function dates(row: ProgrammeRow): string {
  if (row.startsOn === null && row.endsOn === null) return ''
  return `${row.startsOn ?? ''} — ${row.endsOn ?? ''}`
}

function amount(value: number | null): string {
  return value === null ? '' : number(value)
}
