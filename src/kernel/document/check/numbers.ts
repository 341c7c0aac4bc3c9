import { parseChineseNumber } from './chinese-number.ts'

/** A number as it stands in a text in normal form. */
export interface NumberToken {
  /** As typed, with its per cent sign or 万. */
  typed: string
  /** Its value; shares in per cent, 万 multiplied out. */
  value: number
  percent: boolean
  /** Half of its last written place: how far off the true value may be. */
  tolerance: number
  start: number
  end: number
}

const unitWords = '人次|班次|学时|学分|百分点|个百分点|万元|元|人|名|所|项|件|个|对|期|场|次|节|篇|册|本'

/** Numbers that measure nothing: years, dates, ordinals, document numbers, list marks. */
const ordinals = [
  /\d{4}(?:[-—–至]\d{4})?(?:学年|年)(?:度)?/g,
  /\d{1,2}月(?:\d{1,2}日)?/g,
  /\d{1,2}日/g,
  /第[\d一二三四五六七八九十百]+/g,
  /[〔[(（]\d+[〕\])）](?:第?\d+号)?/g,
  /[表图]\d+/g,
  /附件[:：]?\d*/g,
  /^\d+[.．、](?!\d)/g,
  /\d{1,2}[:：]\d{2}/g,
  /\d{6,}(?=号|$)/g,
]

const arabic = /(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(万(?!元)|亿)?(%|％)?/g
const hundredth = /百分之([零〇一二两三四五六七八九十百]+|\d+(?:\.\d+)?)/g
const chinese = new RegExp(
  `([零〇一二两三四五六七八九十百千万]*[十百千万][零〇一二两三四五六七八九十百千万]*)(?=${unitWords})`,
  'g',
)

/**
 * The numbers of a text in normal form, in order. `names` are proper names, whose digits are not numbers.
 * Chinese numerals count where a unit follows and they are ten or more.
 */
export function findNumbers(text: string, names: readonly string[] = []): NumberToken[] {
  const shown = blank(text, names)
  const found = [...percents(shown), ...arabics(shown), ...numerals(shown)].toSorted(
    (a, b) => a.start - b.start,
  )
  return found.filter((token, index) => index === 0 || token.start >= (found[index - 1]?.end ?? 0))
}

/** The unit word right behind a position, '' when none. */
export function unitAt(text: string, position: number): string {
  return new RegExp(`^(?:多|余)?(${unitWords})`).exec(text.slice(position))?.[1] ?? ''
}

/** Whether a token can stand for the exact value, at the precision with which it is written. */
export function agrees(token: NumberToken, exact: number): boolean {
  return Math.abs(token.value - exact) <= token.tolerance + 1e-9
}

function cover(part: string): string {
  return '　'.repeat(part.length)
}

/** Exact sum of numbers as typed, which may be 万元 with six decimals. */
export function sumTyped(values: readonly number[]): number {
  return values.reduce((total, value) => total + Math.round(value * 1e6), 0) / 1e6
}

const proofs = new WeakMap<readonly string[], RegExp>()

/** Matches any of the names, longest first; null when there are none. Made once for each list. */
function nameProof(names: readonly string[]): RegExp | null {
  const known = proofs.get(names)
  if (known || names.length === 0) return known ?? null
  const escaped = names
    .filter((name) => name !== '')
    .toSorted((a, b) => b.length - a.length)
    .map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  const proof = new RegExp(escaped.join('|') || '(?!)', 'g')
  proofs.set(names, proof)
  return proof
}

/** The text with names and numbers that measure nothing overwritten, so that positions stay. */
function blank(text: string, names: readonly string[]): string {
  const named = nameProof(names)
  const unnamed = named ? text.replace(named, cover) : text
  return ordinals.reduce((rest, pattern) => rest.replace(pattern, cover), unnamed)
}

function percents(text: string): NumberToken[] {
  return [...text.matchAll(hundredth)].flatMap((match) => {
    const digits = match[1] ?? ''
    const value = /^\d/.test(digits) ? Number(digits) : parseChineseNumber(digits)
    return value === null ? [] : [token(match, value, { percent: true, places: decimals(digits), scale: 1 })]
  })
}

function arabics(text: string): NumberToken[] {
  return [...text.matchAll(arabic)].map((match) => {
    const digits = (match[1] ?? '').replaceAll(',', '')
    const scale = match[2] === '万' ? 10_000 : match[2] === '亿' ? 100_000_000 : 1
    return token(match, Number(digits) * scale, {
      percent: match[3] !== undefined,
      places: decimals(digits),
      scale,
    })
  })
}

function numerals(text: string): NumberToken[] {
  return [...text.matchAll(chinese)].flatMap((match) => {
    const value = parseChineseNumber(match[1] ?? '')
    return value === null || value < 10 ? [] : [token(match, value, { percent: false, places: 0, scale: 1 })]
  })
}

function token(
  match: RegExpExecArray,
  value: number,
  form: { percent: boolean; places: number; scale: number },
): NumberToken {
  const typed = match[0]
  const rounded = form.places > 0 || form.scale > 1 || form.percent
  return {
    typed,
    value,
    percent: form.percent,
    tolerance: rounded ? (form.scale * 10 ** -form.places) / 2 : 0,
    start: match.index,
    end: match.index + typed.length,
  }
}

function decimals(digits: string): number {
  return digits.split('.')[1]?.length ?? 0
}
