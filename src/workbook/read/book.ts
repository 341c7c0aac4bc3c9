/** The workbook part: which sheets there are, where they lie, and in which date system it counts. */
import { WorkbookRefused } from '../refusal.ts'
import type { Package } from './package.ts'
import { attribute } from './xml-text.ts'
import { XmlScanner } from './xml.ts'

export interface BookSheet {
  /** As written on the tab. */
  readonly title: string
  /** Part name in the package, without leading slash; empty for what is no worksheet (a chart sheet). */
  readonly part: string
  readonly hidden: boolean
}

export interface Book {
  readonly part: string
  readonly sheets: readonly BookSheet[]
  readonly date1904: boolean
  /** Part names, when there. */
  readonly strings: string | undefined
  readonly styles: string | undefined
}

interface Relation {
  readonly id: string
  readonly type: string
  readonly target: string
}

/** Reads the workbook part and its relations. Throws WorkbookRefused when the package holds no workbook. */
export async function readBook(pack: Package): Promise<Book> {
  const part = await bookPart(pack)
  const relations = await readRelations(pack, part)
  const ofType = (type: string): string | undefined =>
    relations.find((relation) => relation.type === type)?.target
  const { sheets, date1904 } = parseBook((await pack.text(part)) ?? '', relations)
  if (sheets.length === 0)
    throw new WorkbookRefused('damaged', '工作簿里没有工作表。请选择按模板填写的工作簿。')
  return { part, sheets, date1904, strings: ofType('sharedStrings'), styles: ofType('styles') }
}

async function bookPart(pack: Package): Promise<string> {
  const relations = await readRelations(pack, '')
  const part = relations.find((relation) => relation.type === 'officeDocument')?.target ?? 'xl/workbook.xml'
  if (part.startsWith('xl/') && part.endsWith('.xml') && pack.find(part)) return part
  throw new WorkbookRefused(
    'not-a-workbook',
    `这不是 .xlsx 工作簿，看起来是${kindOf(pack)}。请选择 .xlsx 工作簿。`,
  )
}

function kindOf(pack: Package): string {
  if (pack.find('word/document.xml')) return ' Word 文档'
  if (pack.find('ppt/presentation.xml')) return ' PowerPoint 演示文稿'
  if (pack.find('xl/workbook.bin')) return '二进制工作簿 .xlsb（请先另存为 .xlsx）'
  if (pack.find('content.xml')) return ' OpenDocument 文件（请先另存为 .xlsx）'
  return '普通压缩包'
}

async function readRelations(pack: Package, part: string): Promise<Relation[]> {
  const slash = part.lastIndexOf('/')
  const folder = part.slice(0, slash + 1)
  const xml = await pack.text(`${folder}_rels/${part.slice(slash + 1)}.rels`)
  const relations: Relation[] = []
  scan(xml, (name, attributes) => {
    if (name !== 'Relationship' || attribute(attributes, 'TargetMode') === 'External') return
    const target = attribute(attributes, 'Target') ?? ''
    const type = attribute(attributes, 'Type')?.split('/').at(-1) ?? ''
    relations.push({ id: attribute(attributes, 'Id') ?? '', type, target: resolve(folder, target) })
  })
  return relations
}

function parseBook(xml: string, relations: readonly Relation[]): Pick<Book, 'sheets' | 'date1904'> {
  const sheets: BookSheet[] = []
  let date1904 = false
  scan(xml, (name, attributes) => {
    if (name === 'workbookPr') date1904 = /^(?:1|true|on)$/.test(attribute(attributes, 'date1904') ?? '')
    if (name !== 'sheet') return
    const relation = relations.find(({ id }) => id === attribute(attributes, 'id'))
    sheets.push({
      title: attribute(attributes, 'name') ?? '',
      part: relation?.type === 'worksheet' ? relation.target : '',
      hidden: (attribute(attributes, 'state') ?? 'visible') !== 'visible',
    })
  })
  return { sheets, date1904 }
}

/** Calls back for each element of a small part. */
export function scan(xml: string | undefined, open: (name: string, attributes: string) => void): void {
  if (xml === undefined) return
  const scanner = new XmlScanner({ open, close: nothing, text: nothing })
  scanner.push(Buffer.from(xml, 'utf8'))
  scanner.end()
}

function nothing(): void {}

/** A relation's target as a part name: relative to the folder, or from the root when it begins with a slash. */
function resolve(folder: string, target: string): string {
  return new URL(target, `part:///${folder}`).pathname.slice(1)
}
