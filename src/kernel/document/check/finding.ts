import type { FigureRef } from '#contract/figures.ts'

/** contradicts: the records say otherwise; parts: parts do not add up to their whole; share: a rate does not follow. */
export type FindingKind = 'contradicts' | 'parts' | 'share'

/** A number in an edited document that cannot stand. */
export interface Finding {
  kind: FindingKind
  /** The sentence or table row around it, shortened. */
  excerpt: string
  /** As typed: 183项, 18%. */
  typed: string
  /** What it should be; null where only the parts disagree among themselves. */
  expected: string | null
  /** The records behind the expected number. */
  refs: FigureRef[]
  /** What is wrong and what would make it right, in Chinese. */
  why: string
}

/** What became of an uploaded document: compared, or refused in words. */
export type CheckResult =
  | {
      kind: 'checked'
      findings: Finding[]
      /** How many numbers were compared with the records and agree, and which could not be judged. */
      agreed: number
      unjudged: { excerpt: string; typed: string }[]
    }
  | { kind: 'refused'; code: 'not-docx' | 'too-large' | 'damaged'; because: string }
