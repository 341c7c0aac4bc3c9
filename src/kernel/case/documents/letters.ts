/** The numbers of the letters by which cases are issued: the letter is issued first, and names them by its number. */
import type * as z from 'zod'
import type { CaseAction } from '#contract/case.ts'
import type { caseLetters } from '#contract/case-letter.ts'
import type { Work } from '#kernel/call.ts'
import { loadCases, type Loaded } from '../load.ts'
import type { LetterNumber } from '../may.ts'
import type { Cases } from '../registry.ts'
import type { AnyDocument } from './define.ts'
import { differences } from './draft.ts'
import { issuedOf, modelAt } from './read.ts'
import { documentsOf } from './standard.ts'
import { subjectOf } from './subject.ts'

type Numbering = Extract<AnyDocument, { kind: 'circular' }>
/** The letter by which a case is issued where it stands, and of what it is a letter. */
type Named = { document: string; letter: Numbering; whose: 'round' | 'case'; id: string }

/** What the letters say of the cases' numbers, beside them; asked only where a number is about to be given out. */
export async function withLetters(
  work: Work,
  cases: Cases,
  loaded: readonly Loaded[],
  action: CaseAction,
): Promise<readonly Loaded[]> {
  if (action.do !== 'pass') return loaded
  const letters = await lettersOf(work, cases, loaded)
  return loaded.map((one) => {
    const letter = letters.get(one.record.id)
    return letter === undefined ? one : { ...one, setting: { ...one.setting, letter } }
  })
}

/** The letters by which some cases would be issued now, in the order of the cases. @throws Refused 404 unless all are in view. */
export async function lettersAhead(
  work: Work,
  cases: Cases,
  ids: readonly string[],
): Promise<z.input<NonNullable<(typeof caseLetters)['reply']>>> {
  const asked = [...new Set(ids)]
  const letters = await lettersOf(work, cases, await loadCases(work, cases, asked))
  const counted = Map.groupBy(
    asked.flatMap((id) => letters.get(id) ?? []),
    (letter) => letter,
  )
  return {
    rows: [...counted].map(([{ title, number, because }, all]) => ({
      title,
      number,
      because,
      cases: all.length,
    })),
  }
}

/** By case the one letter that it shares with the others of its round. */
async function lettersOf(
  work: Work,
  cases: Cases,
  loaded: readonly Loaded[],
): Promise<Map<string, LetterNumber>> {
  const known = new Map<string, LetterNumber>()
  const letters = new Map<string, LetterNumber>()
  // one after another: a transaction has one connection
  for (const one of loaded) {
    const named = letterOf(one)
    if (named === null) continue
    const key = `${named.id} ${named.document}`
    const letter = known.get(key) ?? (await numberOf(work, cases, named))
    known.set(key, letter)
    letters.set(one.record.id, letter)
  }
  return letters
}

function letterOf({ record, setting: { definition, state } }: Loaded): Named | null {
  if (state.stage === null) return null
  for (const [document, letter] of documentsOf(definition)) {
    if (letter.kind !== 'circular' || letter.numbers !== state.stage) continue
    const id = letter.whose === 'round' ? record.roundId : record.id
    if (id !== null) return { document, letter, whose: letter.whose, id }
  }
  return null
}

/** The number of the newest letter, as long as what it says is still so: else somebody would bear it whom it does not name. */
async function numberOf(
  work: Work,
  cases: Cases,
  { document, letter, whose, id }: Named,
): Promise<LetterNumber> {
  const { title } = letter
  const subject = await subjectOf(work, cases, { whose, id })
  const [newest] = (await issuedOf(work, subject)).filter((one) => one.document === document)
  if (newest === undefined) {
    const place = whose === 'round' ? '批次' : '事项'
    const because = `《${title}》还没有印发，没有文号可取；请先在${place}的文书中印发，或填写已印发文件的文号。`
    return { title, number: null, day: null, because }
  }
  const now = modelAt(subject, letter, newest)
  const { gone, added } = now === null ? { gone: [], added: [] } : differences(newest.model, now)
  const { number, issuedOn } = newest
  if (gone.length + added.length === 0) return { title, number, day: issuedOn, because: null }
  const because = `《${title}》（${number}）印发后内容有变化，不自动取它的文号；请先重新印发，或填写文号。`
  return { title, number: null, day: null, because }
}
