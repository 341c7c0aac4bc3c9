import { compare, divide, fraction, multiply, parseFraction, type Fraction } from '#lib/fraction.ts'
import type { Band, Banded, BandRow } from './define.ts'

type Sure = Banded & { result: string }
type Placing = { rows: Map<string, BandRow>; left: readonly Sure[] }

/**
 * Gives each target the best band that its result reaches, within the quotas: 优秀 at most 15 % of all targets,
 * rounded down. A veto keeps a target out of every band that does not stand despite it, whatever its result. Equal
 * results at a quota are left to people.
 * @param bands the best first; the last one takes what is left if its `least` is 0.
 * @throws RangeError for a number that is not a plain non-negative decimal.
 */
export function bandsOf(targets: readonly Banded[], bands: readonly Band[]): BandRow[] {
  const known = targets.filter((target): target is Sure => target.result !== null)
  let placing: Placing = { rows: new Map(), left: known.toSorted((a, b) => compareResults(b, a)) }
  for (const [index, band] of bands.entries()) {
    placing = fill(placing, band, bands[index + 1], targets.length)
  }
  return targets.map((target) => placing.rows.get(target.id) ?? without(target))
}

function compareResults(a: Sure, b: Sure): number {
  return compare(parseFraction(a.result), parseFraction(b.result))
}

/** Vetoed targets wait for a band that stands despite a veto; the others go in by result until the quota is full. */
function fill({ rows, left }: Placing, band: Band, below: Band | undefined, all: number): Placing {
  const able = left.filter(
    (target) => reaches(target.result, band.least) && (band.despiteVeto || target.vetoes.length === 0),
  )
  const most = quota(band, all)
  const next = new Map(rows)
  const last = able[most - 1]
  const first = able[most]
  const level = last !== undefined && first !== undefined && compareResults(last, first) === 0
  const taken = level ? able.filter((target) => compareResults(target, last) > 0) : able.slice(0, most)
  for (const target of taken) next.set(target.id, { ...named(target, band), between: null })
  const tied = level ? able.filter((target) => compareResults(target, last) === 0) : []
  for (const target of tied)
    next.set(target.id, between(target, band, below, most - taken.length, tied.length))
  return { rows: next, left: left.filter((target) => !next.has(target.id)) }
}

function quota({ share }: Band, all: number): number {
  if (share === null) return Number.POSITIVE_INFINITY
  const exact: Fraction = divide(multiply(parseFraction(share), fraction(all)), fraction(100))
  return Number(exact.numerator / exact.denominator)
}

function reaches(result: string, least: string): boolean {
  return compare(parseFraction(result), parseFraction(least)) >= 0
}

function named({ id, result, vetoes }: Sure, band: Band): Omit<BandRow, 'between'> {
  const veto = vetoes.length === 0 ? '' : `因一票否决（${vetoes.join('、')}），不能评更高等次。`
  return { id, band: band.id, because: `得分 ${result}，评为${band.title}。${veto}` }
}

function between(target: Sure, band: Band, below: Band | undefined, seats: number, level: number): BandRow {
  return {
    id: target.id,
    band: null,
    between: [band.id, below?.id ?? band.id],
    because: `${level} 个对象得分同为 ${target.result}，${band.title}只剩 ${seats} 个名额，请评审组决定。`,
  }
}

function without({ id, result, vetoes }: Banded): BandRow {
  const because =
    result === null
      ? '得分还不完整，不定等次。'
      : `得分 ${result}${vetoes.length > 0 ? `，有一票否决（${vetoes.join('、')}）` : ''}，达不到任何等次。`
  return { id, band: null, between: null, because }
}
