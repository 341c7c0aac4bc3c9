import type { PersonFacts } from '#contract/people.ts'

/** What holds of a person besides the unit, in the order of the file. */
export const FACT_WORDS: Record<keyof PersonFacts, string> = {
  stage: '任教学段',
  subject: '任教学科',
  rank: '职称',
  degree: '学历',
  staffing: '编制',
  putonghua: '普通话等级',
  certificate: '资格种类',
}
export const FACTS = Object.keys(FACT_WORDS) as (keyof PersonFacts)[]

export type TypedFacts = Record<keyof PersonFacts, string>

/** Facts as they are typed; a missing one is blank. */
export function typedFacts(facts: PersonFacts | null): TypedFacts {
  const pairs = FACTS.map((name) => [name, facts?.[name] ?? ''] as const)
  return Object.fromEntries(pairs) as TypedFacts
}

/** Typed facts as the server takes them; a blank one is null. */
export function allFacts(typed: TypedFacts): PersonFacts {
  const pairs = FACTS.map((name) => [name, typed[name].trim() === '' ? null : typed[name].trim()] as const)
  return Object.fromEntries(pairs) as PersonFacts
}

/** Only what differs from what holds now. */
export function changedFacts(typed: TypedFacts, now: PersonFacts): Partial<PersonFacts> {
  const next = allFacts(typed)
  return Object.fromEntries(
    FACTS.filter((name) => next[name] !== now[name]).map((name) => [name, next[name]]),
  )
}
