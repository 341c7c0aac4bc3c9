import type * as z from 'zod'
import type { caseRoom } from '#contract/case-room.ts'
import type { Work } from '#kernel/call.ts'
import { loadCases, type Loaded } from './load.ts'
import { refusePlace, type Places } from './places.ts'
import type { Cases } from './registry.ts'
import { isOfFloor, isRefusal, placesOf } from './room.ts'
import { stageOf } from './steps.ts'

type Reply = z.input<NonNullable<(typeof caseRoom)['reply']>>
type Room = Reply['rows'][number]

/**
 * What deciding on cases together would do to the places of their rounds, by category, before anybody presses: how many
 * are taken, how many of the chosen find a place, and why the first that does not is refused. The rule is that of
 * deciding itself.
 * @throws Refused 404 unless all are in view.
 */
export async function roomFor(work: Work, cases: Cases, ids: readonly string[]): Promise<Reply> {
  const loaded = await loadCases(work, cases, [...new Set(ids)])
  const waiting = Map.groupBy(loaded.filter(waitsForPlace), placeKey)
  const rows: Room[] = []
  // one after another: a transaction has one connection
  for (const group of waiting.values()) rows.push(...(await roomOf(work, group)))
  return { rows }
}

function waitsForPlace({ record, setting: { definition, state } }: Loaded): boolean {
  if (record.roundId === null || state.stage === null) return false
  return stageOf(definition, state.stage).kind === 'decide'
}

function placeKey({ record, setting }: Loaded): string {
  return `${record.roundId} ${setting.facts.category}`
}

async function roomOf(work: Work, group: readonly Loaded[]): Promise<Room[]> {
  const [first] = group
  if (first === undefined || first.record.roundId === null) return []
  const places = await placesOf(work, first, first.record.roundId)
  const ofFloor = group.filter(isOfFloor).length
  const chosen = { chosen: group.length, chosenOfFloor: ofFloor }
  if (isRefusal(places)) {
    const category = first.setting.facts.category ?? ''
    return [{ ...NONE, ...chosen, category, refused: group.length, because: places.because }]
  }
  const { category, floorTitle, places: all, floor, taken, takenByFloor } = places
  if (all === null) return []
  const { refused, because } = tried(places, group)
  return [
    {
      category,
      floorTitle,
      places: all,
      floor,
      taken,
      takenOfFloor: takenByFloor,
      ...chosen,
      refused,
      because,
    },
  ]
}

const NONE = { floorTitle: '', places: 0, floor: 0, taken: 0, takenOfFloor: 0 }

/** Gives the chosen places one after another: how many find none, and why the first of them does not. */
function tried(places: Places, group: readonly Loaded[]): { refused: number; because: string | null } {
  let { taken, takenByFloor } = places
  const refusals: string[] = []
  for (const one of group) {
    const ofFloor = isOfFloor(one)
    const refusal = refusePlace({ ...places, taken, takenByFloor }, ofFloor)
    if (refusal !== null) {
      refusals.push(refusal.because)
      continue
    }
    taken += 1
    takenByFloor += ofFloor ? 1 : 0
  }
  return { refused: refusals.length, because: refusals[0] ?? null }
}
