import { sql, type RawBuilder } from 'kysely'
import { dayAt, type Day } from '#lib/dates.ts'
import type { Work } from '#kernel/call.ts'
import { unitsOfDay } from '#kernel/network/read.ts'
import { regionOf } from '#kernel/network/region.ts'
import { committeeOnFile } from '../committee/read.ts'
import type { CaseDefinition, Ending } from '../define.ts'
import { loadCases, type Loaded } from '../load.ts'
import type { RoundOnFile } from '../on-file.ts'
import { orderAmong, passedNow } from '../passed.ts'
import type { Cases } from '../registry.ts'
import { stagesOf } from '../steps.ts'
import type { CaseView, Listed, Outcome, RoundFacts, Speaker } from './define.ts'

/** The bureau of a region by the region's name, which may be the bureau's already. */
export function bureauOf(region: string): string {
  return region.endsWith('局') ? region : `${region}教育局`
}

/** Who speaks in a region: the bureau in the region's name, and its centre where it has one. */
export async function speakersOf(
  work: Work,
): Promise<{ region: string; speakers: Readonly<Record<Speaker, string>> }> {
  const { name, code } = await regionOf(work)
  const units = await unitsOfDay(work, dayAt(work.now))
  const root = units.find((unit) => unit.code === code)
  const centre = units.find(({ category, parentId }) => category === 'centre' && parentId === root?.id)
  const bureau = bureauOf(name)
  return { region: name, speakers: { bureau, centre: centre?.name ?? bureau } }
}

type StoredRound = {
  opensOn: Day
  closesOn: Day
  basis: string
  params: Record<string, unknown>
}

/** Everything that documents of a round may know, as far as the caller sees its cases. */
export async function roundFacts(work: Work, round: RoundOnFile, day: Day): Promise<RoundFacts> {
  const { definition, id, title, year } = round
  const { rows } =
    await sql<StoredRound>`select opens_on as "opensOn", closes_on as "closesOn", document as basis, params
    from case_round where region_id = ${work.caller.region} and id = ${id}`.execute(work.tx)
  const { params: stored, ...dates } = rows[0]!
  const params = definition.params.parse(stored)
  const people = await listedOf(work, sql`c.round_id = ${id}`, [definition])
  const places = await placesOf(work, id)
  const named = new Set([...places, ...people].map(({ category }) => category))
  return {
    ...dates,
    ...(await speakersOf(work)),
    systemTitle: definition.title,
    title,
    year,
    day,
    params,
    places,
    people,
    oversees: OVERSEEING.has(work.caller.role),
    sittings: await committeeOnFile(
      work,
      round,
      people.map((one) => one.id),
    ),
    floorTitle: definition.rounds?.floor?.title ?? null,
    categoryTitle: definition.category.title,
    categories: definition.category.words.filter((word) => named.has(word)),
    endings: definition.endings,
    notices: await noticesOf(work, id),
    decided: await decisionsOf(work, id),
    ...saidBy(definition, params),
  }
}

/** Who sees the whole region, as the database has it. */
const OVERSEEING: ReadonlySet<string> = new Set(['officer', 'leader', 'system'])

/** What the definition itself says with a round's numbers. */
function saidBy(
  definition: CaseDefinition,
  params: Record<string, unknown>,
): Pick<RoundFacts, 'stages' | 'rules' | 'materials'> {
  const stages = stagesOf(definition)
  return {
    stages: stages.map(({ id, stage }) => ({ id, title: stage.title, kind: stage.kind })),
    rules: stages.flatMap(({ stage }) =>
      stage.kind === 'submit' ? (stage.rules ?? []).map((rule) => rule.says(params)) : [],
    ),
    materials: Object.values(definition.materials).map(({ title, onlyIf }) => ({
      title,
      always: onlyIf === undefined,
    })),
  }
}

type Row = Omit<Listed, 'score' | 'outcome'> & {
  score: string | null
  ending: Ending | null
  annulled: boolean
}

