import { createHash } from 'node:crypto'
import type { RawBuilder, Transaction } from 'kysely'
import type { QueryResultRow } from 'pg'
import type { DB } from './rows.gen.ts'
import { rawClient } from './transact.ts'

const names = new Map<string, string>()

/** Statements that are kept have a fixed text, so there are as many names as places that call `kept`. */
function nameOf(text: string): string {
  const known = names.get(text)
  if (known !== undefined) return known
  const name = createHash('sha256').update(text).digest('base64url').slice(0, 22)
  names.set(text, name)
  return name
}

/**
 * Runs a statement that the connection keeps prepared. With the conditions of row-level security, planning a page's
 * statement takes longer than running it: kept, it is planned for the first few times only. For statements whose text is
 * always the same and that find their rows by key, whatever the values are; others are better planned anew.
 * @param tx a transaction of `inSession`.
 */
export async function kept<T extends QueryResultRow>(
  tx: Transaction<DB>,
  query: RawBuilder<T>,
): Promise<T[]> {
  const { sql: text, parameters } = query.compile(tx)
  const { rows } = await rawClient(tx).query<T>({ name: nameOf(text), text, values: [...parameters] })
  return rows
}
