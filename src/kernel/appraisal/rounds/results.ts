import type * as z from 'zod'
import type { appraisalResults, ResultRow } from '#contract/appraisal.ts'
import { dayAt } from '#lib/dates.ts'
import type { Work } from '#kernel/call.ts'
import { questionnaireScore } from '../questionnaires/read.ts'
import { leavesOf } from '../define.ts'
import { standardOf, type StandardVersion } from '../standards/service.ts'
import { compute, type Computed, type Facts, type SheetFacts, type SurveyFacts } from './compute.ts'
import { appraisalRun } from './service.ts'
import { findHandedIn, findScores, findSurveys } from './sheet-store.ts'
import { findAssignments, findJudges, findTargets, type AppraisalRecord, type TargetRecord } from './store.ts'
import { publishedResults, type ResultRecord } from './target-store.ts'

type Reply = z.input<NonNullable<(typeof appraisalResults)['reply']>>

/** Everything that a round's results are drawn from. */
export type Drawn = {
  appraisal: AppraisalRecord
  standard: StandardVersion
  targets: TargetRecord[]
  rows: Computed[]
  ranking: ReturnType<typeof compute>['ranking']
}

/** Computes a round's results from what is handed in now. @throws Refused 404. */
export async function draw(work: Work, id: string): Promise<Drawn> {
  const appraisal = await appraisalRun(work, id)
  const today = dayAt(work.now)
  const standard = await standardOf(work, appraisal.standardId, appraisal.version)
  const targets = await findTargets(work, today, { appraisal: id })
  const judges = await findJudges(work, today, id)
  const facts: Facts = {
    standard,
    targets,
    judges,
    sheets: await sheetsOf(work, id, targets, judges.find(({ source }) => source === 'self')?.id),
    surveys: await surveysOf(work, id, standard.decimals),
    places: placesOf(appraisal),
  }
  return { appraisal, standard, targets, ...compute(facts) }
}

function placesOf({ places, floorGroup, floorLeast }: AppraisalRecord): Facts['places'] {
  if (places === null) return null
  return { places, floor: floorGroup === null ? null : { group: floorGroup, least: floorLeast ?? 0 } }
}

async function sheetsOf(
  work: Work,
  id: string,
  targets: readonly TargetRecord[],
  selfJudge: string | undefined,
): Promise<SheetFacts[]> {
  const scores = await findScores(work, id)
  const done = new Set((await findHandedIn(work, id)).map(({ target, judge }) => `${target} ${judge}`))
  const assigned = (await findAssignments(work, id)).filter(({ recused }) => !recused)
  const own =
    selfJudge === undefined ? [] : targets.map((target) => ({ target: target.id, judge: selfJudge }))
  const written = Map.groupBy(scores, ({ target, judge }) => `${target} ${judge}`)
  return [...assigned, ...own].map(({ target, judge }) => {
    const cells = written.get(`${target} ${judge}`) ?? []
    const points = cells.flatMap(({ indicator, score }): [string, string][] =>
      score === null ? [] : [[indicator, score]],
    )
    const broken = cells.filter((cell) => cell.broken === true).map(({ indicator }) => indicator)
    return { target, judge, handedIn: done.has(`${target} ${judge}`), scores: new Map(points), broken }
  })
}

async function surveysOf(work: Work, id: string, decimals: number): Promise<SurveyFacts[]> {
  const surveys = await findSurveys(work, id)
  return Promise.all(
    surveys.map(async ({ target, source, questionnaire }) => ({
      target,
      source,
      ...(await questionnaireScore(work, questionnaire, decimals)),
    })),
  )
}

/** A round's results as its page shows them; what was published stands beside what is computed. @throws Refused 404. */
export async function resultsOf(work: Work, id: string): Promise<Reply> {
  const { appraisal, standard, targets, rows, ranking } = await draw(work, id)
  const published = await publishedResults(
    work,
    targets.map((target) => target.id),
  )
  const shown = targets.map((target) => rowOf({ standard, targets, ranking }, target, rows, published))
  const notes = [
    ...(appraisal.places !== null && ranking.free > 0 ? [`还有 ${ranking.free} 个名额没有合格的对象。`] : []),
    ...(ranking.floorMissed > 0 ? [`${appraisal.floorGroup}的保底名额缺 ${ranking.floorMissed} 名。`] : []),
  ]
  return {
    title: appraisal.title,
    state: appraisal.state,
    decimals: standard.decimals,
    rows: shown.toSorted((a, b) => (a.rank ?? 1e6) - (b.rank ?? 1e6) || a.number - b.number),
    undecided: ranking.undecided.map(({ because }) => because),
    notes,
  }
}

type Whole = Pick<Drawn, 'standard' | 'targets' | 'ranking'>

function rowOf(
  { standard, targets, ranking }: Whole,
  target: TargetRecord,
  rows: readonly Computed[],
  published: readonly ResultRecord[],
): ResultRow {
  const own = rows.find((row) => row.target === target.id)
  const place = ranking.rows.find(({ id }) => id === target.id)
  const fixed = published.find((row) => row.target === target.id)
  const bandTitle = (id: string | null): string | null =>
    standard.bands.find((band) => band.id === id)?.title ?? null
  const numbers = new Map(targets.map(({ id, number }) => [id, number]))
  const titles = new Map(leavesOf(standard.indicators).map(({ id, title }) => [id, title]))
  return {
    target: target.id,
    number: target.number,
    title: target.title,
    unit: target.unit,
    group: target.group,
    result: fixed === undefined ? (own?.result ?? null) : fixed.result,
    rank: fixed === undefined ? (place?.rank ?? null) : fixed.rank,
    tied: (place?.tied ?? []).flatMap((id) => numbers.get(id) ?? []),
    band: bandTitle(fixed === undefined ? (own?.band.band ?? null) : fixed.band),
    between: fixed === undefined ? betweenOf(standard, own) : [],
    vetoes: (own?.vetoes ?? []).map((id) => titles.get(id) ?? id),
    because: fixed?.because ?? own?.band.because ?? '',
    outcome: place?.outcome ?? null,
    missing: own?.missing ?? [],
    parts: own?.parts ?? [],
    self: own?.self ?? null,
  }
}

function betweenOf({ bands }: StandardVersion, own: Computed | undefined): { id: string; title: string }[] {
  const between: readonly string[] = own?.band.between ?? []
  return bands.filter(({ id }) => between.includes(id)).map(({ id, title }) => ({ id, title }))
}
