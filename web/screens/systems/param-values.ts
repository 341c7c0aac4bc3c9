/** A parameter as it is typed: numbers and words plainly, lists between commas, yes and no in words. */
export function toTyped(value: unknown): string {
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (Array.isArray(value)) return value.map(toTyped).join('、')
  if (typeof value === 'string' || typeof value === 'number') return String(value)
  return value === null || value === undefined ? '' : JSON.stringify(value)
}

/** What was typed, in the form of the usual value; undefined where it cannot be that. */
export function fromTyped(text: string, usual: unknown): unknown {
  const plain = text.trim()
  if (typeof usual === 'number')
    return plain === '' || !Number.isFinite(Number(plain)) ? undefined : Number(plain)
  if (typeof usual === 'boolean') return plain === '是' ? true : plain === '否' ? false : undefined
  if (Array.isArray(usual)) return plain.split(/[、,\uff0c]/).map((part) => fromTyped(part, usual[0] ?? ''))
  if (typeof usual === 'string') return plain
  return plain === '' ? null : parsed(plain)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
