import type { ExamOutcome, PaperCount } from '#contract/exam.ts'

/** A room with its papers, as counted, and the outcomes of its candidates, as entered. */
export type Sat = {
  place: string
  seated: number
  count: PaperCount | null
  outcomes: readonly ExamOutcome[]
}

/** An exam as its papers, candidates and list of marks show it. */
export type ExamFacts = {
  rooms: readonly Sat[]
  /** Candidates without a seat, and without a mark: number and name. */
  unseated: readonly string[]
  unmarked: readonly string[]
  /** Lines of the list of marks that name nobody who sits the exam. */
  strays: readonly string[]
}

/** Something that does not agree, in words, and who is meant. */
export type Difference = { says: string; who: readonly string[] }

const WRITTEN: ReadonlySet<ExamOutcome> = new Set<ExamOutcome>(['mark', 'pass', 'fail'])

/**
 * 试卷袋核对: whether papers, candidates and marks of an exam agree. Of each room: those who came and those who were
 * absent are those seated; what was handed out came back; what came back is marked or blank; and the list of marks has
 * as many of each. Of the whole: everybody sat somewhere and has a mark, and every mark is somebody's.
 * @returns everything that does not agree; empty when it all does.
 */
export function differencesOf({ rooms, unseated, unmarked, strays }: ExamFacts): Difference[] {
  const whole: [string, readonly string[]][] = [
    [`${unseated.length} 名考生没有排考场`, unseated],
    [`${unmarked.length} 名考生没有成绩`, unmarked],
    [`${strays.length} 条成绩对不上考生`, strays],
  ]
  return [
    ...(rooms.length === 0 ? [{ says: '还没有登记考场', who: [] }] : []),
    ...rooms.flatMap(ofRoom),
    ...whole.filter(([, who]) => who.length > 0).map(([says, who]) => ({ says, who })),
  ]
}

function ofRoom({ place, seated, count, outcomes }: Sat): Difference[] {
  if (count === null) return [{ says: `${place}的试卷袋还没有清点`, who: [] }]
  const { handedOut, returned, marked, blank, absent } = count
  const entered = (which: (one: ExamOutcome) => boolean): number => outcomes.filter(which).length
  const checks: [boolean, string][] = [
    [
      handedOut + absent === seated,
      `应考 ${seated} 人，发出 ${handedOut} 份、缺考 ${absent} 人，合计 ${handedOut + absent}`,
    ],
    [returned === handedOut, `发出 ${handedOut} 份，收回 ${returned} 份`],
    [
      marked + blank === returned,
      `收回 ${returned} 份，评阅 ${marked} 份、空白 ${blank} 份，合计 ${marked + blank}`,
    ],
    ...agreeing(
      '评阅',
      marked,
      entered((one) => WRITTEN.has(one)),
    ),
    ...agreeing(
      '空白',
      blank,
      entered((one) => one === 'blank'),
    ),
    ...agreeing(
      '缺考',
      absent,
      entered((one) => one === 'absent'),
    ),
  ]
  return checks.filter(([agrees]) => !agrees).map(([, says]) => ({ says: `${place}：${says}`, who: [] }))
}

function agreeing(word: string, papers: number, marks: number): [boolean, string][] {
  return [[papers === marks, `试卷${word} ${papers} 份，成绩单${word} ${marks} 条`]]
}
