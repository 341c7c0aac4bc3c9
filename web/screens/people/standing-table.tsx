import type { Standing } from '#contract/people.ts'
import { link } from '../../lib/address.ts'
import { number } from '../../lib/format.ts'
import { t } from '../../lib/t.ts'
import { Notice, Status } from '../../ui/states.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { PlainTable } from '../../ui/table/plain-table.tsx'

/** What a teacher has, needs and lacks, category by category; opens to the entries. */
export function StandingTable({ standing, id }: { standing: Standing; id: string }) {
  const entries = link(`/people/${id}`, { year: standing.year, part: 'credits' })
  return (
    <>
      <p className="standing-words">
        {t('{year} 年学分', { year: standing.year })} <a href={entries}>{number(standing.total)}</a>{' '}
        {standing.meets ? (
          <Status tone="good">{t('达标')}</Status>
        ) : (
          <Status tone="warn">{t('未达标')}</Status>
        )}
      </p>
      {standing.because !== null && <Notice tone="warn">{t(standing.because)}</Notice>}
      <PlainTable
        label={t('学分达标情况')}
        rows={standing.categories}
        keyOf={(row) => row.category}
        empty={t('这一年还没有学分政策。')}
        columns={columns()}
      />
    </>
  )
}

function columns(): Column<Standing['categories'][number]>[] {
  return [
    { key: 'category', title: t('类别'), render: (row) => t(row.category) },
    { key: 'have', title: t('已得'), numeric: true, render: (row) => number(row.have) },
    { key: 'need', title: t('要求'), numeric: true, render: (row) => number(row.need) },
    { key: 'gap', title: t('还差'), numeric: true, render: (row) => <Gap gap={row.gap} /> },
  ]
}

function Gap({ gap }: { gap: number }) {
  if (gap > 0) return <Status tone="warn">{number(gap)}</Status>
  return <Status tone="good">{t('已够')}</Status>
}
