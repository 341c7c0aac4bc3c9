import { compare, fraction, multiply, parseFraction, ZERO } from '#lib/fraction.ts'
import type { Fraction } from '#lib/fraction.ts'
import type { Role } from '#contract/vocabulary.ts'

/** A region's rate where its policy names none. Source: exchange workbook, "How it counts". */
export const DEFAULT_LEAST_RATE = '0.8'

/** One person in one role in one activity, as far as recognition asks. */
export type Attended = {
  role: Role
  /** Slots with 出勤 or 迟到. */
  attended: number
  slots: number
  /** 学时 of the whole activity, a decimal. */
  hours: string
  /** 最低出勤率, a decimal from 0 to 1. */
  leastRate: string
}

export type Recognition = { recognised: boolean; hours: Fraction }

/**
 * Whether a participation is recognised, and for how many hours, exactly. A trainee needs the least rate and is
 * recognised for hours × rate; 主讲, 团队 and 组织 are recognised without check-in for the full hours.
 * Source: exchange workbook, "How it counts".
 */
export function recognise(given: Attended): Recognition {
  const hours = parseFraction(given.hours)
  if (given.role !== 'trainee') return { recognised: true, hours }
  const rate = fraction(given.attended, given.slots)
  if (compare(rate, parseFraction(given.leastRate)) < 0) return { recognised: false, hours: ZERO }
  return { recognised: true, hours: multiply(hours, rate) }
}
