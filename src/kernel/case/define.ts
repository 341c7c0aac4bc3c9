/**
 * What a system may say to the case mechanism: the only file of it that a definition imports. A definition is data and
 * plain functions that return words; it knows nothing of the database, of pages or of other systems.
 *
 * Functions are declared as methods on purpose: a definition's parameters and form have types of their own, and the
 * mechanism, which has checked both against the definition's schemas, calls them as plain records.
 */
import * as z from 'zod'
import type { Level, NeedCourse } from '#contract/vocabulary.ts'
import type { Committee, Eligible } from './committee/define.ts'
import type { DocumentOf } from './documents/define.ts'
import type { AssignedFacts, CostLine, SchoolFacts, SpotFacts, TeacherFacts, TravelFacts } from './known.ts'

export { NEED_COURSES, type NeedCourse } from '#contract/vocabulary.ts'
export { MAJORITIES } from './committee/define.ts'
export type { AssignedFacts, CostLine, SchoolFacts, SpotFacts, TeacherFacts, TravelFacts } from './known.ts'

/** The world of the desk's menu in which a system is found. */
export type CaseMenu = 'people' | 'training' | 'school-based' | 'research' | 'supervision'

/**
 * Who acts at a stage. `school` and `cluster` are those above the one whom the case is about; `centre` is an officer,
 * `bureau` the bureau's leader; `upper` a body above the region, whose decision an officer enters with its document.
 */
export type Office = 'applicant' | 'school' | 'cluster' | 'centre' | 'bureau' | 'upper'

/** Whom cases are about: a teacher on file, a school through its manager, or anybody who registers. */
export type Subject = 'teacher' | 'school' | 'anyone'

/** What a rule may know of a case. Fields that have not been handed in yet are missing. */
export type CaseFacts<F> = {
  form: Partial<F>
  category: string | null
  name: string
  teacher: TeacherFacts | null
  school: SchoolFacts | null
  /** Activities of the project that the case started, as recorded; null where it has none. */
  programme: { activities: number; hours: number; checks: SpotFacts } | null
  /** What the centre has set, where the case carries out an assigned project; null for one of the applicant's own. */
  assigned: AssignedFacts | null
  /** What is known of the journey whose costs it claims; null where it names none. */
  travel: TravelFacts | null
  /** Ids of the materials that were handed in. */
  materials: readonly string[]
  /** The result of the newest exam or review, or the amount that a decision granted; null before. */
  score: number | null
  /** The number given out by the newest issue; null before. */
  number: string | null
  /** The day of the letter whose number is given out, from which what it says holds; null where the number is of none. */
  letterDay: string | null
  /** The day on which the rule is asked, YYYY-MM-DD. */
  day: string
}

/** One rule on handing in: how people say it, and what breaks it, in words; null is in order. */
export type CaseRule<F, P> = {
  says(params: P): string
  breaks(facts: CaseFacts<F>, params: P): string | null
}

/** What a decision brings about beyond the case: the closed list of ways in which one mechanism changes another. */
export type Effect =
  | { kind: 'title'; title: string; level: Level; from: string; until: string | null }
  | { kind: 'end-title'; title: string; on: string; why: string }
  | { kind: 'award'; name: string; type: string; level: Level; grade: string | null; on: string }
  | { kind: 'post'; unit: string; from: string; document: string }
  | {
      kind: 'register'
      certification: {
        type: string
        subject: string | null
        putonghua: string | null
        result: 'certified' | 'failed'
        failedStep: string | null
        number: string | null
      }
    }
  | {
      kind: 'start'
      system: string
      title: string
      hours: number
      places: number | null
      category: string | null
      from: string
      until: string
    }
  | { kind: 'recognise'; hours: number }
  | { kind: 'pay'; voucher: string }
  /** 补训需求: that the one whom it is about needs a course, so that they are told when one opens. */
  | { kind: 'need'; course: NeedCourse; because: string }
  /** A need that they had of the course, from this case or before, is met. */
  | { kind: 'met'; course: NeedCourse; because: string }
  | { kind: 'notify'; who: 'applicant' | 'school' | 'cluster' | 'centre'; words: string }
  | { kind: 'archive'; what: string }

/** Who acts, where it depends on the case; `offices` lists all that can come out, for pages and diagrams. */
export type Depends<F, P> = { offices: readonly Office[]; depends(facts: CaseFacts<F>, params: P): Office }

type Any<F, P> = {
  title: string
  /** Left out, the stage is for every case. */
  onlyIf?(facts: CaseFacts<F>, params: P): boolean
  /** 工作日 within which it is to be done; none if left out. */
  days?(params: P): number
  /** Why it can't be passed as things stand, in words; null where it can. */
  blocks?(facts: CaseFacts<F>, params: P): string | null
  /** What passing it brings about. */
  effects?(facts: CaseFacts<F>, params: P): readonly Effect[]
}

/** Handed in by the applicant; the fields of it, all if left out. */
export type Submit<F, P> = Any<F, P> & {
  kind: 'submit'
  fields?: readonly (keyof F & string)[]
  materials?: readonly string[]
  rules?: readonly CaseRule<F, P>[]
}
/**
 * Looked through by an office: passed, returned with the reason, or refused naming what is missing. With a `committee`
 * it is passed or refused by a vote, which the office records.
 */
