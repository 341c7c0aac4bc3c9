import { sql } from 'kysely'
import { kept } from '#db/kept.ts'
import type { CreditEntry } from '#contract/people.ts'
import type { Work } from '../call.ts'

type Row = {
  seq: number
  kind: 'award' | 'reversal'
  year: number
  category: string
  amount: string
  source: string
  detail: string
  activity_id: string | null
  posted_at: Date
  because: string
  actor: string
  reverses: number | null
}

/** The ledger's entries of a person and year, newest first, each with the record behind it. */
export async function entriesOf({ tx, caller }: Work, person: string, year: number): Promise<CreditEntry[]> {
  const rows = await kept(
    tx,
    sql<Row>`
    select e.seq, e.kind, e.year, e.category, e.amount, e.reverses, p.posted_at, p.because, p.actor, a.id as activity_id,
      coalesce(a.title, o.course, '') as source,
      case when a.id is not null then g.title || '，' || to_char(a.ends_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD')
        else concat_ws('，', o.platform, o.completed_on::text) end as detail
    from credit_entry e
    join credit_posting p on p.region_id = e.region_id and p.id = e.posting_id
    left join activity a on a.region_id = e.region_id and a.id = e.source_id and e.source_kind = 'participation'
    left join programme g on g.region_id = a.region_id and g.id = a.programme_id
    left join online_study o on o.region_id = e.region_id and o.id = e.source_id and e.source_kind = 'online-study'
    where e.region_id = ${caller.region} and e.person_id = ${person} and e.year = ${year}
    order by e.seq desc`,
  )
  return rows.map((row) => ({
    seq: row.seq,
    kind: row.kind,
    year: row.year,
    category: row.category,
    amount: Number(row.amount),
    source: row.source,
    sourceDetail: row.detail,
    activityId: row.activity_id,
    postedAt: row.posted_at.toISOString(),
    because: row.because,
    actor: row.actor,
    reverses: row.reverses,
  }))
}
