import { instantOf } from '#lib/dates.ts'

/** A time as typed: local (Asia/Shanghai) to the minute or second, or ISO 8601 with a zone; null if it is neither. */
export function momentOf(typed: string): Date | null {
  const local = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2})(:\d{2})?$/.exec(typed.trim())
  const moment = local
    ? instantOf(`${local[1]} ${local[2]}${local[3] ?? ':00'}`)
    : new Date(/\dT.*(Z|[+-]\d{2}:?\d{2})$/.test(typed) ? typed : Number.NaN)
  return Number.isNaN(moment.getTime()) ? null : moment
}
