import type { ExamOutcome } from '#contract/exam.ts'

/** What a list of marks says of somebody. */
export type Said = { number: string; name: string; outcome: ExamOutcome; mark: number | null }

/** A line of a pasted list: what it says, or why it can't be taken. */
export type Line = { line: number; text: string } & ({ said: Said } | { because: string })

const FULL = 100
const WORDS: ReadonlyMap<string, ExamOutcome> = new Map(
  Object.entries({
    合格: 'pass',
    通过: 'pass',
    不合格: 'fail',
    未通过: 'fail',
    空白: 'blank',
    空白卷: 'blank',
    白卷: 'blank',
    缺考: 'absent',
    未考: 'absent',
    弃考: 'absent',
  } as const),
)

/**
 * Reads marks as they are copied from a spreadsheet: 受理编号, 姓名 and 成绩 in a line, set apart by tabs, commas or spaces;
 * the name may be left out, a line of heads and empty lines are passed over.
 * @param marked whether the exam has marks from 0 to 100; else it is passed or not.
 */
export function readMarks(text: string, marked: boolean): Line[] {
  const lines = text.split(/\r?\n/).map((line, at) => ({ line: at + 1, text: line.trim() }))
  const filled = lines.filter(({ text: one }) => one !== '' && !one.startsWith('受理编号'))
  return filled.map((one) => ({ ...one, ...readLine(one.text, marked) }))
}

function readLine(text: string, marked: boolean): { said: Said } | { because: string } {
  const cells = text
    .normalize('NFKC')
    .split(/[\t,;、 ]+/)
    .filter((cell) => cell !== '')
  const [number, ...rest] = cells
  const result = rest.at(-1)
  if (number === undefined || result === undefined) {
    return { because: '一行应有受理编号和成绩，如“2026-0001 张三 78”。' }
  }
  const read = readResult(result, marked)
  return typeof read === 'string'
    ? { because: read }
    : { said: { number, name: rest.slice(0, -1).join(''), ...read } }
}

/**
 * What a result says: a mark from 0 to 100, passed or not, a blank paper, absence.
 * @returns why it is none, in words.
 */
export function readResult(
  text: string,
  marked: boolean,
): { outcome: ExamOutcome; mark: number | null } | string {
  const outcome = WORDS.get(text)
  const isWord = outcome !== undefined
  if (isWord && (outcome === 'absent' || outcome === 'blank' || !marked)) return { outcome, mark: null }
  if (!marked) return `“${text}”不是这项考试的结果，请填合格、不合格、空白或缺考。`
  const mark = Number(text)
  if (!isWord && /^\d{1,3}(\.\d{1,2})?$/.test(text) && mark <= FULL) return { outcome: 'mark', mark }
  return `“${text}”不是成绩，请填 0 至 ${FULL} 的分数、空白或缺考。`
}
