/** Reads a list of a known sort from a workbook or a text file; the caller decides where this runs. */
import { readFile } from 'node:fs/promises'
import { WorkbookRefused } from '../refusal.ts'
import { findList, LIST_HEAD_WITHIN, type FoundList, type ListHeads } from '../rows/list-head.ts'
import { readBook, type Book } from './book.ts'
import { CellReader, type RawRow } from './cells.ts'
import { decodeText, readDelimited } from './delimited.ts'
import { readFormats } from './formats.ts'
import type { ReadLimits } from './limits.ts'
import { openPackage, type Package } from './package.ts'
import { readStrings } from './strings.ts'
import { XmlScanner } from './xml.ts'

/** What is looked for, and in which file. */
export interface ListInput {
  readonly path: string
  readonly limits: ReadLimits
  readonly heads: ListHeads
  /** Properties without whose heads it is no such list. */
  readonly needed: readonly string[]
  /** Rows beyond these refuse the file. */
  readonly mostRows: number
  readonly plainText: boolean
}

/** A list with where it stood. */
export type ReadList = FoundList & {
  /** Null in a text file. */
  sheet: string | null
  /** Other sheets that hold such a list, and were not read. */
  others: string[]
}

/** Reads the first such list of the file. Throws WorkbookRefused where there is none, or too much. */
export async function readListFile(input: ListInput): Promise<ReadList> {
  return input.plainText ? readPlain(input) : readSheets(input)
}

async function readPlain(input: ListInput): Promise<ReadList> {
  const rows = readDelimited(decodeText(await readFile(input.path)), input.mostRows + LIST_HEAD_WITHIN + 1)
  const found = findList(rows, input.heads, input.needed)
  if (found === undefined) throw noList(input)
  return { ...bounded(found, input), sheet: null, others: [] }
}

async function readSheets(input: ListInput): Promise<ReadList> {
  const pack = await openPackage(input.path, input.limits)
  try {
    const book = await readBook(pack)
    const found = await listsOf(pack, book, input)
    const [first, ...others] = found
    if (first === undefined) throw noList(input)
    return { ...bounded(first, input), sheet: first.sheet, others: others.map(({ sheet }) => sheet) }
  } finally {
    pack.close()
  }
}

/** Visible sheets only: what somebody hid is not what they hand in. */
async function listsOf(
  pack: Package,
  book: Book,
  input: ListInput,
): Promise<(FoundList & { sheet: string })[]> {
  const formats = readFormats(book.styles === undefined ? undefined : await pack.text(book.styles))
  const strings = await readStrings(pack, book.strings)
  const lists: (FoundList & { sheet: string })[] = []
  for (const { title, part, hidden } of book.sheets) {
    if (hidden || part === '') continue
    const rows: RawRow[] = []
    const scanner = new XmlScanner(new CellReader(strings, formats, (row) => rows.push(row)))
    const entry = pack.find(part)
    for await (const chunk of entry ? pack.stream(entry) : []) scanner.push(chunk)
    scanner.end()
    const found = findList(rows, input.heads, input.needed)
    if (found !== undefined) lists.push({ ...found, sheet: title })
  }
  return lists
}

function bounded(found: FoundList, { mostRows }: ListInput): FoundList {
  if (found.rows.length <= mostRows) return found
  throw new WorkbookRefused('too-large', `名单超过 ${mostRows} 行，请拆成几个文件分别上传。`)
}

function noList({ heads, needed }: ListInput): WorkbookRefused {
  const said = needed.map((property) => `“${(heads[property] ?? []).slice(0, 3).join('”或“')}”`).join('和')
  return new WorkbookRefused(
    'not-a-workbook',
    `前 ${LIST_HEAD_WITHIN} 行里没有找到表头：要有${said}这几列。请核对是不是选错了文件，或下载模板填写。`,
  )
}
