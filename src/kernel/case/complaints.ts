import { sql } from 'kysely'
import type * as z from 'zod'
import type { answerComplaint, complainOf, complaints, publicRounds } from '#contract/complaint.ts'
import { dayAt } from '#lib/dates.ts'
import { newId } from '#lib/ids.ts'
import { notFound, Refused } from '#lib/refusal.ts'
import { normaliseName } from '#lib/text.ts'
import { actionOf } from '#kernel/action.ts'
import { audit, type Runtime, type Work } from '#kernel/call.ts'
import { once } from '#kernel/once.ts'
import type { Cases } from './registry.ts'

type Complaint = z.input<NonNullable<typeof complaints.reply>>['complaints'][number]
/** What of the process people without an account need. */
type Public = Pick<Runtime, 'db' | 'now'>

type PublicRounds = z.input<NonNullable<typeof publicRounds.reply>>

/** The rounds that run today, as everybody may know of them. */
export async function roundsForAll({ db, now }: Public): Promise<PublicRounds> {
  const { rows } = await sql<PublicRounds['rounds'][number]>`
    select id, region_name as region, title, opens_on as "from", closes_on as until
    from public_rounds(${dayAt(now())}::date)`.execute(db.kysely)
  return { rounds: rows }
}

type Said = z.output<NonNullable<typeof complainOf.body>>

/**
 * Takes a complaint about a round that runs; a second request of the same key is the same complaint.
 * @throws Refused 404, 409 once the round is over.
 */
export async function complain({ db, now }: Public, round: string, said: Said): Promise<{ done: true }> {
  const at = now()
  const { rows } = await sql<{ said: 'taken' | 'over' | 'unknown' }>`
    select complain_of_round(${round}, ${newId(at.getTime())}, ${said.key}, ${dayAt(at)}::date, ${at}::timestamptz,
      ${normaliseName(said.name)}, ${said.contact}, ${said.text}) as said`.execute(db.kysely)
  const answer = rows[0]?.said ?? 'unknown'
  if (answer === 'unknown') throw notFound('这个批次')
  if (answer === 'taken') return { done: true }
  throw new Refused(409, { code: 'over', because: '这个批次已经办结，请直接向教育局反映。' })
}

type Row = Omit<Complaint, 'systemTitle' | 'at' | 'answer'> & {
  system: string
  at: Date
  words: string | null
  answeredAt: Date | null
  actor: string | null
}

/** Complaints about a region's rounds, those without an answer first; for who sees the whole region. */
export async function complaintsOf(
  work: Work,
  cases: Cases,
  { round }: { round?: string | undefined },
): Promise<z.input<NonNullable<typeof complaints.reply>>> {
  const rows = await complaintRows(work, { round })
  return {
    complaints: rows.map(({ system, at, words, answeredAt, actor, ...row }) => ({
      ...row,
      systemTitle: cases.find(system)?.title ?? system,
      at: at.toISOString(),
      answer: words === null ? null : { words, at: answeredAt?.toISOString() ?? '', actor: actor ?? '' },
    })),
    actions: [actionOf('answer', work.caller.role === 'officer' ? null : '由中心管理员核实并答复。')],
  }
}

/** So many are shown at once, those without an answer and the newest first. */
const SHOWN = 500

async function complaintRows(
  { tx, caller }: Work,
  { round = null, id = null }: { round?: string | null | undefined; id?: string | null },
): Promise<Row[]> {
  const { rows } =
    await sql<Row>`select c.id, c.round_id as round, r.title as "roundTitle", r.system, c.at, c.name, c.contact,
      c.text, a.words, a.at as "answeredAt", a.actor
    from case_complaint c join case_round r on r.region_id = c.region_id and r.id = c.round_id
    left join case_answer a on a.region_id = c.region_id and a.complaint_id = c.id
    where c.region_id = ${caller.region} and (${round}::uuid is null or c.round_id = ${round}::uuid)
      and (${id}::uuid is null or c.id = ${id}::uuid)
    order by (a.at is not null), c.at desc limit ${SHOWN}`.execute(tx)
  return rows
}

/** How many complaints nobody has answered yet, with the oldest of them. */
export async function unanswered(
  { tx, caller }: Work,
  most: number,
): Promise<{ total: number; rounds: string[] }> {
  const { rows } = await sql<{
    title: string
    total: number
  }>`select r.title, count(*) over ()::integer as total
    from case_complaint c join case_round r on r.region_id = c.region_id and r.id = c.round_id
    where c.region_id = ${caller.region} and not exists (select from case_answer a
      where a.region_id = c.region_id and a.complaint_id = c.id)
    order by c.at limit ${most}`.execute(tx)
  return { total: rows[0]?.total ?? 0, rounds: rows.map(({ title }) => title) }
}

/**
 * Answers a complaint, once and for good: what was found and what was done.
 * @throws Refused 404, 409 when it has an answer.
 */
export function answer(
  work: Work,
  id: string,
  { key, words }: z.output<NonNullable<typeof answerComplaint.body>>,
): Promise<{ done: true }> {
  return once(work, { key, action: 'answer-complaint', content: { id, words } }, async () => {
    const [found] = await complaintRows(work, { id })
    if (found === undefined) throw notFound('这件投诉')
    const { tx, caller, now } = work
    const added = await sql`insert into case_answer (region_id, complaint_id, words, at, actor)
      values (${caller.region}, ${id}, ${words}, ${now}, ${caller.actor}) on conflict do nothing`.execute(tx)
    if (added.numAffectedRows === 0n)
      throw new Refused(409, { code: 'answered', because: `已由${found.actor ?? '他人'}答复，不能再改。` })
    await audit(tx, 'case.answered', { kind: 'complaint', id }, { round: found.round, words })
    return { done: true }
  })
}
