import { SaxesParser, type SaxesTagPlain } from 'saxes'
import { normal } from './normal.ts'

/** A bookmark of ours around a stretch of a paragraph, by the claim's id. */
export interface Mark {
  claimId: string
  start: number
  end: number
}

/** A paragraph's text in normal form, with the marks that survived editing. */
export interface EditedText {
  text: string
  marks: Mark[]
}

export type EditedBlock = ({ kind: 'paragraph' } & EditedText) | { kind: 'table'; rows: EditedText[][] }

/**
 * The blocks of `word/document.xml` as they read with all changes accepted: what was inserted counts, what was
 * deleted or moved away does not. Nested tables are read as part of their cell. Throws on malformed XML.
 */
export function readBlocks(xml: string): EditedBlock[] {
  const reader = new Reader()
  const parser = new SaxesParser()
  parser.on('opentag', (tag) => reader.open(tag))
  parser.on('closetag', (tag) => reader.close(tag.name))
  parser.on('text', (text) => reader.characters(text))
  parser.on('error', (error) => {
    throw error
  })
  parser.write(xml).close()
  return reader.blocks
}

/** Content inside these is not there any more, or is there a second time. */
const absent = new Set(['w:del', 'w:moveFrom', 'mc:Fallback', 'w:delText', 'w:instrText', 'w:delInstrText'])
const ownMark = /^(n[0-9a-f]{12})_\d+$/

class Reader {
  blocks: EditedBlock[] = []
  private skipped = 0
  private inText = false
  private inParagraphProperties = false
  private tableDepth = 0
  private rows: EditedText[][] = []
  private row: { cells: EditedText[]; deleted: boolean } = { cells: [], deleted: false }
  private paragraph: EditedText = { text: '', marks: [] }
  private markRemoved = false
  private started = new Map<string, { claimId: string; start: number }>()

  open(tag: SaxesTagPlain): void {
    if (tag.name === 'w:del' && this.rowBeingDeleted) this.row.deleted = true
    if (tag.name === 'w:del' && this.inParagraphProperties) this.markRemoved = true
    if (absent.has(tag.name)) this.skipped += 1
    if (this.skipped > 0) return
    this.enter(tag)
  }

  close(name: string): void {
    if (absent.has(name)) this.skipped -= 1
    else if (this.skipped === 0) this.leave(name)
  }

  characters(text: string): void {
    if (this.inText && this.skipped === 0) this.paragraph.text += normal(text)
  }

  private rowBeingDeleted = false

  private enter({ name, attributes }: SaxesTagPlain): void {
    if (name === 'w:t') this.inText = true
    else if (name === 'w:pPr') this.inParagraphProperties = true
    else if (name === 'w:trPr') this.rowBeingDeleted = true
    else if (name === 'w:tbl') this.enterTable()
    else if (name === 'w:tr' && this.tableDepth === 1) this.row = { cells: [], deleted: false }
    else if (name === 'w:tc' && this.tableDepth === 1) this.paragraph = { text: '', marks: [] }
    else if (name === 'w:bookmarkStart') this.startMark(attributes['w:name'] ?? '', attributes['w:id'] ?? '')
    else if (name === 'w:bookmarkEnd') this.endMark(attributes['w:id'] ?? '')
  }

  private leave(name: string): void {
    if (name === 'w:t') this.inText = false
    else if (name === 'w:pPr') this.inParagraphProperties = false
    else if (name === 'w:trPr') this.rowBeingDeleted = false
    else if (name === 'w:p') this.endParagraph()
    else if (name === 'w:tc' && this.tableDepth === 1) this.row.cells.push(this.take())
    else if (name === 'w:tr' && this.tableDepth === 1 && !this.row.deleted) this.rows.push(this.row.cells)
    else if (name === 'w:tbl') this.leaveTable()
  }

  private enterTable(): void {
    this.tableDepth += 1
    if (this.tableDepth === 1) this.rows = []
  }

  private leaveTable(): void {
    this.tableDepth -= 1
    if (this.tableDepth === 0) this.blocks.push({ kind: 'table', rows: this.rows })
  }

  /** A paragraph whose end was deleted runs on into the next; one in a cell ends with the cell. */
  private endParagraph(): void {
    const joined = this.markRemoved || this.tableDepth > 0
    this.markRemoved = false
    if (!joined) this.blocks.push({ kind: 'paragraph', ...this.take() })
  }

  private take(): EditedText {
    const taken = this.paragraph
    this.paragraph = { text: '', marks: [] }
    this.started.clear()
    return taken
  }

  private startMark(name: string, id: string): void {
    const claimId = ownMark.exec(name)?.[1]
    if (claimId) this.started.set(id, { claimId, start: this.paragraph.text.length })
  }

  private endMark(id: string): void {
    const mark = this.started.get(id)
    const end = this.paragraph.text.length
    if (mark && end > mark.start) this.paragraph.marks.push({ ...mark, end })
    this.started.delete(id)
  }
}
