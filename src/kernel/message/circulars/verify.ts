import type { Pool } from 'pg'
import type { Kind } from './draft.ts'
import { numberWords, type Given } from './store.ts'

type Broken = { title: string; because: keyof typeof WORDS }
type Kept = Broken & Given & { kind: Kind }

const WORDS = {
  digest: '内容与印发时的摘要不符，被改动过',
  untold: '审计日志里没有印发记录',
  other: '摘要与审计日志里印发时记下的不符，被改动过',
  file: '文件不是印发时的那一份',
  gone: '审计日志里有印发记录，文不见了',
} as const

/**
 * Letters that are not as they were issued: what they say does not fit the hash kept with them, the hash is not the one
 * that the audit log was told, another file stands behind them, or one of the two is missing. Of letters from before
 * there were hashes, only what was changed since they got one is found. Reads as the administrator, since the point is to
 * find what nobody may change.
 */
export async function brokenCirculars(admin: Pool, region: number): Promise<string[]> {
  const kept = await admin.query<Kept>(
    `select * from (
       select c.kind, c.series, c.year, c.number, c.title, case when c.digest <> circular_digest(c) then 'digest'
           when t.told is null then 'untold'
           when t.told ->> 'sha256' <> encode(c.digest, 'hex') or t.told ->> 'sha256' is null and c.digested_at = c.issued_at
             then 'other'
           when t.told ->> 'file' <> encode(f.sha256, 'hex') then 'file' end as because
       from circular c
       left join stored_file f on f.region_id = c.region_id and f.id = c.file_id
       left join lateral (select a.details as told from audit_log a where a.region_id = c.region_id
         and a.action = 'circular.issue' and a.subject_id = c.id::text) t on true
       where c.region_id = $1) x
     where because is not null order by series, year, number limit 1000`,
    [region],
  )
  const gone = await admin.query<Broken & { number: string }>(
    `select a.details ->> 'number' as number, a.details ->> 'title' as title, 'gone' as because from audit_log a
     where a.region_id = $1 and a.action = 'circular.issue'
       and not exists (select from circular c where c.region_id = a.region_id and c.id::text = a.subject_id)
     order by a.id limit 1000`,
    [region],
  )
  const words = ({ title, because }: Broken, number: string): string =>
    `${number}《${title}》：${WORDS[because]}`
  return [
    ...kept.rows.map((row) => words(row, numberWords(row.kind, row))),
    ...gone.rows.map((row) => words(row, row.number)),
  ]
}
