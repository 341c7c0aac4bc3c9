import type { Answer, PlacedQuestion, Question } from '#contract/questionnaire.ts'
import { privateDataIn } from '#lib/private-data.ts'
import type { Refusal } from '#lib/refusal.ts'

const LONGEST = 1000

/** What does not fit in a question as it is made, in words; null when it can be asked. */
export function refuseQuestion(question: Question, number: number): Refusal | null {
  const fault = faultOf(question)
  return fault === null ? null : { code: 'question', because: `第 ${number} 题${fault}`, field: 'questions' }
}

function faultOf({ kind, options, lines, most }: Question): string | null {
  const choosing = kind === 'single' || kind === 'multiple'
  const scaling = kind === 'scale' || kind === 'matrix'
  if (choosing && options.length < 2) return '至少要有两个选项。'
  if (!choosing && options.length > 0) return '不是选择题，不要写选项。'
  if (new Set(options).size < options.length) return '有两个相同的选项，请改其中一个。'
  if (kind === 'matrix' && lines.length === 0) return '请写出矩阵的各行。'
  if (kind !== 'matrix' && lines.length > 0) return '不是矩阵题，不要写各行。'
  if (scaling && most === null) return '请定量表的级数（2 到 10）。'
  return scaling || most === null ? null : '不是量表，不要定级数。'
}

/**
 * Whether a sheet answers the questions: whole where it must be, within what can be chosen, and without what tells
 * who wrote it. Null when it does.
 */
export function refuseAnswers(
  questions: readonly PlacedQuestion[],
  answers: readonly Answer[],
): Refusal | null {
  const known = new Set(questions.map(({ position }) => position))
  if (answers.some(({ position }) => !known.has(position))) {
    return { code: 'question', because: '答卷里有这份问卷没有的题，请刷新后再答。', field: 'answers' }
  }
  for (const question of questions) {
    const given = answers.filter(({ position }) => position === question.position)
    const fault = faultIn(question, given)
    if (fault !== null)
      return {
        code: 'answer',
        because: `第 ${question.position} 题${fault}`,
        field: `answers.${question.position}`,
      }
  }
  return null
}

function faultIn(question: PlacedQuestion, given: readonly Answer[]): string | null {
  switch (question.kind) {
    case 'text':
      return faultInWords(question, given)
    case 'matrix':
      return faultInMatrix(question, given)
    default:
      return faultInChoices(question, given)
  }
}

function faultInWords({ required }: PlacedQuestion, given: readonly Answer[]): string | null {
  const [first, second] = given
  if (second !== undefined || first?.choice !== undefined || first?.line !== undefined) return '只填文字。'
  const words = first?.words ?? ''
  if (words === '') return required ? '还没有填写。' : null
  if (words.length > LONGEST) return `最多 ${LONGEST} 字，现在 ${words.length} 字。`
  const found = privateDataIn(words)
  return found.length > 0 ? `里有${found.join('、')}，请删去；答卷不收个人信息。` : null
}

function faultInMatrix(question: PlacedQuestion, given: readonly Answer[]): string | null {
  const most = question.most ?? 0
  const lines = given.map(({ line }) => line ?? 0)
  if (given.some(({ words }) => words !== undefined)) return '只选分值。'
  if (new Set(lines).size < lines.length) return '同一行选了两次。'
  if (lines.some((line) => line < 1 || line > question.lines.length)) return '里有不存在的行。'
  if (given.some(({ choice = 0 }) => choice < 1 || choice > most)) return `各行应选 1 到 ${most}。`
  const open = question.lines.length - lines.length
  return question.required && open > 0 ? `还有 ${open} 行没有选。` : null
}

function faultInChoices(question: PlacedQuestion, given: readonly Answer[]): string | null {
  const most = question.kind === 'scale' ? (question.most ?? 0) : question.options.length
  const choices = given.map(({ choice }) => choice ?? 0)
  if (given.some(({ words, line }) => words !== undefined || line !== undefined)) return '只选一项。'
  if (choices.some((choice) => choice < 1 || choice > most)) return `应在 1 到 ${most} 中选。`
  if (new Set(choices).size < choices.length) return '同一项选了两次。'
  if (question.kind !== 'multiple' && choices.length > 1) return '只能选一项。'
  return question.required && choices.length === 0 ? '还没有选。' : null
}
