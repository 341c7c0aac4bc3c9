import type { Database } from '#db/open.ts'
import type { Line, Live } from '#kernel/credit/decide.ts'
import { post } from '#kernel/credit/store.ts'
import { audit, inWork } from '#kernel/call.ts'
import type { Runtime } from '#kernel/call.ts'
import { errorCode } from '#db/refusal.ts'
import { newId } from '#lib/ids.ts'

/** People and activities of one run: everybody takes part in everything. */
export type Books = { runtime: Runtime; session: Buffer; region: number; people: string[]; sources: string[] }

/** One line of a posting: an award, or the reversal of the newest award of that person and source. */
export type OpLine = { person: number; source: number; amount: number; reversal: boolean }
/** A posting that a client tries; equal keys are retries, or clashes. */
export type Op = { key: number; lines: OpLine[] }
export type Outcome = { op: Op; lines: Line[]; posted: number; error: string | null }

function ids(count: number): string[] {
  return Array.from({ length: count }, () => newId())
}

/** Adds fresh people and activities to a region. */
export async function makeBooks(
  db: Database,
  region: number,
  session: Buffer,
  size: { people: number; sources: number },
): Promise<Books> {
  const [people, sources, programme, unit] = [ids(size.people), ids(size.sources), newId(), newId()]
  const mark = newId().slice(-12)
  await db.admin.query(`insert into unit (region_id, id, code, category) values ($1, $2, $3, 'school')`, [
    region,
    unit,
    mark,
  ])
  await db.admin.query(
    `insert into programme (region_id, id, code, title, system, level, year, organiser_id, category)
     values ($1, $2, $3, '项目', 'group-training', 'county', 2025, $4, '集中')`,
    [region, programme, mark, unit],
  )
  await db.admin.query(
    `insert into person (region_id, id, identity_number, name, name_initials, file_order)
     select $1, p, p::text, '教师', 'js', 1 from unnest($2::uuid[]) p`,
    [region, people],
  )
  await db.admin.query(
    `insert into activity (region_id, id, programme_id, code, title, starts_at, ends_at, hours, slots)
     select $1, a, $2, a::text, '活动', '2025-03-08 08:00', '2025-03-08 17:00', 8, 1 from unnest($3::uuid[]) a`,
    [region, programme, sources],
  )
  await db.admin.query(
    `insert into participation (region_id, activity_id, person_id, role)
     select $1, a, p, 'trainee' from unnest($2::uuid[]) a, unnest($3::uuid[]) p`,
    [region, sources, people],
  )
  return { runtime: { db, dataDir: '/nowhere', now: () => new Date() }, session, region, people, sources }
}

/** An entry as the ledger has it, with its posting's key. */
export type Entry = Live & { kind: 'award' | 'reversal'; reverses: number | null; key: string }

/** All entries of the books' people, in each chain's order. */
export async function entriesOf(books: Books): Promise<Entry[]> {
  const { rows } = await books.runtime.db.admin.query<Entry>(
    `select e.person_id as person, e.seq, e.kind, e.year, e.category, e.amount, e.source_kind as "sourceKind",
       e.source_id as source, e.reverses, p.key
     from credit_entry e join credit_posting p on p.region_id = e.region_id and p.id = e.posting_id
     where e.region_id = $1 and e.person_id = any ($2::uuid[]) order by e.person_id, e.seq`,
    [books.region, books.people],
  )
  return rows
}

/** Tries a posting. A reversal whose award was never made is left out: nobody could name it. */
export async function attempt(books: Books, op: Op, known: readonly Entry[]): Promise<Outcome> {
  const lines = op.lines.flatMap((line) => lineOf(books, line, known))
  if (lines.length === 0) return { op, lines, posted: 0, error: 'nothing to post' }
  try {
    const posted = await inWork(books.runtime, books.session, async (work) => {
      await audit(work.tx, 'post-credits', { kind: 'credit-posting', id: keyOf(books, op) })
      return post(work, { key: keyOf(books, op), because: '试验', batch: null }, lines)
    })
    return { op, lines, posted, error: null }
  } catch (error) {
    return { op, lines, posted: 0, error: errorCode(error) ?? String(error) }
  }
}

/** The posting's key as the ledger keeps it. */
export function keyOf(books: Books, op: Op): string {
  return `${books.people[0]}/${op.key}`
}

function lineOf(books: Books, line: OpLine, known: readonly Entry[]): Line[] {
  const [person, source] = [books.people[line.person] ?? '', books.sources[line.source] ?? '']
  const base = { person, source, sourceKind: 'participation' as const, year: 2025, category: '集中' }
  if (!line.reversal) return [{ ...base, kind: 'award', amount: `${line.amount}.25`, reverses: null }]
  const award = known.findLast(
    (entry) => entry.person === person && entry.source === source && entry.kind === 'award',
  )
  return award === undefined
    ? []
    : [{ ...base, kind: 'reversal', amount: `-${award.amount}`, reverses: award.seq }]
}
