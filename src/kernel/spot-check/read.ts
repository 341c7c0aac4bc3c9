import { sql } from 'kysely'
import type { Work } from '#kernel/call.ts'
import { stateOf } from './decide.ts'
import type { SpotState } from '#contract/spot-check.ts'
import { findSpots, type SpotFound } from './store.ts'

/** What random checks of a project's activities came to. */
export type ProgrammeChecks = {
  /** Activities drawn. */
  drawn: number
  /** Drawn and not checked yet, by title. */
  waiting: readonly string[]
  /** Sent back and not accepted since, by title with what is asked for. */
  open: readonly { title: string; words: string; answered: boolean }[]
  /** Hours of accepted activities that the checks did not recognise. */
  lost: number
}

/** The checks of a project's activities that are in view. */
export async function checksOfProgramme(work: Work, programme: string): Promise<ProgrammeChecks> {
  const spots = await findSpots(work, sql`c.chosen and a.programme_id = ${programme}`)
  const states = spots.map((spot) => ({ ...spot, state: stateOf(spot.verdict, spot.answered) }))
  return {
    drawn: spots.length,
    waiting: states.filter(({ state }) => state === 'waiting').map(({ title }) => title),
    open: states
      .filter(({ state }) => state === 'returned' || state === 'answered')
      .map(({ title, words, answered }) => ({ title, words: words ?? '', answered })),
    lost: states
      .filter(({ state }) => state === 'accepted')
      .reduce((sum, { held, hours }) => sum + held - (hours ?? held), 0),
  }
}

/** Drawn activities that wait for the caller: to be checked, or, for a school, to be put right. */
export async function spotsWaiting(work: Work): Promise<(SpotFound & { state: SpotState })[]> {
  const { role } = work.caller
  if (role !== 'officer' && role !== 'cluster' && role !== 'school') return []
  // what a cluster has drawn it checks itself
  const drawnByCentre = sql`not exists (select from unit x where x.region_id = d.region_id and x.id = d.unit_id and x.category = 'cluster')`
  const spots = await findSpots(work, sql`c.chosen and ${role === 'officer' ? drawnByCentre : sql`true`}`)
  const waiting: readonly SpotState[] = role === 'school' ? ['returned'] : ['waiting', 'answered']
  return spots
    .map((spot) => ({ ...spot, state: stateOf(spot.verdict, spot.answered) }))
    .filter(({ state }) => waiting.includes(state))
}
