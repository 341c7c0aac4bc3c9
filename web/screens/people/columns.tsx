import type { PersonRow } from '#contract/people.ts'
import { number } from '../../lib/format.ts'
import { t } from '../../lib/t.ts'
import { Status } from '../../ui/states.tsx'
import type { Column } from '../../ui/table/columns.ts'

/** The columns of the list of teachers. */
export function personColumns(total: number, sort: string): Column<PersonRow>[] {
  return [
    {
      key: 'name',
      title: t('姓名'),
      lead: true,
      width: 90,
      render: (row) => row.name,
      sort: { value: 'name', now: sort === 'name' },
    },
    {
      key: 'identity',
      title: t('身份证件号'),
      width: 170,
      render: (row) => <span className="num">{row.identityMasked}</span>,
      total: t('{n} 人', { n: number(total) }),
    },
    { key: 'unit', title: t('单位'), width: 160, render: (row) => row.unit.name },
    { key: 'urban', title: t('城乡'), render: (row) => word(row.urbanWord) },
    { key: 'stage', title: t('任教学段'), render: (row) => word(row.stage) },
    { key: 'subject', title: t('任教学科'), render: (row) => word(row.subject) },
    { key: 'rank', title: t('职称'), render: (row) => word(row.rank) },
    {
      key: 'credits',
      title: t('学分'),
      numeric: true,
      render: (row) => number(row.credits),
      sort: { value: 'credits', now: sort === 'credits' },
    },
    {
      key: 'meets',
      title: t('达标'),
      render: (row) =>
        row.meets ? <Status tone="good">{t('达标')}</Status> : <Status tone="warn">{t('未达标')}</Status>,
    },
  ]
}

function word(text: string | null): string {
  return text === null ? '' : t(text)
}
