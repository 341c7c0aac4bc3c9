import type { Counted, PlacedQuestion } from '#contract/questionnaire.ts'
import { add, divide, fraction, roundHalfUp } from '#lib/fraction.ts'

/** How often one answer was given. */
export type Count = { position: number; line: number; choice: number; sheets: number }

/** Every question, and every line of a matrix, with how often each of its choices was given: also those nobody chose. */
export function countedOf(questions: readonly PlacedQuestion[], counts: readonly Count[]): Counted[] {
  return questions.flatMap((question) =>
    question.kind === 'matrix'
      ? question.lines.map((says, at) => countedLine(question, counts, at + 1, `${question.says}：${says}`))
      : [countedLine(question, counts, 0, question.says)],
  )
}

function countedLine(
  question: PlacedQuestion,
  counts: readonly Count[],
  line: number,
  says: string,
): Counted {
  const own = counts.filter((count) => count.position === question.position && count.line === line)
  const choices = choicesOf(question).map((says, at) => ({
    choice: at + 1,
    says,
    sheets: own.find((count) => count.choice === at + 1)?.sheets ?? 0,
  }))
  return {
    position: question.position,
    line,
    says,
    kind: question.kind,
    answered: own.reduce((sum, { sheets }) => sum + sheets, 0),
    choices,
    mean: question.most === null ? null : meanOf(choices),
    most: question.most,
    texts: [],
  }
}

/** What can be chosen, in words; a scale's values are numbers. */
export function choicesOf({ options, most }: PlacedQuestion): string[] {
  return most === null ? [...options] : Array.from({ length: most }, (_, at) => String(at + 1))
}

/** Mean of a scale's values to two decimals; null where nobody answered. */
export function meanOf(choices: readonly { choice: number; sheets: number }[]): string | null {
  const sheets = choices.reduce((sum, one) => sum + one.sheets, 0)
  if (sheets === 0) return null
  const points = choices.reduce((sum, one) => sum + one.choice * one.sheets, 0)
  return roundHalfUp(divide(fraction(points), fraction(sheets)), 2)
}

/** Sheets that answered a multiple choice are not the sum of its choices: shares are of the sheets that came. */
export function shareOf(sheets: number, received: number): string {
  return received === 0 ? '0.0' : roundHalfUp(divide(fraction(sheets * 100), fraction(received)), 1)
}

/** The result of all scales together in points of 100, as an appraisal takes it; null where nobody answered one. */
export function scoreOf(counted: readonly Counted[], decimals: number): string | null {
  const scales = counted.filter(({ most, answered }) => most !== null && answered > 0)
  if (scales.length === 0) return null
  const parts = scales.map(({ choices, most, answered }) => {
    const points = choices.reduce((sum, one) => sum + one.choice * one.sheets, 0)
    return fraction(points * 100, answered * (most ?? 1))
  })
  const sum = parts.reduce(add)
  return roundHalfUp(divide(sum, fraction(parts.length)), decimals)
}

/** One line of a comparison of the same question before and after. */
export type Compared = { says: string; before: string; after: string; change: string; unit: string }

type Side = { received: number; counted: readonly Counted[] }

/** The questions that both have in the same words: the means of scales, the shares of choices. */
export function compare(before: Side, after: Side): Compared[] {
  return before.counted.flatMap((one) => {
    const other = after.counted.find(
      ({ says, kind, most }) => says === one.says && kind === one.kind && most === one.most,
    )
    if (other === undefined || one.kind === 'text') return []
    if (one.mean !== null && other.mean !== null) {
      return [lineOf(one.says, one.mean, other.mean, 2, '分')]
    }
    return one.choices.flatMap((choice) => {
      const same = other.choices.find(({ says }) => says === choice.says)
      if (same === undefined) return []
      const [first, second] = [shareOf(choice.sheets, before.received), shareOf(same.sheets, after.received)]
      return [lineOf(`${one.says}：${choice.says}`, first, second, 1, '%')]
    })
  })
}

function lineOf(says: string, before: string, after: string, decimals: number, unit: string): Compared {
  const scale = 10 ** decimals
  const by = Math.round(Number(after) * scale) - Math.round(Number(before) * scale)
  const sign = by > 0 ? '+' : ''
  return { says, before, after, change: `${sign}${(by / scale).toFixed(decimals)}`, unit }
}
