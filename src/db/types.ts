import { types, type CustomTypesConfig } from 'pg'

const { builtins } = types
const DATE_ARRAY = 1182
const INT8_ARRAY = 1016
const TEXT_ARRAY: number = 1009

const asIs = (value: string): string => value

/** A bigint as a number. @throws RangeError beyond 2^53, where a number would be another one. */
export function safeInteger(value: string): number {
  const number = Number(value)
  if (!Number.isSafeInteger(number)) throw new RangeError(`bigint ${value} does not fit a number`)
  return number
}

const parseTextArray: (value: string) => unknown = types.getTypeParser(TEXT_ARRAY)

function int8Array(value: string): (number | null)[] {
  const items = parseTextArray(value)
  return Array.isArray(items) ? items.map((item) => (item === null ? null : safeInteger(String(item)))) : []
}

const PARSERS: ReadonlyMap<number, (value: string) => unknown> = new Map<number, (value: string) => unknown>([
  [builtins.DATE, asIs], // a day has no time zone: '2025-03-08' stays what it is
  [DATE_ARRAY, parseTextArray],
  [builtins.INT8, safeInteger],
  [INT8_ARRAY, int8Array],
])

/** How values arrive: date as 'YYYY-MM-DD', numeric as string (exact), bigint as number, timestamptz as Date. */
export const typeParsers: CustomTypesConfig = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    return (format === 'binary' ? undefined : PARSERS.get(oid)) ?? types.getTypeParser(oid, format ?? 'text')
  },
}
