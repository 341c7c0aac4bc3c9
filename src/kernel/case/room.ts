import { sql } from 'kysely'
import type { Refusal } from '#lib/refusal.ts'
import type { Work } from '#kernel/call.ts'
import type { Loaded } from './load.ts'
import { refusePlace, refuseUnitQuota, type Places } from './places.ts'
import { officeAt, stageOf } from './steps.ts'

/**
 * Whether the round has room for one more to pass the stage where the case stands: a school recommends within its
 * quota, a decision within the places of the category. Counted under a lock of the round's category: two at once can't take the last place.
 */
export async function refuseRoom(work: Work, loaded: Loaded): Promise<Refusal | null> {
  const { record, setting } = loaded
  const { definition, state, facts, params } = setting
  if (record.roundId === null || state.stage === null) return null
  const stage = stageOf(definition, state.stage)
  await sql`select pg_advisory_xact_lock(hashtext('case-places'), hashtext(${`${record.roundId} ${facts.category}`}))`.execute(
    work.tx,
  )
  if (stage.kind === 'decide') return refuseOfPlaces(work, loaded, record.roundId)
  const office = officeAt(stage, facts, params)
  return stage.kind === 'check' && office === 'school' ? refuseOfUnit(work, loaded, record.roundId) : null
}

type PlaceRow = { places: number | null; floor: number }
type Taken = { taken: number; floor: number }

async function refuseOfPlaces(work: Work, loaded: Loaded, round: string): Promise<Refusal | null> {
  const places = await placesOf(work, loaded, round)
  if (isRefusal(places)) return places
  return refusePlace(places, isOfFloor(loaded))
}

/** True where the round names no places for the category though it does for others. */
export function isRefusal(said: Places | Refusal): said is Refusal {
  return 'because' in said
}

/** Whether the case counts towards the floor of its round. */
export function isOfFloor({ setting: { definition, facts } }: Loaded): boolean {
  return definition.rounds?.floor?.counts(facts) ?? false
}

/** The places of a case's category in its round, with who has them so far but this case; a refusal where there are none. */
export async function placesOf(
  work: Work,
  { setting, record }: Loaded,
  round: string,
): Promise<Places | Refusal> {
  const { definition, facts, state } = setting
  const category = facts.category ?? ''
  const { rows } = await sql<PlaceRow>`select places, floor from case_place
    where region_id = ${work.caller.region} and round_id = ${round} and category = ${category}`.execute(
    work.tx,
  )
  const none = { category, floorTitle: '', places: null, floor: 0, taken: 0, takenByFloor: 0 }
  const place = rows[0]
  if (place === undefined) return (await refuseUnnamed(work, category, round)) ?? none
  const { taken, floor } = await takenAt(work, round, category, state.stage ?? '', record.id)
  const floorTitle = definition.rounds?.floor?.title ?? ''
  return { category, floorTitle, ...place, taken, takenByFloor: floor }
}

/** A round that names places for some categories has none for the others; one that names no places is not limited. */
async function refuseUnnamed({ tx, caller }: Work, category: string, round: string): Promise<Refusal | null> {
  const { rows } = await sql`select from case_place where region_id = ${caller.region} and round_id = ${round}
    and places is not null limit 1`.execute(tx)
  if (rows.length === 0) return null
  return { code: 'places', because: `这个批次没有下达${category}的名额。` }
}

/** Who has passed the stage and has not fallen out or been sent back since. */
async function takenAt(
  { tx, caller }: Work,
  round: string,
  category: string,
  stage: string,
  but: string,
): Promise<Taken> {
  const { rows } = await sql<Taken>`
    select count(*)::integer as taken, (count(*) filter (where c.of_floor))::integer as floor from case_record c
    where c.region_id = ${caller.region} and c.round_id = ${round} and c.category = ${category} and c.id <> ${but}
      and not c.annulled and (c.status <> 'ended' or c.ending = 'granted')
      and (select e.kind from case_event e where e.region_id = c.region_id and e.case_id = c.id and e.stage = ${stage}
        and e.kind in ('passed', 'returned') order by e.seq desc limit 1) = 'passed'
      and c.stage is distinct from ${stage}`.execute(tx)
  return rows[0] ?? { taken: 0, floor: 0 }
}

async function refuseOfUnit(
  work: Work,
  { setting, subject, record }: Loaded,
  round: string,
): Promise<Refusal | null> {
  const { tx, caller } = work
  const { facts, state } = setting
  const { rows } = await sql<{ places: number }>`select places from case_unit_place
    where region_id = ${caller.region} and round_id = ${round} and unit_id = ${subject.unit?.id ?? null}
      and category = ${facts.category}`.execute(tx)
  const quota = rows[0]?.places ?? null
  if (quota === null) return null
  const { rows: counted } = await sql<{ taken: number }>`
    select count(*)::integer as taken from case_record c
    where c.region_id = ${caller.region} and c.round_id = ${round} and c.category = ${facts.category}
      and c.unit_id = ${subject.unit?.id ?? null} and c.id <> ${record.id} and c.ending is distinct from 'withdrawn' and c.stage is distinct from ${state.stage}
      and exists (select from case_event e where e.region_id = c.region_id and e.case_id = c.id and e.stage = ${state.stage} and e.kind = 'passed')`.execute(
    tx,
  )
  return refuseUnitQuota(subject.unit?.name ?? '', quota, counted[0]?.taken ?? 0)
}