export type Check<F, P> = Any<F, P> & { kind: 'check'; by: Office | Depends<F, P>; committee?: Committee<P> }
/** A result taken from outside the page: a mark, or passed and not passed where there is no mark to reach. */
export type Exam<F, P> = Any<F, P> & {
  kind: 'exam'
  by: Office | Depends<F, P>
  passMark?(params: P): number
  /** Sat in rooms: papers are counted out and in, and agree with candidates and marks before the exam is closed. */
  sat?: true
}
/** Scored by several judges, each by the same dimensions; closed by an office. */
export type Review<F, P> = Any<F, P> & {
  kind: 'review'
  by: Office | Depends<F, P>
  /** Dimensions with their points; together they make the full mark. */
  dimensions: Readonly<Record<string, number>>
  /** `least` judges; with `dropFrom` or more, the highest and the lowest are dropped; `passMark` null only ranks. */
  judges(params: P): { least: number; dropFrom: number; passMark: number | null }
  /** What is asked of those who judge beyond having no interest in the case; left out, nothing. */
  eligible?: Eligible<P>
}
/** 公示: shown to everybody for so many working days; objections are heard before it ends. */
export type Notice<F, P> = Any<F, P> & {
  kind: 'notice'
  by: Office | Depends<F, P>
  period(params: P): number
}
/**
 * Decided by who has the authority, within the round's places. With `amount` the decider may grant less than was asked
 * for, with the reason; of one system so far: hours are recognised, not a yes or no (docs/decisions/142).
 */
export type Decide<F, P> = Any<F, P> & {
  kind: 'decide'
  by: Office | Depends<F, P>
  amount?: { title: string; most(facts: CaseFacts<F>, params: P): number }
}
/** Given out: a number or a document's number is entered. */
export type Issue<F, P> = Any<F, P> & {
  kind: 'issue'
  by: Office | Depends<F, P>
  /** What the number is called. */
  number: string
  /** One number, that of the document, names many; left out, each case has a number of its own. */
  numbering?: 'shared'
}

/** The closed set of kinds; a new behaviour is a new kind with its own panel and tests. */
export type Stage<F, P> =
  | Submit<F, P>
  | Check<F, P>
  | Exam<F, P>
  | Review<F, P>
  | Notice<F, P>
  | Decide<F, P>
  | Issue<F, P>
export type StageKind = Stage<unknown, unknown>['kind']

/** The ends that every case can come to. */
export const ENDINGS = ['granted', 'refused', 'withdrawn', 'lapsed'] as const
export type Ending = (typeof ENDINGS)[number]

/** What a definition says. */
export type Given<P extends z.ZodObject, F extends z.ZodObject, K extends string> = {
  id: string
  title: string
  /** Raised whenever the shape or a rule changes; an open case keeps the one it began with. */
  rev: number
  menu: CaseMenu
  /** One sentence: what it is for. */
  about: string
  /** The page with the rules, numbers and sources. */
  basis: string
  params: P
  subject: Subject
  /** What is filled in: each field described in the words of the form. */
  form: F
  /** The field that says what a case is about, where the applicant's name does not tell one from another. */
  heading?: keyof z.output<F> & string
  /**
   * Papers and files, by id: what they are called, and for whom; all are required unless `onlyIf` says otherwise. Those
   * marked `judges` are opened by judges too, under a number instead of their name.
   */
  materials: Readonly<
    Record<
      string,
      {
        title: string
        judges?: boolean
        onlyIf?(facts: CaseFacts<z.output<F>>, params: z.output<P>): boolean
      }
    >
  >
  /** How cases are told apart in lists, quotas and figures. */
  category: { title: string; of(form: Partial<z.output<F>>): string | null; words: readonly string[] }
  /** The journey whose costs it claims, and the lines; money says what of them is paid, and the effect `pay` pays it. */
  travel?(form: Partial<z.output<F>>): { activity: string; lines: readonly CostLine[] } | null
  /**
   * What only one case of the one whom it is about may be under way for: the journey that is claimed, the title that is
   * to end; `words` say it after the person's name. Null while the form does not say; left out, there may be several.
   */
  matter?(form: Partial<z.output<F>>): { of: string; words: string } | null
  /** 批次 with dates and places; `floor` is the group that must have its share of the places. */
  rounds: { floor?: { title: string; counts(facts: CaseFacts<z.output<F>>): boolean } } | null
  /** In the order in which a case goes through them. */
  stages: Readonly<Record<K, Stage<z.output<F>, z.output<P>>>>
  endings: Readonly<Record<Ending, string>>
  /**
   * Whether it is raised against the one whom it is about, who is then heard and told, but cannot take it back. Left
   * out, it is asked for and may be withdrawn. Of one system so far: decisions against a person are not applications,
   * and no stage can say who may end them.
   */
  against?(facts: CaseFacts<z.output<F>>): boolean
  /** What a refusal brings about; `step` is the title of the stage that refused. */
  refusedEffects?(facts: CaseFacts<z.output<F>>, params: z.output<P>, step: string): readonly Effect[]
  /** What must be on file at the end. */
  archive: readonly string[]
  /** 文书, by id; left out, a roster and the result of a round, or the result of a case. */
  documents?: Readonly<Record<string, DocumentOf<z.output<F>, z.output<P>, NoInfer<K>>>>
}

/** A field that names one of the person's own records: a journey to an activity of a higher level. */
export function recordField(records: 'journeys') {
  return z.uuid().meta({ records })
}

/** A definition as the mechanism keeps it; `K` are the ids of its stages, for panels that are made by hand. */
export type CaseDefinition<K extends string = string> = Given<z.ZodObject, z.ZodObject, K> & { given: object }

/** States a system that is a case. */
export function defineCase<P extends z.ZodObject, F extends z.ZodObject, K extends string>(
  given: Given<P, F, K>,
): CaseDefinition<K> {
  return { ...(given as Given<z.ZodObject, z.ZodObject, K>), given }
}
