/** One worksheet part: a bold, frozen header and rows below it. */
import { columnLetters } from '../read/cells.ts'
import { escapeXml, looksLikeFormula } from './escape.ts'
import { STYLES } from './styles.ts'
import type { TableColumn, TableValue } from './table.ts'

const NAMESPACE = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const NARROWEST = 6
const WIDEST = 48
const OUTER_SPACE = /^\s|\s$|\n/u
const NUMBER = /^-?\d+(?:\.\d+)?$/

/** Everything before the first row. Widths follow the head and the sampled rows. */
export function sheetStart(
  columns: readonly TableColumn[],
  sample: readonly (readonly TableValue[])[],
): string {
  const widths = columns.map((column, at) => widthOf(column.head, sample, at))
  const cols = widths
    .map((width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`)
    .join('')
  return (
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="${NAMESPACE}">` +
    '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>' +
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>' +
    `<sheetFormatPr defaultRowHeight="15"/><cols>${cols}</cols><sheetData>${headRow(columns)}`
  )
}

/** Everything after the last row, whose number is given: filter on the header, A4 across, fit to its width; identity numbers as text are no error. */
export function sheetEnd(columns: readonly TableColumn[], lastRow: number): string {
  const filter = `A1:${columnLetters(columns.length - 1)}${lastRow}`
  return (
    `</sheetData><autoFilter ref="${filter}"/><pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>` +
    '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/><headerFooter><oddFooter>&amp;C&amp;P / &amp;N</oddFooter></headerFooter>' +
    `<ignoredErrors><ignoredError sqref="${filter}" numberStoredAsText="1"/></ignoredErrors></worksheet>`
  )
}

/** One row at Excel's number. */
export function rowXml(
  number: number,
  columns: readonly TableColumn[],
  values: readonly TableValue[],
): string {
  let xml = `<row r="${number}">`
  for (let at = 0; at < columns.length; at++) {
    const value = values[at]
    if (value === null || value === undefined || value === '') continue
    xml += cellXml(`${lettersOf(at)}${number}`, columns[at]?.kind ?? 'text', value)
  }
  return `${xml}</row>`
}

function headRow(columns: readonly TableColumn[]): string {
  const cells = columns.map(({ head }, at) => inlineCell(`${lettersOf(at)}1`, STYLES.head, head))
  return `<row r="1">${cells.join('')}</row>`
}

function cellXml(reference: string, kind: TableColumn['kind'], value: string | number): string {
  const text = String(value)
  if (kind !== 'text' && NUMBER.test(text))
    return `<c r="${reference}" s="${STYLES[kind]}"><v>${text}</v></c>`
  return inlineCell(reference, looksLikeFormula(text) ? STYLES.quoted : STYLES.text, text)
}

/** A cell with its text in itself, not in a table of shared strings. */
export function inlineCell(reference: string, style: number, text: string): string {
  const space = OUTER_SPACE.test(text) ? ' xml:space="preserve"' : ''
  return `<c r="${reference}" s="${style}" t="inlineStr"><is><t${space}>${escapeXml(text)}</t></is></c>`
}

const letters: string[] = []

function lettersOf(column: number): string {
  return (letters[column] ??= columnLetters(column))
}

function widthOf(head: string, sample: readonly (readonly TableValue[])[], at: number): number {
  const longest = sample.reduce(
    (most, row) => Math.max(most, columnsOf(String(row[at] ?? ''))),
    columnsOf(head) + 2,
  )
  return Math.min(WIDEST, Math.max(NARROWEST, longest + 2))
}

/** Width in half-width characters: what is not ASCII takes two. */
function columnsOf(text: string): number {
  let width = 0
  for (const character of text) width += character > '\u00ff' ? 2 : 1
  return width
}
