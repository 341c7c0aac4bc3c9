/**
 * Text as people type it, brought to one form. Everything that is compared or stored passes `normaliseText`;
 * names and codes have rules of their own. Source of the rules: the exchange workbook's "Reading cells".
 */

/** Printable ASCII needs no Unicode work, and without spaces none at all; most cells of a large sheet are of this kind. */
const SOLID = /^[\x21-\x7e]*$/
const PLAIN = /^[\x21-\x7e][\x20-\x7e]*[\x21-\x7e]$/
/** Control and invisible formatting characters: no database stores NUL, and no reader sees a zero-width space. */
const INVISIBLE = /[^\P{Cc}\t\n\r]|\p{Cf}/gu
const LATIN = /\p{Script=Latin}/u
const MIDDLE_DOTS = /[\u30fb\u2022\u2027\u00b7]/g

/** NFKC (full-width digits and letters become ASCII), no control or invisible characters, trimmed. */
export function normaliseText(raw: string): string {
  if (PLAIN.test(raw) || SOLID.test(raw)) return raw
  return raw.toWellFormed().replace(INVISIBLE, '').normalize('NFKC').trim()
}

/** Prose as it was written: no control or invisible characters, trimmed; its full-width marks stay, unlike in a name or code. */
export function tidyProse(raw: string): string {
  return raw.toWellFormed().replace(INVISIBLE, '').normalize('NFC').trim()
}

/** A code or number of a unit, activity or voucher: normalised, without any space. */
export function normaliseCode(raw: string): string {
  return SOLID.test(raw) ? raw : withoutSpaces(normaliseText(raw))
}

/**
 * A name: the middle dot has one form (·); inner spaces are removed only from names without Latin letters,
 * because "张 三" is 张三 while "John Smith" needs its space.
 */
export function normaliseName(raw: string): string {
  const text = normaliseText(raw).replace(MIDDLE_DOTS, '·')
  return LATIN.test(text) ? text : withoutSpaces(text)
}

/** Normalised again, because marks that a space held apart may now combine. */
function withoutSpaces(text: string): string {
  return text.replace(/\s+/gu, '').normalize('NFKC')
}

/** Length in characters (code points, so that rare characters count once). */
export function lengthOf(text: string): number {
  return Array.from(text).length
}

/** Cuts to at most `length` characters, with an ellipsis; rare characters stay whole. */
export function shorten(text: string, length: number): string {
  const points = Array.from(text)
  return points.length <= length ? text : `${points.slice(0, length - 1).join('')}…`
}
