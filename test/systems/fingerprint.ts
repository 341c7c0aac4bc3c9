import { createHash } from 'node:crypto'
import * as z from 'zod'

/**
 * A definition's shape and rules in 16 hexadecimal digits; layout of its functions does not count, `rev` neither, nor the
 * words of its documents, by which no case is dealt with.
 */
export function fingerprint(definition: { given: object }): string {
  const said = JSON.stringify({ ...definition.given, rev: 0, documents: undefined }, (_, value: unknown) =>
    spoken(value),
  )
  return createHash('sha256').update(said).digest('hex').slice(0, 16)
}

function spoken(value: unknown): unknown {
  if (value instanceof z.ZodType) return z.toJSONSchema(value)
  return typeof value === 'function' ? value.toString().replaceAll(/\s+/g, ' ') : value
}
