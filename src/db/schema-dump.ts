import type pg from 'pg'
import * as queries from './schema-queries.ts'

const HEADER = `-- The schema as the migrations leave it, for reading and for reviewing changes. Not run by anything:
-- written by "npm run db:dump", checked by a test.
`

type Piece = { about: string; text: string }

/**
 * The schema of a migrated database as readable SQL: per table its columns, constraints, indexes, triggers,
 * policies and grants, then views, types and functions, everything in order of names.
 */
export async function dumpSchema(admin: pg.Pool): Promise<string> {
  const tables = await pieces(admin, queries.TABLES)
  const details = groupByTable([
    ...(await pieces(admin, queries.INDEXES)),
    ...(await pieces(admin, queries.TRIGGERS)),
    ...(await pieces(admin, queries.SECURITY)),
    ...(await pieces(admin, queries.POLICIES)),
    ...(await pieces(admin, queries.GRANTS)),
    ...(await pieces(admin, queries.COMMENTS)),
  ])
  const blocks = tables.map((table) => [table.text, ...(details.get(table.about) ?? [])].join('\n'))
  const rest: string[] = []
  for (const query of [queries.TYPES, queries.VIEWS, queries.FUNCTIONS]) {
    for (const piece of await pieces(admin, query)) rest.push(piece.text)
  }
  return `${[HEADER, ...blocks, ...rest].join('\n\n').replaceAll(/[ \t]+$/gm, '')}\n`
}

async function pieces(admin: pg.Pool, query: string): Promise<Piece[]> {
  return (await admin.query<Piece>(query)).rows
}

function groupByTable(all: readonly Piece[]): ReadonlyMap<string, string[]> {
  const groups = new Map<string, string[]>()
  for (const { about, text } of all) groups.set(about, [...(groups.get(about) ?? []), text])
  return groups
}
