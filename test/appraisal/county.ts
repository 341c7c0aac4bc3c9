import { randomUUID } from 'node:crypto'
import { before } from 'node:test'
import type { NewAppraisal } from '#contract/appraisal.ts'
import type { TargetAct } from '#contract/appraisal-target.ts'
import type { NewStandard } from '#contract/standard.ts'
import type { Database } from '#db/open.ts'
import { actOn } from '#kernel/appraisal/rounds/acts.ts'
import { stepAppraisalTo } from '#kernel/appraisal/rounds/publish.ts'
import { appraisalPageOf } from '#kernel/appraisal/rounds/read.ts'
import { resultsOf } from '#kernel/appraisal/rounds/results.ts'
import { addJudges, addTargets, assignJudges, createAppraisal } from '#kernel/appraisal/rounds/service.ts'
import { judgeSheetOf, saveSheetOf } from '#kernel/appraisal/rounds/sheets.ts'
import { saveStandard } from '#kernel/appraisal/standards/service.ts'
import type { Refused } from '#lib/refusal.ts'
import { addPeople, makeCounty, type County, type Who } from '#test/people/county.ts'
import { EXPERTS_ONLY, madeUpRound, madeUpStandard } from './round.ts'

export const OFFICER: Who = { role: 'officer' }
export const SCHOOL_A: Who = { role: 'school', unit: 'A' }
export const SCHOOL_B: Who = { role: 'school', unit: 'B' }
export const SCHOOLS = ['A', 'B', 'C', 'D', 'E']
export const JUDGES = ['评甲', '评乙', '评丙', '评丁', '评戊', '评己']
/** Whether an error is the refusal with this status and code. */
export const refusedWith = (status: number, code: string) => (error: Refused) =>
  error.status === status && error.refusal.code === code
export const key = () => randomUUID()

/** Five schools of one cluster with a judge in each, and what tests do with their appraisals. Call it in a suite's body. */
export function appraisalCounty(db: () => Database) {
  let county: County

  before(async () => {
    county = await makeCounty(db(), 'R', [
      { code: 'R', category: 'region' },
      { code: 'X', category: 'cluster', parent: 'R' },
      ...SCHOOLS.map((code) => ({ code, name: `${code}校`, category: 'school', parent: 'X' })),
    ])
    for (const [at, name] of JUDGES.entries()) await addPeople(db(), county, SCHOOLS[at % 5] ?? 'A', [name])
  })

  const officer = <T>(
    work: Parameters<County['as']>[1] extends (w: infer W) => unknown ? (w: W) => Promise<T> : never,
  ) => county.as(OFFICER, work)
  const standard = (more: Partial<NewStandard> = {}) =>
    officer((work) => saveStandard(work, madeUpStandard(more)))
  const judge = (name: string): Who => ({ role: 'teacher', person: name })
  const page = (id: string) => officer((work) => appraisalPageOf(work, id))
  const results = (id: string) => officer((work) => resultsOf(work, id))
  const step = (
    id: string,
    what: 'opened' | 'published',
    choices: { target: string; band: string; because: string }[] = [],
  ) => officer((work) => stepAppraisalTo(work, id, { key: key(), step: what, choices }))
  const act = (who: Who, target: string, asked: TargetAct) =>
    county.as(who, (work) => actOn(work, target, asked))

  /** A round in which every judge of the county may score every school. */
  async function round(more: Partial<NewAppraisal> = {}, names = JUDGES, each = 3): Promise<string> {
    const { id: of } = await standard(EXPERTS_ONLY)
    const { id } = await officer((work) => createAppraisal(work, madeUpRound(of, more)))
    await officer((work) => addTargets(work, id, { key: key(), kind: 'unit', subjects: SCHOOLS }))
    const people = names.map((name) => county.people.get(name)!)
    await officer((work) => addJudges(work, id, { key: key(), source: 'experts', people }))
    await officer((work) => assignJudges(work, id, { key: key(), source: 'experts', each }))
    return id
  }

  /** Every judge gives every school that is his the same: so many points of 100 by school. */
  async function scoreAll(id: string, marks: (school: string, judge: number) => number): Promise<void> {
    const { targets, judges } = await page(id)
    const codes = new Map(targets.map((target) => [target.id, target.unit.code]))
    for (const [at, { id: judgeId }] of judges.entries()) {
      const { lines } = await officer((work) => judgeSheetOf(work, id, judgeId))
      const changes = lines.flatMap(({ target }) => {
        const points = marks(codes.get(target) ?? '', at)
        return [
          { target, indicator: 'A1', score: String((points * 3) / 10) },
          { target, indicator: 'A2', score: String((points * 3) / 10) },
          { target, indicator: 'B', score: String((points * 4) / 10) },
        ]
      })
      const handIn = lines.map(({ target }) => target)
      await officer((work) => saveSheetOf(work, id, judgeId, { key: key(), changes, handIn }))
    }
  }
  const targetOf = async (id: string, code: string) =>
    (await page(id)).targets.find(({ unit }) => unit.code === code)!.id

  return {
    county: () => county,
    officer,
    standard,
    judge,
    page,
    results,
    step,
    act,
    round,
    scoreAll,
    targetOf,
  }
}
