import type { Work } from '../../../call.ts'
import type { MaterialRule } from '../define.ts'
import type { Found, Gap } from '../filed.ts'
import type { Subject } from '../subject.ts'

/** What a finder is asked: for whom, by which rule, and whether the things themselves are wanted or only their number. */
export type Asked<S extends Subject = Subject> = {
  work: Work
  subject: S
  rule: MaterialRule
  whole: boolean
}

/** Finds what fills a material. */
export type Finder<S extends Subject = Subject> = (asked: Asked<S>) => Promise<Found>

export type OfProgramme = Subject & { kind: 'programme' }
export type OfRound = Subject & { kind: 'case' }

/** A gap for whoever the rule names. */
export function gap({ rule }: Pick<Asked, 'rule'>, words: string): Gap {
  return { words, who: rule.who }
}

/** At most so many gaps are named one by one. */
const NAMED = 30

/** Gaps for a list of things; of very many the first, and how many more. */
export function gapsFor(asked: Pick<Asked, 'rule'>, words: readonly string[]): Gap[] {
  const named = words.slice(0, NAMED).map((one) => gap(asked, one))
  return words.length <= NAMED ? named : [...named, gap(asked, `还有 ${words.length - NAMED} 项同样的情况`)]
}
