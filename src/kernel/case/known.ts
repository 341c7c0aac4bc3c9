/** What other mechanisms know of the one whom a case is about, of what it started and of what it claims, for its rules. */

/** What held of a teacher on the day the case was handed in. */
export type TeacherFacts = {
  unit: string
  unitName: string
  rural: boolean
  stage: string | null
  subject: string | null
  rank: string | null
  degree: string | null
  staffing: string | null
  putonghua: string | null
  certificate: string | null
  /** Whole years since 参加工作时间; null while it is unknown. */
  yearsOfService: number | null
  /** 称号 in force. */
  titles: readonly string[]
}

/** What held of a school on that day. */
export type SchoolFacts = { code: string; name: string; kind: string | null; rural: boolean }

/** An item of travel costs, with what was spent on it. */
export type CostLine = { item: string; amount: number }

/** What the books of money say of a journey that a case claims the costs of. */
export type TravelFacts = {
  /** Why the lines can't be claimed, in words; null where they can. */
  wrong: string | null
  /** Why nothing may be paid yet, in words; null where it may. */
  owed: string | null
  /** The reckoning: what was claimed, what of it is paid, and why so much, in words. */
  says: string
}

/** What random checks of a project's activities came to. */
export type SpotFacts = {
  /** Drawn and not checked yet, by title. */
  waiting: readonly string[]
  /** Sent back and not accepted since: the title with what is asked for. */
  open: readonly { title: string; words: string; answered: boolean }[]
  /** 学时 of checked activities that the checks did not recognise. */
  lost: number
}

/** What the centre has set for an assigned project. */
export type AssignedFacts = {
  subject: string
  topic: string
  goal: string
  hours: number
  from: string
  until: string
}
