import { createHash } from 'node:crypto'
import type { FigureRef } from '#contract/figures.ts'
import { minus, percent, plain, quotient, sum, tenThousands } from './number.ts'
import type { Records } from './records.ts'

/** How a claim's number follows from its references. */
export type Derivation =
  | 'value'
  | 'sum'
  | 'change'
  | 'wan'
  | 'wan-change'
  | 'share'
  | 'growth'
  | 'mean'
  | 'mean-change'
  | 'points'
  | 'rest'
  | 'count'

/** A number in a document that opens to the records it was computed from. */
export interface Claim {
  /** Stable for the same derivation from the same references, so that a marked number is found again. */
  id: string
  /** The digits as written, with % where it is a share. */
  text: string
  how: Derivation
  refs: FigureRef[]
}

/** One reference, or several that are added up. */
export type Refs = FigureRef | FigureRef[]

/** Makes claims over one set of records. */
export interface Claims {
  /** The referred number. */
  value(ref: FigureRef): Claim
  /** Exact sum of the referred numbers. */
  sum(refs: FigureRef[]): Claim
  /** How far two numbers lie apart, without sign. */
  change(now: FigureRef, before: FigureRef): Claim
  /** Yuan in 万元. */
  wan(ref: FigureRef): Claim
  /** How far two amounts of yuan lie apart, in 万元. */
  wanChange(now: FigureRef, before: FigureRef): Claim
  /** Part of whole in per cent; several references are added up. */
  share(part: Refs, whole: Refs): Claim
  /** Growth or decline against before, in per cent, without sign. */
  growth(now: FigureRef, before: FigureRef): Claim
  /** Amount per one of the divisor, two decimals. */
  mean(amount: Refs, per: Refs): Claim
  /** How far two means lie apart as they are written. */
  meanChange(now: [FigureRef, FigureRef], before: [FigureRef, FigureRef]): Claim
  /** How far two shares lie apart as they are written, in percentage points. */
  points(now: [FigureRef, FigureRef], before: [FigureRef, FigureRef]): Claim
  /** What is left of a whole beside the given parts. */
  rest(whole: FigureRef, parts: FigureRef[]): Claim
  /** How many things the references list, one reference each. */
  count(refs: FigureRef[]): Claim
}

/** Claims computed from the given records. */
export function openClaims(records: Records): Claims {
  const at = records.value
  const total = (refs: FigureRef[]) => sum(refs.map(at))
  return {
    value: (ref) => claim('value', [ref], plain(at(ref))),
    sum: (refs) => claim('sum', refs, plain(total(refs))),
    change: (a, b) => claim('change', [a, b], plain(Math.abs(minus(at(a), at(b))))),
    wan: (ref) => claim('wan', [ref], tenThousands(at(ref))),
    wanChange: (a, b) => claim('wan-change', [a, b], tenThousands(Math.abs(minus(at(a), at(b))))),
    share: (part, whole) =>
      claim('share', [part, whole].flat(), percent(total([part].flat()), total([whole].flat()))),
    growth: (a, b) => claim('growth', [a, b], percent(Math.abs(minus(at(a), at(b))), at(b))),
    mean: (amount, per) =>
      claim('mean', [amount, per].flat(), quotient(total([amount].flat()), total([per].flat()), 2)),
    meanChange: (a, b) => claim('mean-change', [...a, ...b], apart(meanOf(at, a), meanOf(at, b))),
    points: (a, b) => claim('points', [...a, ...b], apart(shareOf(at, a), shareOf(at, b))),
    rest: (whole, parts) => claim('rest', [whole, ...parts], plain(minus(at(whole), total(parts)))),
    count: (refs) => claim('count', refs, String(refs.length)),
  }
}

/** The claim's number without its per cent sign. */
export function claimNumber(claim: Claim): number {
  return Number(claim.text.replace('%', ''))
}

function claim(how: Derivation, refs: FigureRef[], text: string): Claim {
  const origin = JSON.stringify([how, refs.map((r) => [r.figure, r.unit, r.year, r.dimension, r.key])])
  return { id: `n${createHash('sha256').update(origin).digest('hex').slice(0, 12)}`, text, how, refs }
}

function meanOf(at: Records['value'], [amount, per]: [FigureRef, FigureRef]): number {
  return Number(quotient(at(amount), at(per), 2))
}

function shareOf(at: Records['value'], [part, whole]: [FigureRef, FigureRef]): number {
  return Number.parseFloat(percent(at(part), at(whole)))
}

/** From the written numbers, so that a reader who subtracts them gets the same. */
function apart(left: number, right: number): string {
  return plain(Math.abs(minus(left, right)))
}