/** The cases of a condition on `c` that were handed in, within view, with their ranks, by the definitions they go by. */
export async function listedOf(
  { tx, caller, now }: Work,
  condition: RawBuilder<unknown>,
  definitions: readonly CaseDefinition[],
): Promise<Listed[]> {
  const { rows } = await sql<Row>`
    select c.id, c.number, c.name, s.name as unit, c.category, c.of_floor as "ofFloor", c.score, c.issued, c.ending,
      c.annulled, c.status = 'returned' as returned, c.stage, e.stage as "fellAt", e.because,
      (rank() over (partition by c.round_id, c.category, c.score is null order by c.score desc))::integer as rank,
      ${passedNow(sql`c`, orderAmong(sql`c`, definitions))} as passed
    from case_record c
    left join unit_state s on s.region_id = c.region_id and s.unit_id = c.unit_id and s.valid @> ${dayAt(now)}::date
    left join case_event e on e.region_id = c.region_id and e.case_id = c.id and e.ending = 'refused'
    where c.region_id = ${caller.region} and c.submitted_on is not null and ${condition} order by c.number`.execute(
    tx,
  )
  return rows.map(({ ending, annulled, score, rank, ...row }) => ({
    ...row,
    score: score === null ? null : Number(score),
    rank: score === null ? null : rank,
    outcome: outcomeOf(ending, annulled),
  }))
}

function outcomeOf(ending: Ending | null, annulled: boolean): Outcome {
  return annulled ? 'annulled' : (ending ?? 'open')
}

async function placesOf({ tx, caller }: Work, round: string): Promise<RoundFacts['places']> {
  const { rows } = await sql<RoundFacts['places'][number]>`select category, places, floor from case_place
    where region_id = ${caller.region} and round_id = ${round}`.execute(tx)
  return rows
}

async function noticesOf({ tx, caller }: Work, round: string): Promise<RoundFacts['notices']> {
  const { rows } = await sql<
    RoundFacts['notices'][number]
  >`select from_on as "from", until_on as until, document
    from case_notice where region_id = ${caller.region} and round_id = ${round} order by from_on, published_at`.execute(
    tx,
  )
  return rows
}

async function decisionsOf({ tx, caller }: Work, round: string): Promise<RoundFacts['decided']> {
  const { rows } = await sql<{ stage: string; documents: string[] }>`
    select e.stage, array_agg(distinct coalesce(e.document, e.number)) as documents
    from case_event e join case_record c on c.region_id = e.region_id and c.id = e.case_id
    where c.region_id = ${caller.region} and c.round_id = ${round} and e.kind = 'passed'
      and coalesce(e.document, e.number) is not null group by e.stage`.execute(tx)
  return Object.fromEntries(rows.map(({ stage, documents }) => [stage, documents]))
}

/** A case with all that its documents may know. */
export type CaseOnPaper = { loaded: Loaded; listed: Listed; view: CaseView }

/** The same of several cases in view. @throws Refused 404 for one that is not. */
export async function casesOnPaper(
  work: Work,
  cases: Cases,
  ids: readonly string[],
  day: Day,
): Promise<CaseOnPaper[]> {
  if (ids.length === 0) return []
  const loaded = await loadCases(work, cases, ids)
  const definitions = loaded.map(({ setting }) => setting.definition)
  const found = await listedOf(work, sql`c.id = any (${ids}::uuid[])`, definitions)
  const listed = new Map(found.map((one) => [one.id, one]))
  const common = await speakersOf(work)
  return loaded.flatMap((one) => {
    const here = listed.get(one.record.id)
    return here === undefined ? [] : [{ loaded: one, listed: here, view: viewOf(one, common, day) }]
  })
}

function viewOf(
  { record, setting, events }: Loaded,
  common: Pick<CaseView, 'region' | 'speakers'>,
  day: Day,
): CaseView {
  const passed = events.filter(({ kind }) => kind === 'passed')
  return {
    ...setting.facts,
    ...common,
    params: setting.params,
    systemTitle: setting.definition.title,
    year: record.year,
    day,
    caseNumber: record.number,
    submittedOn: record.submittedOn,
    decided: Object.fromEntries(
      passed.map(({ stage, at, document, because }) => [stage, { day: dayAt(at), document, because }]),
    ),
  }
}
