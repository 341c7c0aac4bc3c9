import { type ResultPart } from '#contract/appraisal.ts'
import { SOURCES } from '#contract/standard.ts'
import { bandsOf, combine, leavesOf, rank, scoreTree, weigh } from '../define.ts'
import type { BandRow, JudgeScore, Places, Ranking, Source, Standard } from '../define.ts'

/** A judge as the result shows him: by number, with the source he scores for. */
export type JudgeFacts = { id: string; number: number; source: Source['id'] }
/** One score sheet: points by leaf; vetoes that it found broken. */
export type SheetFacts = {
  target: string
  judge: string
  handedIn: boolean
  scores: ReadonlyMap<string, string>
  broken: readonly string[]
}
/** The result of a questionnaire for a target, or why there is none. */
export type SurveyFacts = {
  target: string
  source: Source['id']
  score: string | null
  because: string | null
}
export type TargetFacts = { id: string; number: number; group: string | null }

/** Everything a result follows from. `sheets` has one for each judge assigned and not recused, written on or not. */
export type Facts = {
  standard: Standard
  targets: readonly TargetFacts[]
  judges: readonly JudgeFacts[]
  sheets: readonly SheetFacts[]
  surveys: readonly SurveyFacts[]
  places: Places | null
}

/** One target's result with all that it follows from. */
export type Computed = {
  target: string
  result: string | null
  missing: string[]
  parts: ResultPart[]
  self: string | null
  /** Ids of the vetoes that a sheet found broken. */
  vetoes: string[]
  band: BandRow
}

/** All targets' results, ranked and banded. What is missing is named, and leaves the target without a result. */
export function compute(facts: Facts): { rows: Computed[]; ranking: Ranking } {
  const plain = facts.targets.map((target) => resultFor(facts, target))
  const titles = new Map(leavesOf(facts.standard.indicators).map(({ id, title }) => [id, title]))
  const bands = bandsOf(
    plain.map(({ target, result, vetoes }) => ({
      id: target,
      result,
      vetoes: vetoes.map((id) => titles.get(id) ?? id),
    })),
    facts.standard.bands,
  )
  const ranking = rank(
    plain.map(({ target, result, vetoes }, at) => ({
      id: target,
      result,
      group: facts.targets[at]?.group ?? null,
      barred:
        vetoes.length > 0 ? `有一票否决：${vetoes.map((id) => titles.get(id) ?? id).join('、')}。` : null,
    })),
    facts.places ?? { places: plain.length },
  )
  return {
    rows: plain.map((row, at) => ({
      ...row,
      band: bands[at] ?? { id: row.target, band: null, between: null, because: '' },
    })),
    ranking,
  }
}

function resultFor(facts: Facts, target: TargetFacts): Omit<Computed, 'band'> {
  const { standard } = facts
  const own = facts.sheets.filter((sheet) => sheet.target === target.id)
  const parts = standard.sources
    .filter(({ id }) => id !== 'self')
    .map((source) => partOf(facts, source, target, own))
  const { result, missing } = weigh(
    parts.map((part) => ({ ...part, missing: part.missing })),
    standard.decimals,
  )
  const sourceOf = sourceById(facts)
  const counted = own.filter(({ judge, handedIn }) => handedIn && sourceOf.get(judge) !== 'self')
  const self = own.find(({ judge, handedIn }) => handedIn && sourceOf.get(judge) === 'self')
  return {
    target: target.id,
    result,
    missing,
    parts,
    self: self === undefined ? null : scoreTree(standard.indicators, self.scores, standard.decimals).result,
    vetoes: [...new Set(counted.flatMap(({ broken }) => broken))],
  }
}

function sourceById({ judges }: Facts): Map<string, Source['id']> {
  return new Map(judges.map(({ id, source }) => [id, source]))
}

function partOf(facts: Facts, source: Source, target: TargetFacts, own: readonly SheetFacts[]): ResultPart {
  return source.by === 'questionnaire' ? surveyPart(facts, source, target) : judgesPart(facts, source, own)
}

function surveyPart({ surveys }: Facts, { id, weight }: Source, target: TargetFacts): ResultPart {
  const survey = surveys.find((one) => one.target === target.id && one.source === id)
  const because = survey === undefined ? '还没有指定问卷' : survey.because
  return {
    source: id,
    weight,
    result: survey?.score ?? null,
    count: survey?.score ? 1 : 0,
    used: [],
    dropped: [],
    missing: because === null ? null : `${SOURCES[id]}：${because}`,
  }
}

function judgesPart(facts: Facts, { id, weight, dropFrom }: Source, own: readonly SheetFacts[]): ResultPart {
  const { standard, judges } = facts
  const numbers = new Map(
    judges.filter(({ source }) => source === id).map((judge) => [judge.id, `${judge.number} 号`]),
  )
  const asked = own.filter(({ judge }) => numbers.has(judge))
  const late = asked.filter(({ handedIn }) => !handedIn).length
  const scores = asked.flatMap((sheet): JudgeScore[] => {
    const { result } = scoreTree(standard.indicators, sheet.scores, standard.decimals)
    return sheet.handedIn && result !== null ? [{ judge: numbers.get(sheet.judge) ?? '', score: result }] : []
  })
  const combined = combine(scores, { dropFrom, decimals: standard.decimals })
  const { dropped, sharing } = combined
  const missing = asked.length === 0 ? '没有分配评委' : late > 0 ? `还有 ${late} 位评委没有提交` : null
  return {
    source: id,
    weight,
    result: missing === null ? combined.result : null,
    count: scores.length,
    used: [...combined.used],
    dropped:
      dropped === null
        ? []
        : [
            { ...dropped.highest, sharing: [...sharing.highest] },
            { ...dropped.lowest, sharing: [...sharing.lowest] },
          ],
    missing: missing === null ? null : `${SOURCES[id]}：${missing}`,
  }
}
