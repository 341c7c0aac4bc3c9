import * as z from 'zod'
import { USUAL_DUTY } from '#kernel/money/define.ts'

/** What makes an observation worth a sentence. */
export interface DraftParams {
  /** Relative changes below this count as 基本持平. */
  steady: number
  /** Relative changes from here on are named as results or problems. */
  notable: number
  /** Changes of a share from here on are named, in percentage points. */
  notablePoints: number
  /** Differences between units or between town and country from here on are gaps, in percentage points. */
  gapPoints: number
  /** Share of teachers trained from which coverage is a result, and below which it is a problem. */
  coverage: { good: number; poor: number }
  /** Share of enrolments recognised by attendance. */
  attendance: { good: number; poor: number }
  /** Share of teachers who meet the year's credits. */
  meeting: { good: number; poor: number }
  /** Share of participations at school level from which higher levels are scarce. */
  schoolLevelShare: number
  /** Rounds of sending teaching a programme and year (国培送教下乡培训指南: at least four). */
  visits: number
  /** Share of teachers in lesson observation below which it reaches too few. */
  observationShare: number
  /** Share of teachers who borrow and read: half of them is the usual aim. */
  readers: number
  /** Share of public funds a school owes to training, as money has it; null where the region has taken it away. */
  trainingFunds: number | null
  /** Share of spending on travel from which too little is left for training itself. */
  travelShare: number
  /** Share of applicants certified. */
  certified: { good: number; poor: number }
  /** Share of the average meeting rate below which a school is behind. */
  behindAverage: number
  /** Fewest people over which a rate of a unit says something. */
  leastPeople: number
  /** Fewest a year ago from which growth is told in per cent, and fewest up or down that is a change at all. */
  leastBase: number
  leastChange: number
  /** Most results and problems in one document, and most names in one sentence. */
  most: { results: number; problems: number; names: number }
}

const share = (usual: number, about: string): z.ZodDefault<z.ZodNumber> =>
  z.number().min(0).max(1).default(usual).describe(about)
const whole = (usual: number, about: string): z.ZodDefault<z.ZodInt> =>
  z.int().min(1).max(1000).default(usual).describe(about)

/** The same as numbers that a region sets by year, shares from 0 to 1, each with its default. */
export const draftNumbers = z.object({
  steady: share(0.01, '变化低于这个比例算基本持平'),
  notable: share(0.05, '变化达到这个比例作为成效或问题写出'),
  notablePoints: z.number().min(0).max(100).default(2).describe('比率变化达到这些百分点写出'),
  gapPoints: z.number().min(0).max(100).default(5).describe('单位之间、城乡之间相差这些百分点算差距'),
  coverageGood: share(0.95, '参训覆盖率达到它算成效'),
  coveragePoor: share(0.9, '参训覆盖率低于它算问题'),
  attendanceGood: share(0.95, '认定率达到它算成效'),
  attendancePoor: share(0.9, '认定率低于它算问题'),
  meetingGood: share(0.9, '学分达标率达到它算成效'),
  meetingPoor: share(0.6, '学分达标率低于它算问题'),
  schoolLevelShare: share(0.8, '校级人次占比达到它算高层次培训偏少'),
  visits: whole(4, '送教下乡每个项目每年的次数'),
  observationShare: share(0.1, '参加听课评课的教师占比低于它算偏少'),
  readers: share(0.5, '专业阅读的教师占比目标'),
  travelShare: share(0.4, '差旅占支出的比例达到它算偏高'),
  certifiedGood: share(0.7, '资格认定通过率达到它算成效'),
  certifiedPoor: share(0.5, '资格认定通过率低于它算问题'),
  behindAverage: share(0.5, '达标率低于平均的这个比例算落后学校'),
  leastPeople: whole(10, '比率有意义的最少人数'),
  leastBase: whole(10, '按百分比说增长的最小基数'),
  leastChange: whole(3, '算作变化的最小增减数'),
  mostResults: whole(6, '一份公文最多写的成效'),
  mostProblems: whole(6, '一份公文最多写的问题'),
  mostNames: whole(5, '一句话最多列的名称'),
})

/**
 * What a region has set, as drafting reads it; defaults for the rest.
 * @param trainingFunds the share that money goes by.
 * @throws ZodError for what does not fit.
 */
export function draftParams(values: unknown, trainingFunds: number | null): DraftParams {
  const {
    coverageGood,
    coveragePoor,
    attendanceGood,
    attendancePoor,
    meetingGood,
    meetingPoor,
    certifiedGood,
    certifiedPoor,
    mostResults,
    mostProblems,
    mostNames,
    ...rest
  } = draftNumbers.parse(values)
  return {
    ...rest,
    trainingFunds,
    coverage: { good: coverageGood, poor: coveragePoor },
    attendance: { good: attendanceGood, poor: attendancePoor },
    meeting: { good: meetingGood, poor: meetingPoor },
    certified: { good: certifiedGood, poor: certifiedPoor },
    most: { results: mostResults, problems: mostProblems, names: mostNames },
  }
}

export const defaultParams: DraftParams = draftParams({}, USUAL_DUTY)
