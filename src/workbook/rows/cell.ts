/**
 * One raw cell to one value, or the reason why not. Form only: whether a code exists is asked of the database.
 * Source of the rules: the exchange workbook's "Values", "Reading cells" and "Errors".
 */
import { decimalOfNumber, isWhole, parseDecimal, parseRate, placesOf } from '#lib/decimal.ts'
import { localTimeOfNumber, parseLocalTime } from '#lib/date-forms.ts'
import { localTimeOfSerial, type LocalTime } from '#lib/dates.ts'
import { identityNumberFault, normaliseIdentityNumber } from '#lib/identity-number.ts'
import { lengthOf, normaliseCode, normaliseName, normaliseText } from '#lib/text.ts'
import { SLOTS, type Column, type NumberRange } from '../columns.ts'
import type { RawCell } from '../read/cells.ts'
import { say, type Fault } from './messages.ts'

export type CellValue = string | number | null
export type Parsed = CellValue | Fault

/** Identity numbers from here on have lost digits when stored as a number: a double keeps fifteen. */
export const DIGITS_LOST_FROM = 1e15

/** Digits behind the point: what is divided by the smallest number still fits the ledger's columns. */
const MOST_PLACES = 18

/** No number, day, word or identity number is longer; patterns take the square of a length in time. */
const LONGEST_VALUE = 200
/** What is kept as it was written, each up to a length of its own. */
const PROSE: ReadonlySet<Column['rule']['kind']> = new Set(['text', 'name', 'code'])

/** True when a parsed cell is a fault. */
export function isFault(parsed: Parsed): parsed is Fault {
  return typeof parsed === 'object' && parsed !== null
}

/** Reads one cell by its column's rule; an empty optional cell is null. `date1904`: the workbook's date system. */
export function parseCell(column: Column, cell: RawCell | undefined, date1904: boolean): Parsed {
  if (cell === undefined) return column.required ? say.required(column) : null
  if (cell.kind === 'error') return say.errorCell(column, cell.text)
  if (cell.kind === 'uncalculated') return say.uncalculated(column)
  if (cell.kind === 'text' && normaliseText(cell.text) === '') return parseCell(column, undefined, date1904)
  return parseFilled(column, PROSE.has(column.rule.kind) ? cell : shortened(cell), date1904)
}

/** What is too long for any value is no value any more, and is shown by how it begins. */
function shortened(cell: FilledCell): FilledCell {
  if (cell.kind === 'number' || cell.text.length <= LONGEST_VALUE) return cell
  const text = normaliseText(cell.text)
  return text.length <= LONGEST_VALUE ? cell : { ...cell, text: `${text.slice(0, LONGEST_VALUE)}…` }
}

type FilledCell = Extract<RawCell, { kind: 'text' | 'number' }>

function parseFilled(column: Column, cell: FilledCell, date1904: boolean): Parsed {
  const { rule } = column
  switch (rule.kind) {
    case 'text':
    case 'name':
    case 'code':
      return parseText(column, textOf(cell, date1904), rule)
    case 'identity':
      return parseIdentity(column, cell)
    case 'date':
      return localTimeOfCell(cell, date1904)?.slice(0, 10) ?? say.date(column, cell.text)
    case 'time':
      return localTimeOfCell(cell, date1904) ?? say.time(column, cell.text)
    case 'word':
      return parseWord(column, textOf(cell, date1904), rule.words)
    case 'slot':
      return parseSlot(column, cell)
    default:
      return parseNumber(column, cell, rule)
  }
}

function parseText(
  column: Column,
  text: string,
  rule: { kind: 'text' | 'name' | 'code'; longest: number },
): Parsed {
  const normalise =
    rule.kind === 'text' ? normaliseText : rule.kind === 'name' ? normaliseName : normaliseCode
  const value = normalise(text)
  return lengthOf(value) > rule.longest ? say.tooLong(column, rule.longest) : value
}

function parseIdentity(column: Column, cell: FilledCell): Parsed {
  if (cell.kind === 'number' && Number(cell.text) >= DIGITS_LOST_FROM) return say.precision(column)
  const number = normaliseIdentityNumber(cell.text)
  const fault = identityNumberFault(number)
  return fault === null ? number : say.identity(column, number, fault)
}

function parseWord(column: Column, text: string, words: Readonly<Record<string, string>>): Parsed {
  const word = normaliseCode(text)
  return (
    Object.keys(words).find((identifier) => words[identifier] === word) ??
    say.word(column, text, Object.values(words))
  )
}

function parseSlot(column: Column, cell: FilledCell): Parsed {
  const decimal = decimalOf(cell)
  if (decimal === null || !isWhole(decimal)) return say.number(column, cell.text, '应为整数')
  return inRange(Number(decimal), SLOTS) ? Number(decimal) : say.slot(column, cell.text, SLOTS.most)
}

function parseNumber(
  column: Column,
  cell: FilledCell,
  rule: { kind: 'decimal' | 'rate' | 'integer'; range: NumberRange },
): Parsed {
  const decimal =
    rule.kind === 'rate' && cell.kind === 'text' ? parseRate(normaliseText(cell.text)) : decimalOf(cell)
  if (decimal === null) return say.number(column, cell.text, '应为数字，如 8 或 1.5')
  if (rule.kind === 'integer' && !isWhole(decimal)) return say.number(column, cell.text, '应为整数')
  if (placesOf(decimal) > MOST_PLACES) return say.number(column, cell.text, `小数点后最多 ${MOST_PLACES} 位`)
  if (!inRange(Number(decimal), rule.range)) return say.number(column, cell.text, rangeWords(rule.range))
  return rule.kind === 'integer' ? Number(decimal) : decimal
}

function decimalOf(cell: FilledCell): string | null {
  return cell.kind === 'number' ? decimalOfNumber(Number(cell.text)) : parseDecimal(normaliseText(cell.text))
}

function inRange(value: number, range: NumberRange): boolean {
  return value <= range.most && value >= (range.least ?? -Infinity) && value > (range.above ?? -Infinity)
}

function rangeWords(range: NumberRange): string {
  const from = range.above === undefined ? `不小于 ${range.least ?? 0}` : `大于 ${range.above}`
  return `应${from}，且不超过 ${range.most}`
}

/** A number cell shown as a day is any day; a plain number is one only from 20000 to 60000, or as 20250308. */
function localTimeOfCell(cell: FilledCell, date1904: boolean): LocalTime | null {
  if (cell.kind === 'text') return parseLocalTime(normaliseText(cell.text), date1904)
  const value = Number(cell.text)
  const shown = cell.format.kind === 'date' ? localTimeOfSerial(value, date1904) : null
  return shown ?? localTimeOfNumber(value, date1904)
}

/** What a person sees in the cell: Excel turns texts that look like days or numbers into such. */
export function textOf(cell: FilledCell, date1904: boolean): string {
  if (cell.kind === 'text') return cell.text
  if (cell.format.kind === 'date') {
    const time = localTimeOfSerial(Number(cell.text), date1904)
    if (time) return time.endsWith(' 00:00:00') ? time.slice(0, 10) : time
  }
  const plain = /^\d+$/.test(cell.text) ? cell.text : (decimalOfNumber(Number(cell.text)) ?? cell.text)
  return cell.format.kind === 'padded' ? plain.padStart(cell.format.width, '0') : plain
}
