import type { Claim } from './claim.ts'

/** A stretch of text; with a claim where it is a number from the records. */
export interface Run {
  text: string
  claim?: Claim
  /** The list of the records that are counted, where the number is a count of cases. */
  opens?: string
}

/** One paragraph's or cell's content. */
export type Text = Run[]

export interface Head {
  kind: 'head'
  /** 1 一、 2 (一) */
  level: 1 | 2
  text: string
}

export interface Paragraph {
  kind: 'paragraph'
  text: Text
}

export interface Table {
  kind: 'table'
  /** Without the number: 各类研修开展情况. */
  caption: string
  /** Set where the caption says itself what the annex is: 命名人员名单, not 命名人员名单表. */
  named?: true
  /** Heads; the first column is text, the others are numbers, right-aligned. */
  columns: { title: string; share: number }[]
  rows: Text[][]
  /** The 合计 row; null where nothing can be added up. */
  total: Text[] | null
  /** What a reader needs to know to add the table up; '' when nothing. */
  note: string
}

export type Block = Head | Paragraph | Table

export type DocumentType = 'work-summary' | 'work-plan' | 'circular' | 'case-paper'

/** An official document before it takes a form. */
export interface DocumentModel {
  type: DocumentType
  title: string
  /** 发文字号, below the title, where it has been given one. */
  number?: string
  /** 主送机关: to whom it is written. */
  to?: string
  blocks: Block[]
  /** Tables behind the signature, each on its own page. */
  annexes: Table[]
  issuer: string
  /** YYYY-MM-DD */
  issued: string
  /** Proper names that may stand in the text, longest first; conversion of characters treats them apart. */
  names: string[]
}

type Piece = string | number | Claim | Text

/** Text from a template: strings and numbers as they are, claims as runs that open, texts spliced in. */
export function say(strings: TemplateStringsArray, ...pieces: Piece[]): Text {
  const runs: Text = []
  strings.forEach((text, index) => {
    runs.push({ text })
    const piece = pieces[index]
    if (piece !== undefined) runs.push(...toRuns(piece))
  })
  return merge(runs)
}

/** Texts joined by a separator, empty ones left out. */
export function join(texts: Text[], separator: string): Text {
  const filled = texts.filter((text) => text.length > 0)
  return merge(filled.flatMap((text, index) => (index === 0 ? text : [{ text: separator }, ...text])))
}

/** The characters of a text. */
export function toPlain(text: Text): string {
  return text.map((run) => run.text).join('')
}

/** The model with every text, its title and its issuer changed by a function; claims are the function's to keep. */
export function mapTexts(model: DocumentModel, change: (text: Text) => Text): DocumentModel {
  const word = (text: string) => toPlain(change([{ text }]))
  const table = (block: Table): Table => ({
    ...block,
    caption: word(block.caption),
    note: word(block.note),
    columns: block.columns.map((column) => ({ ...column, title: word(column.title) })),
    rows: block.rows.map((row) => row.map(change)),
    total: block.total?.map(change) ?? null,
  })
  const changed = (block: Block): Block => {
    if (block.kind === 'head') return { ...block, text: word(block.text) }
    return block.kind === 'paragraph' ? { ...block, text: change(block.text) } : table(block)
  }
  return {
    ...model,
    title: word(model.title),
    issuer: word(model.issuer),
    ...(model.to === undefined ? {} : { to: word(model.to) }),
    blocks: model.blocks.map(changed),
    annexes: model.annexes.map(table),
  }
}

/** Everything that is read on a document as words: its texts, title, number, recipients, captions, heads and notes. */
export function wordsOn(model: DocumentModel): string[] {
  const words = [model.number ?? '']
  mapTexts(model, (text) => {
    words.push(toPlain(text))
    return text
  })
  return words
}

function toRuns(piece: Piece): Text {
  if (Array.isArray(piece)) return piece
  if (typeof piece === 'object') return [{ text: piece.text, claim: piece }]
  return [{ text: String(piece) }]
}

function merge(runs: Text): Text {
  const merged: Text = []
  for (const run of runs) {
    const last = merged.at(-1)
    if (run.text === '') continue
    if (last && isPlain(last) && isPlain(run)) last.text += run.text
    else merged.push({ ...run })
  }
  return merged
}

function isPlain({ claim, opens }: Run): boolean {
  return claim === undefined && opens === undefined
}

/** What an annex is called: 各校进度表, 命名人员名单. */
export function annexTitle({ caption, named }: Pick<Table, 'caption' | 'named'>): string {
  return named === true ? caption : `${caption}表`
}
