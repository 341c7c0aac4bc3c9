/** Small workbooks for tests, as people and programs make them: raw cells, odd parts, faults on purpose. */
import { mkdtempDisposable, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { columnLetters } from '#workbook/read/cells.ts'
import { READ_LIMITS } from '#workbook/read/limits.ts'
import { openPackage } from '#workbook/read/package.ts'
import { escapeXml } from '#workbook/write/escape.ts'
import { zip, type PlainPart } from '#workbook/write/zip.ts'

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** A string is text, a number a number; `xml` is everything inside and on the cell: `{ attributes, body }`. */
export type TestCell = string | number | null | { readonly attributes?: string; readonly body: string }

export interface TestSheet {
  readonly name: string
  /** Row by row from 1; undefined leaves a row out. */
  readonly rows?: readonly (readonly TestCell[] | undefined)[]
  /** The whole part, instead of rows. */
  readonly xml?: string
  readonly state?: string
}

export interface TestBook {
  readonly sheets: readonly TestSheet[]
  readonly strings?: readonly string[]
  readonly styles?: string
  readonly date1904?: boolean
  /** Parts that replace or join the usual ones. */
  readonly parts?: readonly PlainPart[]
}

/** The bytes of a test workbook. */
export async function bookBytes(book: TestBook): Promise<Buffer> {
  const own = new Set(book.parts?.map((part) => part.name))
  const parts = [...usualParts(book).filter((part) => !own.has(part.name)), ...(book.parts ?? [])]
  const chunks: Buffer[] = []
  for await (const chunk of zip(parts)) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** Hands a file with the bytes to `work`, and removes it afterwards. */
export async function withFile<T>(bytes: Buffer, work: (path: string) => Promise<T>): Promise<T> {
  await using folder = await mkdtempDisposable(join(tmpdir(), 'yanpei-test-'))
  const path = join(folder.path, 'book.xlsx')
  await writeFile(path, bytes)
  return await work(path)
}

/** The text of one part of a workbook. */
export async function partText(bytes: Buffer, name: string): Promise<string> {
  return await withFile(bytes, async (path) => {
    const pack = await openPackage(path, READ_LIMITS)
    try {
      return (await pack.text(name)) ?? ''
    } finally {
      pack.close()
    }
  })
}

function usualParts(book: TestBook): PlainPart[] {
  const sheets = book.sheets.map((sheet, at) => ({
    name: `xl/worksheets/sheet${at + 1}.xml`,
    content: [sheet.xml ?? sheetXml(sheet.rows ?? [])],
  }))
  const relations = [
    ...book.sheets.map((_, at) => relation(`rId${at + 1}`, 'worksheet', `worksheets/sheet${at + 1}.xml`)),
    relation('strings', 'sharedStrings', '/xl/sharedStrings.xml'),
    relation('styles', 'styles', 'styles.xml'),
  ]
  return [
    {
      name: '[Content_Types].xml',
      content: ['<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'],
    },
    {
      name: '_rels/.rels',
      content: [relationships([relation('rId1', 'officeDocument', 'xl/workbook.xml')])],
    },
    { name: 'xl/workbook.xml', content: [workbookXml(book)] },
    { name: 'xl/_rels/workbook.xml.rels', content: [relationships(relations)] },
    ...sheets,
    ...(book.strings
      ? [{ name: 'xl/sharedStrings.xml', content: [`<sst xmlns="${MAIN}">${book.strings.join('')}</sst>`] }]
      : []),
    ...(book.styles === undefined ? [] : [{ name: 'xl/styles.xml', content: [book.styles] }]),
  ]
}

function workbookXml(book: TestBook): string {
  const sheets = book.sheets.map(
    ({ name, state }, at) =>
      `<sheet name="${escapeXml(name)}" sheetId="${at + 1}"${state ? ` state="${state}"` : ''} r:id="rId${at + 1}"/>`,
  )
  const pr = book.date1904 ? '<workbookPr date1904="1"/>' : ''
  return `<?xml version="1.0"?><workbook xmlns="${MAIN}" xmlns:r="${OFFICE}">${pr}<sheets>${sheets.join('')}</sheets></workbook>`
}

/** A worksheet part of these rows. */
export function sheetXml(rows: readonly (readonly TestCell[] | undefined)[]): string {
  const xml = rows.map((cells, at) =>
    cells
      ? `<row r="${at + 1}">${cells.map((cell, column) => cellXml(cell, `${columnLetters(column)}${at + 1}`)).join('')}</row>`
      : '',
  )
  return `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="${MAIN}"><sheetData>${xml.join('')}</sheetData></worksheet>`
}

function cellXml(cell: TestCell, reference: string): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return `<c r="${reference}"><v>${cell}</v></c>`
  if (typeof cell === 'string')
    return `<c r="${reference}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(cell)}</t></is></c>`
  return `<c r="${reference}" ${cell.attributes ?? ''}>${cell.body}</c>`
}

function relation(id: string, type: string, target: string): string {
  return `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`
}

function relationships(list: readonly string[]): string {
  return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list.join('')}</Relationships>`
}
