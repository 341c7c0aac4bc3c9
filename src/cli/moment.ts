import { instantOf, isRealDay } from '#lib/dates.ts'

/**
 * A time as typed: local (Asia/Shanghai) to the minute or second, a day alone, which means its last second, or
 * ISO 8601 with a zone; null if it is none of them.
 */
export function momentOf(typed: string): Date | null {
  const moment = localMoment(typed.trim()) ?? zonedMoment(typed.trim())
  return moment === null || Number.isNaN(moment.getTime()) ? null : moment
}

function localMoment(typed: string): Date | null {
  const [, day, minute, second] = /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2})(:\d{2})?)?$/.exec(typed) ?? []
  if (day === undefined || !isRealDay(day)) return null
  return minute === undefined ? instantOf(`${day} 23:59:59`) : instantOf(`${day} ${minute}${second ?? ':00'}`)
}

function zonedMoment(typed: string): Date | null {
  return /\dT.*(Z|[+-]\d{2}:?\d{2})$/.test(typed) ? new Date(typed) : null
}
