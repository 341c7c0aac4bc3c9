import type { Role } from '#contract/route.ts'

/** How long a session lasts: unseen for `idle` seconds it ends, and after `absolute` seconds whatever happens. */
export type SessionLimits = { idle: number; absolute: number }

const HOUR = 3600
const DAY = 24 * HOUR

const AT_A_DESK: SessionLimits = { idle: 2 * HOUR, absolute: 12 * HOUR }
const ON_THE_OWN_PHONE: SessionLimits = { idle: 60 * DAY, absolute: 180 * DAY }

/**
 * The limits of a new session. Only a teacher's role may stay signed in: what a lost phone then opens is its
 * owner's own record. Roles that see others keep a desk's limits (decision 031).
 */
export function sessionLimits(role: Role, stay: boolean): SessionLimits {
  return stay && role === 'teacher' ? ON_THE_OWN_PHONE : AT_A_DESK
}

/** A role that an account holds, for a unit where it needs one. */
export type Held = { role: Role; unitId: string | null }

const BY_REACH: readonly Role[] = ['officer', 'leader', 'cluster', 'school', 'teacher', 'applicant']

/** The role to begin with: the widest at a desk, the teacher's own on a phone that stays signed in. */
export function firstRole<H extends Held>(held: readonly H[], stay: boolean): H | undefined {
  const order = stay ? BY_REACH.toReversed() : BY_REACH
  return held.toSorted((a, b) => order.indexOf(a.role) - order.indexOf(b.role))[0]
}
