import type { Claim } from '../claim.ts'
import type { DocumentModel, Table, Text } from '../model.ts'
import { type Atom, toAtoms } from './align.ts'
import { normal } from './normal.ts'
import { findNumbers } from './numbers.ts'

/** A sentence as the records would have it, its numbers with their claims. */
export interface KnownSentence {
  /** In normal form, without the full stop. */
  text: string
  /** The heading it stands under, without number. */
  head: string
  /** Where its numbers stand. */
  claims: { start: number; end: number; claim: Claim }[]
  /** The sentence as it is aligned with others. */
  atoms: Atom[]
}

/** Everything the records let a document say. */
export interface Pool {
  sentences: KnownSentence[]
  tables: Table[]
  claims: Map<string, Claim>
  /** Headings, without numbers. */
  heads: Set<string>
}

/** Gathers the sentences, tables and claims of freshly drafted models. */
export function makePool(models: DocumentModel[], names: readonly string[]): Pool {
  const pool: Pool = { sentences: [], tables: [], claims: new Map(), heads: new Set(['']) }
  for (const model of models) {
    let head = ''
    for (const block of [...model.blocks, ...model.annexes]) {
      if (block.kind === 'head') pool.heads.add((head = withoutNumber(normal(block.text))))
      else if (block.kind === 'table') addTable(pool, block)
      else pool.sentences.push(...sentencesOf(block.text, head, names))
      if (block.kind === 'paragraph') remember(pool, [block.text])
    }
  }
  const unique = new Map(pool.sentences.map((sentence) => [`${sentence.head}|${sentence.text}`, sentence]))
  return { ...pool, sentences: [...unique.values()] }
}

/** Where sentences end; a semicolon ends one too, since what follows has a subject of its own. */
export const sentenceEnd = /[。；！？\n]/

/** A heading without 一、 or (一). */
export function withoutNumber(text: string): string {
  return text.replace(/^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|\d+[.、])/, '')
}

function addTable(pool: Pool, table: Table): void {
  pool.tables.push(table)
  remember(pool, [...table.rows, ...(table.total ? [table.total] : [])].flat())
}

function remember(pool: Pool, texts: Text[]): void {
  for (const run of texts.flat()) if (run.claim) pool.claims.set(run.claim.id, run.claim)
}

function sentencesOf(text: Text, head: string, names: readonly string[]): KnownSentence[] {
  const sentences: Omit<KnownSentence, 'atoms'>[] = []
  let current: Omit<KnownSentence, 'atoms'> = { text: '', head, claims: [] }
  for (const run of text) {
    for (const [index, piece] of pieces(run.text, run.claim !== undefined).entries()) {
      if (index > 0) {
        sentences.push(current)
        current = { text: '', head, claims: [] }
      }
      const start = current.text.length
      current.text += normal(piece)
      if (run.claim) current.claims.push({ start, end: current.text.length, claim: run.claim })
    }
  }
  const filled = [...sentences, current].filter((sentence) => sentence.text !== '')
  return filled.map((sentence) => ({
    ...sentence,
    atoms: toAtoms(sentence.text, stretchesOf(sentence, names)),
  }))
}

/** Claims, and the numbers that are none (a rule's four times), in order. */
function stretchesOf(
  known: Pick<KnownSentence, 'text' | 'claims'>,
  names: readonly string[],
): { start: number; end: number }[] {
  const others = findNumbers(known.text, names).filter(
    (number) => !known.claims.some((claim) => claim.start < number.end && number.start < claim.end),
  )
  return [...known.claims, ...others].toSorted((a, b) => a.start - b.start)
}

function pieces(text: string, whole: boolean): string[] {
  return whole ? [text] : text.split(sentenceEnd)
}
