import { sql } from 'kysely'
import type { Day } from '#lib/dates.ts'
import { notFound } from '#lib/refusal.ts'
import type { Work } from '#kernel/call.ts'
import type { CaseDefinition } from './define.ts'
import type { Cases } from './registry.ts'
import type { Params } from './steps.ts'

/** A round as its exams and committees ask for it. */
export type Round = {
  id: string
  title: string
  year: number
  opensOn: Day
  definition: CaseDefinition
  params: Params
}

/** A round in view. @throws Refused 404. */
export async function roundOf({ tx, caller }: Work, cases: Cases, id: string): Promise<Round> {
  const { rows } = await sql<{
    title: string
    year: number
    opensOn: Day
    system: string
    rev: number
    params: Params
  }>`
    select title, year, opens_on as "opensOn", system, rev, params from case_round where region_id = ${caller.region} and id = ${id}`.execute(
    tx,
  )
  const found = rows[0]
  if (found === undefined) throw notFound('这个批次')
  const definition = cases.of(found.system, found.rev)
  return {
    id,
    title: found.title,
    year: found.year,
    opensOn: found.opensOn,
    definition,
    params: definition.params.parse(found.params),
  }
}
