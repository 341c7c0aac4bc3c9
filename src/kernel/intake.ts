import { sql } from 'kysely'
import { errorCode } from '#db/refusal.ts'
import type { Work } from './call.ts'

/** Rows of an imported sheet, checked and resolved, in a temporary table of the running transaction. */
export type Intake = { table: string; batch: string }

/**
 * Runs a statement that takes in rows and returns one row for each that is new or changed.
 * @param touched a temporary table (id uuid) which is to remember the returned ids, each once a statement.
 * @returns how many rows were returned.
 */
export async function takeIn({ tx }: Work, statement: string, touched?: string): Promise<number> {
  const remember =
    touched === undefined ? '' : `, touched as (insert into ${touched} select distinct id from taken)`
  const { rows } = await sql
    .raw<{ taken: number }>(`with taken as (${statement})${remember} select count(*) as taken from taken`)
    .execute(tx)
  return rows[0]?.taken ?? 0
}

/** How rows of a table come in by the ten thousand: statements without their returning clause. */
export type Bulk = {
  /** Inserts the rows whose key is not there yet. */
  add: string
  /** Updates the rows whose key is there, and of which something differs. */
  change?: string
  /** The id that `touched` is to remember. */
  returning: string
}

const UNIQUE_VIOLATION = '23505'

/**
 * Takes in rows as `takeIn` does, at half the price: ON CONFLICT looks each row up in the key's index and writes it in
 * two steps, so the rows are told apart before. Should somebody else write one of them meanwhile, all is done once more
 * with ON CONFLICT.
 * @returns how many rows are new or changed.
 */
export async function takeInBulk(
  work: Work,
  { add, change, returning }: Bulk,
  touched: string,
): Promise<number> {
  const take = (statement: string): Promise<number> =>
    takeIn(work, `${statement} returning ${returning}`, touched)
  const takeChanged = async (): Promise<number> => (change === undefined ? 0 : take(change))
  await sql`savepoint taking_in`.execute(work.tx)
  try {
    return (await takeChanged()) + (await take(add))
  } catch (error) {
    if (errorCode(error) !== UNIQUE_VIOLATION) throw error
    await sql`rollback to savepoint taking_in`.execute(work.tx)
    return (await take(`${add} on conflict do nothing`)) + (await takeChanged())
  }
}

/**
 * What a workbook says of something that holds over days, as the columns of a select: `n` is the workbook's row, `s` the
 * newest state, `e` arrays of what held before. What held before a change with a date of its own is old news: a workbook
 * that repeats it leaves the change standing; any other word of it replaces what the newest state says.
 */
export function saidOf(facts: readonly string[]): string {
  return facts
    .map(
      (fact) =>
        `case when array_position(e.${fact}, n.${fact}) is null then n.${fact} else s.${fact} end as ${fact}`,
    )
    .join(', ')
}

/**
 * A UUIDv7 in SQL, for rows that have `part` and `row`: the time of the import in front, then 24 bits that rise from the
 * file's first row to its last, then 48 of chance. In the order of the file, what follows is written one beside the other;
 * at random, every index of a large county would be written all over.
 */
export function newIdSql({ now }: Work): string {
  const time = now.getTime().toString(16).padStart(12, '0')
  const place = `lpad(to_hex((percent_rank() over (order by part, row) * 16777215)::integer), 6, '0')`
  const front = `'${time.slice(0, 8)}-${time.slice(8)}-7' || left(${place}, 3) || '-8' || right(${place}, 3)`
  return `overlay(gen_random_uuid()::text placing ${front} from 1)::uuid`
}
