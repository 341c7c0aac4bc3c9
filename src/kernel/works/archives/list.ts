import { sql } from 'kysely'
import type * as z from 'zod'
import type { archives } from '#contract/archives.ts'
import type { Work } from '../../call.ts'
import { roundsOnFile } from '../../case/on-file.ts'
import { unitNameOn } from '../../programme/sql.ts'
import { collect } from './collect.ts'
import { percentOf } from './filed.ts'
import { sealsOf } from './seals.ts'
import { findSubject, type Setting, type Subject } from './subject.ts'

type Query = z.output<NonNullable<(typeof archives)['query']>>
type Reply = z.input<NonNullable<(typeof archives)['reply']>>

/** So many missing materials are named in a list. */
const NAMED = 4

/** The archives of a year that the session keeps or looks over, each with how complete it is. */
export async function archiveList(work: Work, setting: Setting, query: Query): Promise<Reply> {
  const ids = await idsOf(work, query)
  const rows: Reply['rows'] = []
  for (const id of ids.slice(query.offset, query.offset + query.limit))
    rows.push(await rowOf(work, setting, { kind: query.kind, id, year: query.year }))
  return { total: ids.length, rows }
}

function idsOf(work: Work, query: Query): Promise<string[]> {
  if (query.kind === 'case') return roundsOnFile(work, query.year, likeOf(query.q))
  return query.kind === 'programme' ? programmesOf(work, query) : unitsOf(work, query)
}

async function rowOf(
  work: Work,
  setting: Setting,
  asked: { kind: Query['kind']; id: string; year: number },
): Promise<Reply['rows'][number]> {
  const subject = await findSubject(work, setting, asked)
  const materials = await collect(work, setting, subject, false)
  const [seal] = await sealsOf(work, subject)
  const missing = materials.filter(({ percent }) => percent < 100).map(({ material }) => material)
  return {
    kind: asked.kind,
    id: asked.id,
    title: subject.title,
    unit: { code: subject.unit.code, name: subject.unit.name },
    system: systemOf(setting, subject),
    percent: percentOf(materials),
    missing: missing.slice(0, NAMED),
    sealedAt: seal?.at.toISOString() ?? null,
  }
}

function systemOf({ systems }: Setting, subject: Subject): string | null {
  if (subject.kind === 'case') return subject.round.definition.title
  return subject.kind === 'programme' ? systems.title(subject.programme.system) : null
}

const KEPT = sql`((select session_wide()) or p.organiser_id = any ((select session_units())::uuid[]))`

async function programmesOf({ tx, caller }: Work, { year, q }: Query): Promise<string[]> {
  const { rows } = await sql<{
    id: string
  }>`select p.id from programme p where p.region_id = ${caller.region} and p.year = ${year}
    and ${KEPT} and (${likeOf(q)}::text is null or p.title ilike ${likeOf(q)}) order by p.code`.execute(tx)
  return rows.map(({ id }) => id)
}

async function unitsOf({ tx, caller }: Work, { year, q }: Query): Promise<string[]> {
  const on = sql`make_date(${year}, 12, 31)`
  const { rows } = await sql<{
    code: string
  }>`select u.code from unit u where u.region_id = ${caller.region} and u.category <> 'external'
    and (u.opened_on is null or u.opened_on <= ${on}) and (u.closed_on is null or u.closed_on > make_date(${year}, 1, 1))
    and ((select session_wide()) or u.id = any ((select session_units())::uuid[]))
    and (${likeOf(q)}::text is null or ${unitNameOn(caller.region, 'u.id', on)} ilike ${likeOf(q)})
    order by array_position(array['region', 'centre', 'cluster', 'school'], u.category), u.code`.execute(tx)
  return rows.map(({ code }) => code)
}

function likeOf(q: string | undefined): string | null {
  const words = q?.trim() ?? ''
  return words === '' ? null : `%${words.replaceAll(/[%\\_]/g, String.raw`\$&`)}%`
}
