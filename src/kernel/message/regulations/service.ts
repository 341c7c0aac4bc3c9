import { actionOf } from '#kernel/action.ts'
import { sql } from 'kysely'
import type * as z from 'zod'
import type { NewRegulation, RegulationRow, regulations } from '#contract/circular.ts'
import { audit, type Work } from '#kernel/call.ts'
import { addDays, dayAt, type Day } from '#lib/dates.ts'
import { newId } from '#lib/ids.ts'
import { notFound, Refused } from '#lib/refusal.ts'

type List = z.input<NonNullable<typeof regulations.reply>>
type Row = Omit<RegulationRow, 'enteredAt' | 'inForce' | 'holdsUntil'> & {
  enteredAt: Date
  endedOn: Day | null
  replacedFrom: Day | null
}

/** The rules of the region, those in force first, by number with what each replaces. */
export async function listRegulations(work: Work): Promise<List> {
  const rows = (await rowsOf(work)).map((row) => shown(row, dayAt(work.now)))
  const whyNot = work.caller.role === 'officer' ? null : '规章制度由中心登记。'
  return {
    rows: rows.toSorted((a, b) => Number(b.inForce) - Number(a.inForce)),
    actions: [actionOf('enter', whyNot), actionOf('end', whyNot)],
  }
}

async function rowsOf({ tx, caller }: Work): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select r.id, r.kind, r.title, r.number, r.version, r.issued_on as "issuedOn", r.holds_from as "holdsFrom", r.about,
      r.ended_on as "endedOn", r.ended_because as "endedBecause", r.entered_at as "enteredAt", r.entered_by as "enteredBy",
      n.holds_from as "replacedFrom",
      case when o.id is not null then jsonb_build_object('id', o.id, 'number', o.number) end as replaces,
      case when n.id is not null then jsonb_build_object('id', n.id, 'number', n.number) end as "replacedBy"
    from regulation r
    left join regulation o on o.region_id = r.region_id and o.id = r.replaces
    left join regulation n on n.region_id = r.region_id and n.replaces = r.id
    where r.region_id = ${caller.region} order by r.issued_on desc, r.number`.execute(tx)
  return rows
}

/** A rule holds until another takes its place or it is ended, whichever is first; the last day is shown. */
function shown({ endedOn, replacedFrom, enteredAt, ...row }: Row, today: Day): RegulationRow {
  const lasts = [replacedFrom === null ? null : addDays(replacedFrom, -1), endedOn].filter(
    (day) => day !== null,
  )
  const holdsUntil = lasts.toSorted()[0] ?? null
  const inForce = row.holdsFrom <= today && (holdsUntil === null || holdsUntil >= today)
  return { ...row, enteredAt: enteredAt.toISOString(), holdsUntil, inForce }
}

/**
 * Enters a rule; what it replaces ends where it begins, and its version counts on from there.
 * @throws Refused 403, 404, 409 when the number is known or the rule is replaced already, 422.
 */
export async function enterRegulation(work: Work, asked: NewRegulation): Promise<{ id: string }> {
  refuseOthers(work)
  const all = await rowsOf(work)
  const old = asked.replaces === null ? undefined : all.find(({ id }) => id === asked.replaces)
  if (asked.replaces !== null && old === undefined) throw notFound('被替代的规章')
  refuseEntering(asked, all, old)
  const id = newId(work.now.getTime())
  const version = (old?.version ?? 0) + 1
  const { numAffectedRows } = await sql`
    insert into regulation (region_id, id, kind, title, number, issued_on, holds_from, version, replaces, about, entered_at, entered_by)
    values (${work.caller.region}, ${id}, ${asked.kind}, ${asked.title}, ${asked.number}, ${asked.issuedOn}::date, ${asked.holdsFrom}::date,
      ${version}, ${asked.replaces}, ${asked.about}, ${work.now}, ${work.caller.actor}) on conflict do nothing`.execute(
    work.tx,
  )
  if (numAffectedRows !== 1n)
    throw new Refused(409, { code: 'overtaken', because: '刚才有人先登记了，请刷新后再看。' })
  const { number, title, replaces } = asked
  await audit(work.tx, 'regulation.enter', { kind: 'regulation', id }, { number, title, replaces })
  return { id }
}

function refuseEntering(asked: NewRegulation, all: readonly Row[], old: Row | undefined): void {
  const refused = (status: 409 | 422, code: string, because: string, field: string): never => {
    throw new Refused(status, { code, because, field })
  }
  if (all.some(({ number }) => number === asked.number))
    refused(409, 'known', `文号 ${asked.number} 已经登记。`, 'number')
  if (asked.holdsFrom < asked.issuedOn) refused(422, 'before', '施行日期不能早于印发日期。', 'holdsFrom')
  if (old === undefined) return
  if (old.replacedBy !== null)
    refused(409, 'replaced', `它已经由 ${old.replacedBy.number} 替代。`, 'replaces')
  if (asked.holdsFrom <= old.holdsFrom)
    refused(422, 'order', '新的施行日期应晚于被替代的那一份。', 'holdsFrom')
}

/** Ends a rule with its day, which is the last that it holds. @throws Refused 403, 404, 409, 422. */
export async function endRegulation(
  work: Work,
  id: string,
  asked: { on: Day; because: string },
): Promise<{ done: true }> {
  refuseOthers(work)
  const found = (await rowsOf(work)).find((row) => row.id === id)
  if (found === undefined) throw notFound('这份规章')
  if (found.endedOn !== null || found.replacedBy !== null)
    throw new Refused(409, { code: 'ended', because: '它已经废止或被替代。' })
  if (asked.on < found.holdsFrom)
    throw new Refused(422, { code: 'order', because: '废止日期不能早于施行日期。', field: 'on' })
  await sql`update regulation set ended_on = ${asked.on}::date, ended_because = ${asked.because}
    where region_id = ${work.caller.region} and id = ${id}`.execute(work.tx)
  await audit(work.tx, 'regulation.end', { kind: 'regulation', id }, { on: asked.on, because: asked.because })
  return { done: true }
}

function refuseOthers({ caller }: Work): void {
  if (caller.role === 'officer' || caller.role === 'system') return
  throw new Refused(403, { code: 'centre-only', because: '规章制度由中心登记。' })
}
