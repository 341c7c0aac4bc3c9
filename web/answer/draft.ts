import type { Answer, PlacedQuestion } from '#contract/questionnaire.ts'
import { keep, recall } from '../phone/lib/keep.ts'
import { uuid } from '../phone/lib/uuid.ts'

/** A sheet on its way: in the phone from the first answer until the server has it. */
export type Draft = {
  /** Made here, so that sending it again is not a second sheet. */
  sheet: string
  answers: readonly Answer[]
  /** Handed in while there was no network: goes out by itself. */
  sending: boolean
}

/** The draft of a questionnaire in this phone, or a new one. */
export function recallDraft(name: string): Draft {
  return recall<Draft | null>(`answers.${name}`, null) ?? { sheet: uuid(), answers: [], sending: false }
}

/** Keeps a draft; null forgets it. */
export function keepDraft(name: string, draft: Draft | null): void {
  keep(`answers.${name}`, draft)
}

/** Whether this phone has handed in a sheet for the questionnaire. */
export function wasHandedIn(name: string): boolean {
  return recall(`answered.${name}`, false)
}

/** Remembers that it has. */
export function noteHandedIn(name: string): void {
  keep(`answered.${name}`, true)
}

/** The answers after a choice: a second one replaces the first, but of a multiple choice, where it is switched. */
export function chosen(
  answers: readonly Answer[],
  { position, kind }: PlacedQuestion,
  choice: number,
  line?: number,
): Answer[] {
  const isIt = (one: Answer): boolean => one.position === position && one.line === line
  const next = line === undefined ? { position, choice } : { position, line, choice }
  if (kind !== 'multiple') return [...answers.filter((one) => !isIt(one)), next]
  const without = answers.filter((one) => !isIt(one) || one.choice !== choice)
  return without.length < answers.length ? without : [...answers, next]
}

/** The answers after words were written; empty words are none. */
export function written(answers: readonly Answer[], { position }: PlacedQuestion, words: string): Answer[] {
  const others = answers.filter((one) => one.position !== position)
  return words.trim() === '' ? others : [...others, { position, words: words.trim() }]
}

/** Whether a question is answered as far as it has to be. */
export function isAnswered(
  answers: readonly Answer[],
  { position, required, kind, lines }: PlacedQuestion,
): boolean {
  const given = answers.filter((one) => one.position === position).length
  return !required || (kind === 'matrix' ? given === lines.length : given > 0)
}
