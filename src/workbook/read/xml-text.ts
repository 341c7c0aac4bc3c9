/** Texts and attributes out of raw (Latin-1) XML. */

const NOT_ASCII = /[\u0080-\u00ff]/
const ENTITY = /&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(lt|gt|amp|quot|apos));/g
const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }
const ESCAPED = /_x([0-9a-fA-F]{4})_/g

/** The text of raw character data: UTF-8 decoded, entities resolved. Always a string of its own, not a slice. */
export function decodeText(raw: string): string {
  const text = Buffer.from(raw, 'latin1').toString(NOT_ASCII.test(raw) ? 'utf8' : 'latin1')
  return text.includes('&') ? text.replace(ENTITY, entity) : text
}

/** A cell's string: besides XML's own escapes Excel writes control characters as _x000D_. */
export function decodeCellText(raw: string): string {
  const text = decodeText(raw)
  return text.includes('_x')
    ? text.replace(ESCAPED, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text
}

/** The decoded value of an attribute (by its name without prefix) in a raw attribute list; undefined when absent. */
export function attribute(attributes: string, name: string): string | undefined {
  const raw = rawAttribute(attributes, name)
  return raw === undefined ? undefined : decodeText(raw)
}

/** As `attribute`, not decoded: for references and numbers, of which there are millions. */
export function rawAttribute(attributes: string, name: string): string | undefined {
  for (let at = attributes.indexOf(name); at >= 0; at = attributes.indexOf(name, at + 1)) {
    const before = attributes.charCodeAt(at - 1)
    if (at > 0 && before > 32 && before !== 58) continue
    const value = quotedAfter(attributes, at + name.length)
    if (value !== undefined) return value
  }
  return undefined
}

function quotedAfter(attributes: string, from: number): string | undefined {
  let at = from
  while (attributes.charCodeAt(at) <= 32) at++
  if (attributes.charCodeAt(at) !== 61) return undefined
  at++
  while (attributes.charCodeAt(at) <= 32) at++
  const end = attributes.indexOf(attributes.charAt(at), at + 1)
  return end < 0 ? undefined : attributes.slice(at + 1, end)
}

function entity(whole: string, decimal?: string, hex?: string, name?: string): string {
  if (name !== undefined) return NAMED[name] ?? whole
  const point = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal)
  return point <= 0x10ffff ? String.fromCodePoint(point) : '\ufffd'
}
