/**
 * Decimal numbers as people type them, as exact plain decimal strings ("-8", "1200", "0.75").
 * Source: the exchange workbook's "Reading cells" (`1,200` is 1200; a per cent sign only where rates are meant).
 */
const PLAIN = /^([+-]?)(\d+(?:\.\d*)?|\.\d+)(?:[eE]([+-]?\d{1,3}))?$/
const GROUPED = /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/
/** Excel calculates and shows at most fifteen significant digits; what lies behind them is binary noise. */
const EXCEL_DIGITS = 15

/** The exact decimal of a normalised text, or null when it is not a number. */
export function parseDecimal(text: string): string | null {
  const match = PLAIN.exec(GROUPED.test(text) ? text.replaceAll(',', '') : text)
  if (!match) return null
  const [whole = '', decimals = ''] = (match[2] ?? '').split('.')
  return compose(match[1] === '-', whole, decimals, Number(match[3] ?? 0))
}

/** The exact decimal of a rate: "80%" is 0.8, "0.8" is 0.8; null when it is not a number. */
export function parseRate(text: string): string | null {
  if (!text.endsWith('%')) return parseDecimal(text)
  const percent = parseDecimal(text.slice(0, -1).trimEnd())
  return percent === null ? null : parseDecimal(`${percent}e-2`)
}

/** The decimal that Excel shows for a number cell: fifteen significant digits, without an exponent. */
export function decimalOfNumber(value: number): string | null {
  if (Number.isInteger(value) && Math.abs(value) < 10 ** EXCEL_DIGITS) return String(value + 0)
  return Number.isFinite(value) ? parseDecimal(String(Number(value.toPrecision(EXCEL_DIGITS)))) : null
}

/** True when a plain decimal has no digits behind the point. */
export function isWhole(decimal: string): boolean {
  return !decimal.includes('.')
}

/** How many digits a plain decimal has behind the point. */
export function placesOf(decimal: string): number {
  return isWhole(decimal) ? 0 : decimal.length - decimal.indexOf('.') - 1
}

function compose(negative: boolean, whole: string, decimals: string, exponent: number): string {
  const digits = `${whole}${decimals}`
  const point = whole.length + exponent
  const padded =
    point > digits.length
      ? digits.padEnd(point, '0')
      : digits.padStart(digits.length + Math.max(0, -point), '0')
  const at = Math.max(0, point)
  const left = padded.slice(0, at).replace(/^0+/, '') || '0'
  const right = padded.slice(at).replace(/0+$/, '')
  const plain = right === '' ? left : `${left}.${right}`
  return negative && plain !== '0' ? `-${plain}` : plain
}
