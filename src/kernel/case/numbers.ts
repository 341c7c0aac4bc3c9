import { sql } from 'kysely'
import { dayAt } from '#lib/dates.ts'
import type { Work } from '#kernel/call.ts'
import type { Difference, Numbered, Values } from '#kernel/parameters/define.ts'
import type { CaseDefinition } from './define.ts'
import type { CaseEvent } from './fold.ts'
import { loadCases, type Loaded } from './load.ts'
import type { Cases } from './registry.ts'
import { passMarkOf, stagesOf, type AnyStage, type Facts } from './steps.ts'
import { belowMark } from './words.ts'

/** Cases of a system and year that are looked at in one trial. */
const MOST = 5000

/** A case system's numbers; a trial asks what its rules and marks would have refused of a year's cases. */
export function numbersOf(cases: Cases, system: CaseDefinition): Numbered {
  const { id, title, menu, about, basis, params } = system
  return {
    id,
    title,
    menu,
    about,
    basis,
    params,
    says: (values) =>
      stagesOf(system).flatMap(({ stage }) =>
        stage.kind === 'submit' ? (stage.rules ?? []).map((rule) => rule.says(params.parse(values))) : [],
      ),
    whatIf: (work, year, _before, after) => judgeAnew(work, cases, system, year, after),
  }
}

/** Each case was judged by its own numbers, those of its round: they are what it is compared with. */
async function judgeAnew(
  work: Work,
  cases: Cases,
  system: CaseDefinition,
  year: number,
  after: Values,
): Promise<Difference> {
  const loaded = await loadCases(work, cases, await casesOf(work, system.id, year))
  const judged = loaded.map((one) => ({
    one,
    was: refusalsOf(one.setting.definition, one, one.setting.params),
    would: refusalsOf(system, one, after),
  }))
  const changed = judged.filter(({ was, would }) => was.join() !== would.join())
  return {
    unit: '件事项',
    total: judged.length,
    was: judged.filter(({ was }) => was.length > 0).length,
    would: judged.filter(({ would }) => would.length > 0).length,
    rows: changed.map(({ one: { record }, was, would }) => ({
      title: record.name,
      note: [record.number, record.category].filter((word) => word !== null).join(' · '),
      href: `/cases/${record.id}?year=${year}`,
      was,
      would,
    })),
  }
}

async function casesOf(work: Work, system: string, year: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from case_record
    where region_id = ${work.caller.region} and system = ${system} and year = ${year} and submitted_on is not null
    order by number limit ${MOST}`.execute(work.tx)
  return rows.map(({ id }) => id)
}

/**
 * What the numbers refuse a case for: rules of handing in that it breaks, marks that it did not reach, stages that hold
 * it back. Each is asked as of the day on which it was dealt with there.
 */
function refusalsOf(definition: CaseDefinition, { setting, events }: Loaded, params: Values): string[] {
  return stagesOf(definition).flatMap(({ id, stage }) => {
    const dealtWith = events.findLast((event) => event.stage === id && DEALT_WITH.has(event.kind))
    if (dealtWith === undefined) return []
    const facts = { ...setting.facts, day: dayAt(dealtWith.at) }
    if (stage.onlyIf?.(facts, params) === false) return []
    if (stage.kind === 'submit') return broken(stage.rules ?? [], facts, params)
    const blocked = stage.blocks?.(facts, params) ?? null
    return [...(blocked === null ? [] : [blocked]), ...tooLow(stage, dealtWith.score, params)]
  })
}

const DEALT_WITH: ReadonlySet<CaseEvent['kind']> = new Set<CaseEvent['kind']>([
  'submitted',
  'passed',
  'refused',
])

function tooLow(stage: AnyStage, score: number | null, params: Values): string[] {
  const mark = passMarkOf(stage, params)
  return mark === null || score === null || score >= mark ? [] : [belowMark(stage.title, score, mark)]
}

function broken(
  rules: readonly { breaks(facts: Facts, params: Values): string | null }[],
  facts: Facts,
  params: Values,
): string[] {
  return rules.map((rule) => rule.breaks(facts, params)).filter((words) => words !== null)
}
