import { compare, parseFraction } from '#lib/fraction.ts'
import type { Entry, Places, Ranked, Ranking } from './define.ts'

type Sure = Entry & { result: string }
type Cut = { in: Set<string>; undecided: { ids: string[]; seats: number; because: string }[] }

/**
 * Ranks candidates and gives out places. Equal results share a rank; where they stand at the last place nobody is
 * taken or left out by chance: they are listed as undecided. A floor (农村教师比例) moves the line only as far as the
 * group has candidates; free places stay free.
 * @throws RangeError for a result that is not a plain non-negative decimal.
 */
export function rank(entries: readonly Entry[], places: Places): Ranking {
  const known = entries.filter((entry): entry is Sure => entry.result !== null)
  const sorted = known.toSorted((a, b) => compareResults(b, a))
  const able = sorted.filter((entry) => whyNotPlaced(entry, places) === null)
  const cut = cutWithFloor(able, places)
  const seats = cut.undecided.reduce((sum, tie) => sum + tie.seats, 0)
  const group = places.floor?.group
  const had = able.filter((entry) => entry.group === group).length
  return {
    rows: [
      ...sorted.map((entry) => rowOf(entry, sorted, cut, places)),
      ...entries.filter((entry) => entry.result === null).map(missingRow),
    ],
    undecided: cut.undecided,
    free: Math.max(0, places.places - cut.in.size - seats),
    floorMissed: Math.max(0, Math.min(places.floor?.least ?? 0, places.places) - had),
  }
}

function compareResults(a: Sure, b: Sure): number {
  return compare(parseFraction(a.result), parseFraction(b.result))
}

function whyNotPlaced(entry: Sure, { leastResult }: Places): string | null {
  if (entry.barred) return entry.barred
  if (!leastResult || compare(parseFraction(entry.result), parseFraction(leastResult)) >= 0) return null
  return `得分 ${entry.result}，低于最低要求 ${leastResult}。`
}

/** The line without the floor, unless too few of the group stand above it: then each part has a line of its own. */
function cutWithFloor(able: readonly Sure[], { places, floor }: Places): Cut {
  const open = cutAt(able, places, '')
  if (!floor) return open
  const ofGroup = able.filter((entry) => entry.group === floor.group)
  const least = Math.min(floor.least, places, ofGroup.length)
  const tie = open.undecided[0]
  const sure = ofGroup.filter((entry) => open.in.has(entry.id)).length
  const possible = ofGroup.filter((entry) => tie?.ids.includes(entry.id)).length
  if (sure >= least) return open
  if (tie !== undefined && sure + possible >= least) return withNote(open, floor.group, least - sure)
  const others = able.filter((entry) => entry.group !== floor.group)
  const [inside, outside] = [cutAt(ofGroup, least, floor.group), cutAt(others, places - least, '')]
  return {
    in: new Set([...inside.in, ...outside.in]),
    undecided: [...inside.undecided, ...outside.undecided],
  }
}

function withNote(cut: Cut, group: string, wanted: number): Cut {
  return {
    in: cut.in,
    undecided: cut.undecided.map((tie) => ({
      ...tie,
      because: `${tie.because}其中至少 ${wanted} 名应为${group}。`,
    })),
  }
}

function cutAt(sorted: readonly Sure[], places: number, group: string): Cut {
  const last = sorted[places - 1]
  const next = sorted[places]
  if (last === undefined || next === undefined || compareResults(last, next) !== 0) {
    return { in: new Set(sorted.slice(0, places).map(({ id }) => id)), undecided: [] }
  }
  const above = sorted.filter((entry) => compareResults(entry, last) > 0)
  const level = sorted.filter((entry) => compareResults(entry, last) === 0)
  const seats = places - above.length
  const whose = group === '' ? '' : `${group}中`
  const because = `${whose}${level.length} 名得分同为 ${last.result}，只剩 ${seats} 个名额，请评委会决定。`
  return {
    in: new Set(above.map(({ id }) => id)),
    undecided: [{ ids: level.map(({ id }) => id), seats, because }],
  }
}

function rowOf(entry: Sure, sorted: readonly Sure[], cut: Cut, places: Places): Ranked {
  const level = sorted.filter((other) => compareResults(other, entry) === 0)
  const tied = level.filter((other) => other.id !== entry.id).map(({ id }) => id)
  const rank = 1 + sorted.filter((other) => compareResults(other, entry) > 0).length
  const barred = whyNotPlaced(entry, places)
  if (barred !== null) return { id: entry.id, rank, tied, outcome: 'out', because: barred }
  if (cut.in.has(entry.id)) return { id: entry.id, rank, tied, outcome: 'in', because: null }
  const tie = cut.undecided.find(({ ids }) => ids.includes(entry.id))
  if (tie !== undefined) return { id: entry.id, rank, tied, outcome: 'undecided', because: tie.because }
  return { id: entry.id, rank, tied, outcome: 'out', because: `名次在 ${places.places} 个名额之后。` }
}

function missingRow({ id, barred }: Entry): Ranked {
  return { id, rank: null, tied: [], outcome: 'out', because: barred ?? '还没有得分。' }
}
