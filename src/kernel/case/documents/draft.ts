/** From a system's words to a document, and whether it is time for it: pure. */
import { toPlain, type Block, type DocumentModel, type Text } from '#kernel/document/model.ts'
import { numberHeads } from '#kernel/document/sections/section.ts'
import { stagesOf } from '../steps.ts'
import type { CaseDefinition } from '../define.ts'
import type { AnyDocument, Letter, Listed, RoundFacts, Speaker } from './define.ts'
import { stands } from './view.ts'

/** What a document bears beside its words. */
export type Bearing = { number?: string; day: string; speakers: Readonly<Record<Speaker, string>> }

/** A letter as an official document. */
export function modelOf(letter: Letter, { number, day, speakers }: Bearing): DocumentModel {
  return {
    type: 'case-paper',
    title: letter.title,
    ...(number === undefined ? {} : { number }),
    ...(letter.to === undefined ? {} : { to: letter.to }),
    blocks: numberHeads([...letter.blocks]),
    annexes: [...(letter.annexes ?? [])],
    issuer: speakers[letter.by],
    issued: day,
    names: [],
  }
}

/** Why a document of a round can't be drafted yet, in words; null where it can. */
export function tooEarlyForRound(
  definition: CaseDefinition,
  { after }: Pick<AnyDocument, 'after'>,
  { people }: Pick<RoundFacts, 'people'>,
): string | null {
  if (after === null) return null
  const stages = stagesOf(definition)
  const index = stages.findIndex(({ id }) => id === after)
  const title = stages[index]?.stage.title ?? after
  const upTo = new Set(stages.slice(0, index + 1).map(({ id }) => id))
  const behind = people.filter(
    (one) => one.outcome === 'open' && !one.returned && one.stage !== null && upTo.has(one.stage),
  )
  if (behind.length > 0) return `还有 ${behind.length} 件没有办完“${title}”，办完后才能起草。`
  const through = people.some((one) => stands(one) && one.passed.includes(after))
  return through ? null : `还没有人通过“${title}”。`
}

/** Why a document of a case can't be drafted, in words; null where it can. */
export function tooEarlyForCase(
  definition: CaseDefinition,
  { after }: Pick<AnyDocument, 'after'>,
  one: Pick<Listed, 'outcome' | 'passed'>,
): string | null {
  if (one.outcome === 'annulled') return '已被撤销，不再印发；此前印发的随之失效。'
  if (after === null) return null
  const title = stagesOf(definition).find(({ id }) => id === after)?.stage.title ?? after
  if (one.passed.includes(after)) return null
  return stands(one as Listed) ? `“${title}”通过之后才能起草。` : `没有通过“${title}”，没有这份文书。`
}

/** The lines of a document, without what is given to it when it is issued. */
export function linesOf(model: DocumentModel): string[] {
  const block = (one: Block): string[] => {
    if (one.kind === 'head') return [one.text]
    if (one.kind === 'paragraph') return [toPlain(one.text)]
    const rows: readonly Text[][] = [...one.rows, ...(one.total === null ? [] : [one.total])]
    return [one.caption, ...rows.map((row) => withoutPlace(row).map(toPlain).join(' '))]
  }
  return [
    model.title,
    ...(model.to === undefined ? [] : [model.to]),
    ...[...model.blocks, ...model.annexes].flatMap(block),
  ]
}

/** 序号 says nothing: the others move up when one is gone. */
function withoutPlace(row: readonly Text[]): readonly Text[] {
  const [first] = row
  return first !== undefined && /^\d+$/.test(toPlain(first)) && first.every((run) => run.opens === undefined)
    ? row.slice(1)
    : row
}

/** What a document would say otherwise now: lines that are gone, and lines that are new. */
export function differences(was: DocumentModel, now: DocumentModel): { gone: string[]; added: string[] } {
  const [before, after] = [linesOf(was), linesOf(now)]
  const [had, has] = [new Set(before), new Set(after)]
  return { gone: before.filter((line) => !has.has(line)), added: after.filter((line) => !had.has(line)) }
}
