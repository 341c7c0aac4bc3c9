import type { Refusal } from '#lib/refusal.ts'

/** Somebody as far as interests are concerned, as of a day. */
export type Party = {
  id: string | null
  identityNumber: string | null
  /** The units where the person is posted, or that the case is about; a closed one's successor stands for it. */
  units: readonly string[]
}

/** Somebody who is to judge. */
export type Candidate = Party & {
  id: string
  name: string
  /** Whether the person was ever the subject's mentor or apprentice. */
  paired: boolean
  /** Whether the person applies in the same round. */
  competes: boolean
}

/**
 * Why somebody must not judge a case: oneself, the same unit, mentor and apprentice, an applicant of the same round (回避); null when nothing is known
 * that bars it.
 */
export function refuseJudge(candidate: Candidate, subject: Party): Refusal | null {
  const same =
    candidate.id === subject.id ||
    (subject.identityNumber !== null && candidate.identityNumber === subject.identityNumber)
  if (same) return { code: 'oneself', because: '是申请人本人，应当回避。' }
  if (candidate.units.some((unit) => subject.units.includes(unit))) {
    return { code: 'same-unit', because: '与申请人同在一个单位，应当回避。' }
  }
  if (candidate.paired) return { code: 'paired', because: '与申请人是或曾是师徒结对，应当回避。' }
  if (candidate.competes) return { code: 'competes', because: '本人也在这个批次申报，应当回避。' }
  return null
}
