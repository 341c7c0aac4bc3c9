/** The parts around the worksheets: content types, relations and the workbook itself. */
import { escapeXml } from './escape.ts'

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const SHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
const LONGEST_TITLE = 31

/** Relations of the package: the workbook. */
export const PACKAGE_RELATIONS =
  `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">` +
  `<Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`

/** Content types of so many sheets. */
export function contentTypes(sheets: number): string {
  const parts = each(
    sheets,
    (n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${SHEET_TYPE}.worksheet+xml"/>`,
  )
  return (
    `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
    `<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${SHEET_TYPE}.sheet.main+xml"/>` +
    `${parts}<Override PartName="/xl/styles.xml" ContentType="${SHEET_TYPE}.styles+xml"/></Types>`
  )
}

/** Relations of the workbook: its sheets, then the styles. */
export function workbookRelations(sheets: number): string {
  const parts = each(
    sheets,
    (n) => `<Relationship Id="rId${n}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${n}.xml"/>`,
  )
  return (
    `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${parts}` +
    `<Relationship Id="rId${sheets + 1}" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`
  )
}

/** The workbook: sheets by their titles; the header row is repeated on each printed page. */
export function workbookXml(titles: readonly string[]): string {
  const sheets = titles
    .map((title, at) => `<sheet name="${escapeXml(title)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`)
    .join('')
  const names = titles
    .map(
      (title, at) =>
        `<definedName name="_xlnm.Print_Titles" localSheetId="${at}">'${escapeXml(title.replaceAll("'", "''"))}'!$1:$1</definedName>`,
    )
    .join('')
  return (
    `${HEAD}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${OFFICE}">` +
    `<bookViews><workbookView activeTab="0"/></bookViews><sheets>${sheets}</sheets><definedNames>${names}</definedNames></workbook>`
  )
}

/** A title that Excel takes: at most 31 characters, none of []:*?/\, not empty, unlike those before. */
export function sheetTitle(name: string, before: readonly string[]): string {
  const plain =
    name
      .replace(/[[\]:*?/\\]/g, ' ')
      .replace(/^'+|'+$/g, '')
      .trim() || '表'
  for (let number = 1; ; number++) {
    const ending = number === 1 ? '' : `(${number})`
    const title = `${plain.slice(0, LONGEST_TITLE - ending.length)}${ending}`
    if (!before.some((other) => other.toLowerCase() === title.toLowerCase())) return title
  }
}

function each(count: number, part: (number: number) => string): string {
  return Array.from({ length: count }, (_, at) => part(at + 1)).join('')
}
