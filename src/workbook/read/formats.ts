/** What a cell's number format says about its value: a day, or a code shown with leading zeros. */
import { scan } from './book.ts'
import { attribute } from './xml-text.ts'

export type Format =
  | { readonly kind: 'plain' }
  | { readonly kind: 'date' }
  | { readonly kind: 'padded'; readonly width: number }

const PLAIN: Format = { kind: 'plain' }
const DATE: Format = { kind: 'date' }
/** Built-in formats that show a day: 14–17, 22, and those of East Asian Excel (27–36, 50–58). */
const BUILT_IN_DATES = [
  [14, 17],
  [22, 22],
  [27, 31],
  [34, 36],
  [50, 54],
  [57, 58],
] as const

/** The format of each cell style (index of cellXfs). A workbook without styles has plain cells only. */
export function readFormats(xml: string | undefined): readonly Format[] {
  const custom = new Map<number, string>()
  const formats: Format[] = []
  let inCellStyles = false
  scan(xml, (name, attributes) => {
    if (name === 'numFmt')
      custom.set(Number(attribute(attributes, 'numFmtId')), attribute(attributes, 'formatCode') ?? '')
    if (name === 'cellXfs') inCellStyles = true
    if (name === 'cellStyles') inCellStyles = false
    if (name === 'xf' && inCellStyles)
      formats.push(formatOf(Number(attribute(attributes, 'numFmtId') ?? 0), custom))
  })
  return formats
}

function formatOf(id: number, custom: ReadonlyMap<number, string>): Format {
  const code = custom.get(id)
  if (code !== undefined) return formatOfCode(code)
  return BUILT_IN_DATES.some(([from, to]) => id >= from && id <= to) ? DATE : PLAIN
}

/** Excel writes no longer ones; one of megabytes would take for ever to read, and fill each cell with as many zeros. */
const LONGEST_CODE = 255

/** Of a format code such as `yyyy"年"m"月"d"日"`, `000000` or `[$-804]d mmm yyyy`. */
function formatOfCode(code: string): Format {
  if (code.length > LONGEST_CODE) return PLAIN
  if (/^0{2,}$/.test(code)) return { kind: 'padded', width: code.length }
  const bare = code.replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, '').split(';')[0] ?? ''
  return /[yd]/i.test(bare) && !/general|standard/i.test(bare) ? DATE : PLAIN
}
