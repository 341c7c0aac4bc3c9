import { sql } from 'kysely'
import type { Work } from '#kernel/call.ts'
import type { Difference, Numbered, Values } from '#kernel/parameters/define.ts'
import { countedActivities } from './activities/list.ts'
import type { ProgrammeDefinition } from './define.ts'
import { factsOf } from './programmes/facts.ts'
import { findProgramme, type Programme } from './programmes/find.ts'

/** Programmes of a system and year that are looked at in one trial, and activities of one of them. */
const MOST = { programmes: 1000, activities: 10_000 }

/** A programme system's numbers; a trial asks what its rules would have found in a year's programmes. */
export function numbersOf(system: ProgrammeDefinition): Numbered {
  const { id, title, menu, about, basis, params, says } = system
  return {
    id,
    title,
    menu,
    about,
    basis,
    params,
    says,
    whatIf: (work, year, before, after) => judgeAnew(work, system, year, before, after),
  }
}

async function judgeAnew(
  work: Work,
  system: ProgrammeDefinition,
  year: number,
  before: Values,
  after: Values,
): Promise<Difference> {
  const programmes = await programmesOf(work, system.id, year)
  const judged: { programme: Programme; was: string[]; would: string[] }[] = []
  for (const programme of programmes) {
    const activities = await countedActivities(work, sql`a.programme_id = ${programme.id}`, MOST.activities)
    const facts = await factsOf(work, system, programme, activities)
    judged.push({ programme, was: system.findings(facts, before), would: system.findings(facts, after) })
  }
  const count = (pick: (one: (typeof judged)[number]) => string[]): number =>
    judged.filter((one) => pick(one).length > 0).length
  const changed = judged.filter(({ was, would }) => was.join() !== would.join())
  return {
    unit: '个项目',
    total: programmes.length,
    was: count(({ was }) => was),
    would: count(({ would }) => would),
    rows: changed.map(({ programme, was, would }) => ({
      title: programme.title,
      note: programme.organiser.name,
      href: `/programmes/${programme.id}?year=${year}`,
      was,
      would,
    })),
  }
}

async function programmesOf(work: Work, system: string, year: number): Promise<Programme[]> {
  const { rows } = await sql<{ id: string }>`select id from programme
    where region_id = ${work.caller.region} and system = ${system} and year = ${year} order by code limit ${MOST.programmes}`.execute(
    work.tx,
  )
  const found: Programme[] = []
  for (const { id } of rows) found.push(await findProgramme(work, id))
  return found
}
