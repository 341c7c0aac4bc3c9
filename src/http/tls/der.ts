/** DER, as far as certificates need it (X.690). */

const SHORT = 0x80

/** One element: tag, length, content. */
export function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts)
  return Buffer.concat([Buffer.from([tag, ...lengthOf(content.length)]), content])
}

function lengthOf(length: number): number[] {
  if (length < SHORT) return [length]
  const bytes = length < 0x100 ? [length] : [length >> 8, length & 0xff]
  return [SHORT | bytes.length, ...bytes]
}

export const sequence = (...parts: readonly Buffer[]): Buffer => der(0x30, ...parts)
export const set = (...parts: readonly Buffer[]): Buffer => der(0x31, ...parts)
export const octets = (content: Buffer): Buffer => der(0x04, content)
export const utf8 = (text: string): Buffer => der(0x0c, Buffer.from(text, 'utf8'))
export const yes = (): Buffer => der(0x01, Buffer.from([0xff]))
/** An element of a tag that only its place explains, e.g. `[0]`, with elements in it. */
export const tagged = (number: number, ...parts: readonly Buffer[]): Buffer => der(0xa0 | number, ...parts)

/** A non-negative number, most significant byte first. */
export function integer(bytes: Buffer): Buffer {
  const start = bytes.findIndex((byte) => byte !== 0)
  const trimmed = start === -1 ? Buffer.from([0]) : bytes.subarray(start)
  return der(0x02, (trimmed[0] ?? 0) >= SHORT ? Buffer.concat([Buffer.from([0]), trimmed]) : trimmed)
}

/** Bits; `unused` of the last byte do not count. */
export function bits(content: Buffer, unused = 0): Buffer {
  return der(0x03, Buffer.from([unused]), content)
}

/** An object identifier from its dotted form. */
export function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  return der(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]))
}

function base128(value: number): number[] {
  const digits = [value & 0x7f]
  for (let left = value >> 7; left > 0; left >>= 7) digits.unshift((left & 0x7f) | SHORT)
  return digits
}

const LAST_SHORT_YEAR = 2049

/** A time to the second: in the short form up to 2049, as certificates must (RFC 5280 4.1.2.5). */
export function time(at: Date): Buffer {
  const digits = `${at.toISOString().replaceAll(/[-:T]/g, '').slice(0, 14)}Z`
  return at.getUTCFullYear() <= LAST_SHORT_YEAR
    ? der(0x17, Buffer.from(digits.slice(2), 'ascii'))
    : der(0x18, Buffer.from(digits, 'ascii'))
}
