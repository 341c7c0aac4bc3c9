import type { FigureRef } from '#contract/figures.ts'
import type { Finding, FindingKind } from './finding.ts'
import { nameOf } from './lexicon.ts'

/** What a finding is made of. */
export interface Contradiction {
  kind?: FindingKind
  excerpt: string
  typed: string
  expected: string
  refs: FigureRef[]
}

/** A number that the records do not bear out, with words on what would make it right. */
export function contradiction({
  kind = 'contradicts',
  excerpt,
  typed,
  expected,
  refs,
}: Contradiction): Finding {
  const what = refs[0] ? describe(refs[0]) : '该数'
  const why =
    kind === 'share'
      ? `${what}：这一百分比按记录应为${expected}，文中写${typed}。请改为${expected}，或核对分子、分母。`
      : `${what}：记录为${expected}，文中写${typed}。请改为${expected}；如果记录有误，请先更正记录，再重新生成。`
  return { kind, excerpt, typed, expected, refs, why }
}

/** 2025年省级获奖 */
function describe(ref: FigureRef): string {
  return `${ref.year}年${ref.key ?? ''}${nameOf(ref.figure)}`
}
