import { personCredits } from '#contract/people.ts'
import type { CreditEntry } from '#contract/people.ts'
import { link } from '../../lib/address.ts'
import { Answer } from '../../lib/answer.tsx'
import { fullMoment, number } from '../../lib/format.ts'
import { t } from '../../lib/t.ts'
import { useCall } from '../../lib/use-call.ts'
import { PlainTable } from '../../ui/table/plain-table.tsx'

/** Every entry of the year with what it was given for; corrections are entries too. */
export function CreditEntries({ id, year }: { id: string; year: number }) {
  const asked = useCall(personCredits, { params: { id }, query: { year } })
  return <Answer asked={asked}>{(data) => <Entries entries={data.entries} year={year} />}</Answer>
}

function Entries({ entries, year }: { entries: readonly CreditEntry[]; year: number }) {
  const total = entries.reduce((sum, entry) => sum + Math.round(entry.amount * 100), 0) / 100
  return (
    <PlainTable
      label={t('学分记录')}
      rows={entries}
      keyOf={(entry) => String(entry.seq)}
      empty={t('{year} 年还没有学分记录。', { year })}
      totalsWord={t('合计')}
      columns={[
        { key: 'seq', title: t('序号'), numeric: true, render: (entry) => entry.seq },
        { key: 'category', title: t('类别'), render: (entry) => t(entry.category) },
        {
          key: 'amount',
          title: t('学分'),
          numeric: true,
          render: (entry) => number(entry.amount),
          total: number(total),
        },
        { key: 'source', title: t('来源'), width: 220, render: (entry) => <Source entry={entry} /> },
        { key: 'because', title: t('事由'), render: (entry) => entry.because },
        {
          key: 'at',
          title: t('记入时间'),
          render: (entry) => <span className="num">{fullMoment(entry.postedAt)}</span>,
        },
        { key: 'actor', title: t('经办'), render: (entry) => entry.actor },
      ]}
    />
  )
}

function Source({ entry }: { entry: CreditEntry }) {
  const words =
    entry.kind === 'reversal'
      ? t('冲正第 {n} 笔：{source}', { n: entry.reverses ?? 0, source: entry.source })
      : entry.source
  return (
    <span title={entry.sourceDetail}>
      {entry.activityId === null ? words : <a href={link(`/activities/${entry.activityId}`)}>{words}</a>}
    </span>
  )
}
