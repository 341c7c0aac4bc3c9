/** Text on its way out: into XML, and past programs that take it for a formula. */

const SPECIAL = /[<>&"\r]|_x[0-9a-fA-F]{4}_|[^\P{Cc}\t\n\r]|[\ufffe\uffff]/u
const EACH_SPECIAL = new RegExp(SPECIAL.source, 'gu')
const ENTITIES: Readonly<Record<string, string>> = {
  '<': '&lt;',
  '>': '&gt;',
  '&': '&amp;',
  '"': '&quot;',
  '\r': '_x000D_',
}
/** First characters by which spreadsheets take a text for a formula or command; NFKC makes = of ＝. */
const FORMULA = /^[=+\-@\t\r＝＋－＠]/u

/** Escapes for XML text and attributes; what XML cannot hold is left out, what Excel would unescape is protected. */
export function escapeXml(text: string): string {
  const whole = text.isWellFormed() ? text : text.toWellFormed()
  return SPECIAL.test(whole) ? whole.replace(EACH_SPECIAL, replacement) : whole
}

/** True for a text that a spreadsheet would run when it is typed, pasted or read from CSV. */
export function looksLikeFormula(text: string): boolean {
  return FORMULA.test(text)
}

function replacement(special: string): string {
  return special.startsWith('_x') ? `_x005F${special}` : (ENTITIES[special] ?? '')
}
