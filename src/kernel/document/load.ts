import { sql } from 'kysely'
import { figureIds } from '#contract/figures.ts'
import type { MeasureId } from '#contract/figures.ts'
import { LEVELS, LOCALITIES, SCHOOL_KINDS, SYSTEMS, UNIT_CATEGORIES } from '#contract/vocabulary.ts'
import type { Level, System } from '#contract/vocabulary.ts'
import { dayAt } from '#lib/dates.ts'
import { notFound } from '#lib/refusal.ts'
import type { Work } from '../call.ts'
import { policiesOf } from '../credit/read.ts'
import { readYear } from '../figures/read.ts'
import type { YearOfFigures } from '../figures/read.ts'
import { askedUnit } from '../figures/scope.ts'
import type { AskedUnit } from '../figures/scope.ts'
import { subtrees } from '../figures/subtrees.ts'
import { inForce, unitsOfDay } from '../network/read.ts'
import type { UnitFacts } from '../network/read.ts'
import { unitMeasureIds } from './facts.ts'
import type { Measure, ProgrammeRow, SummaryFacts, UnitRow, UnitYear } from './facts.ts'
import { draftParamsOf } from './numbers.ts'

const LOADED: readonly MeasureId[] = [
  ...figureIds,
  'assessed',
  'short',
  'short-only',
  'enrolled',
  'programmes',
  'titles-named',
]

/**
 * Everything a document of a unit is drafted from: a summary of `year`, or a plan for `year + 1`.
 * @param more measures of the unit that this document tells of, beside the usual ones.
 * @throws Refused 404 for a unit out of the caller's sight.
 */
export async function loadFacts(
  work: Work,
  code: string,
  year: number,
  more: readonly MeasureId[] = [],
): Promise<SummaryFacts> {
  const asked = await askedUnit(work, year, code)
  const facts = await unitsOfDay(work, `${year}-12-31`)
  const tree = new Tree(facts)
  const unit = facts.find((fact) => fact.code === asked.code)
  const region = tree.root(unit)
  if (unit === undefined || region === undefined) throw notFound(`代码为 ${code} 的单位`)
  const speaksFor = unit.category === 'centre' ? region : unit
  const below = tree
    .below(speaksFor)
    .filter(
      (fact) =>
        fact.id !== unit.id &&
        (fact.category === 'cluster' || fact.category === 'school') &&
        inForce(fact, `${year}-12-31`),
    )
  const records: UnitYear[] = []
  const ids = [...LOADED, ...more]
  for (const when of [year, year - 1]) {
    const read = await readYear(work, when, ids)
    records.push(...recordsOf(read, when, ids, tree, { asked, unit, region, below }))
  }
  return {
    unit: tree.row(unit),
    region: tree.row(region),
    year,
    issuer: issuerOf(unit, facts),
    issued: dayAt(work.now),
    units: below.map((fact) => tree.row(fact)),
    records,
    policies: (await policiesOf(work, [year, year + 1])).map((rule) => ({
      year: rule.year,
      category: rule.category,
      required: Number(rule.required),
    })),
    programmes: await programmesOf(
      work,
      year,
      tree.idsBelow(speaksFor),
      unit.code === region.code || unit.category === 'centre',
    ),
    params: await draftParamsOf(work, year),
  }
}

/** The network as of a day, as far as documents ask. */
class Tree {
  readonly #below: ReadonlyMap<string, ReadonlySet<string>>
  readonly #byId: ReadonlyMap<string, UnitFacts>

  constructor(facts: readonly UnitFacts[]) {
    this.#below = subtrees(facts)
    this.#byId = new Map(facts.map((fact) => [fact.id, fact]))
  }

  /** The region above a unit; a unit without one above it speaks for itself. */
  root(unit: UnitFacts | undefined): UnitFacts | undefined {
    const regions = [...this.#byId.values()].filter(
      (fact) => fact.category === 'region' && fact.parentId === null,
    )
    return regions[0] ?? unit
  }

  idsBelow(unit: UnitFacts): ReadonlySet<string> {
    return this.#below.get(unit.id) ?? new Set([unit.id])
  }

  below(unit: UnitFacts): UnitFacts[] {
    return [...this.idsBelow(unit)]
      .flatMap((id) => this.#byId.get(id) ?? [])
      .toSorted((a, b) => rank(a) - rank(b) || (a.code < b.code ? -1 : 1))
  }

  row(fact: UnitFacts): UnitRow {
    return {
      code: fact.code,
      name: fact.name,
      parent: fact.parentId === null ? null : (this.#byId.get(fact.parentId)?.code ?? null),
      category: UNIT_CATEGORIES[fact.category],
      kind: fact.kind === null ? null : SCHOOL_KINDS[fact.kind],
      urban: fact.urban === null ? null : LOCALITIES[fact.urban],
    }
  }
}

function rank(fact: UnitFacts): number {
  return fact.category === 'cluster' ? 0 : 1
}

/** A region's document is signed by its centre where it has one. */
function issuerOf(unit: UnitFacts, facts: readonly UnitFacts[]): string {
  if (unit.category !== 'region') return unit.name
  return facts.find((fact) => fact.category === 'centre' && fact.parentId === unit.id)?.name ?? unit.name
}

type Of = { asked: AskedUnit; unit: UnitFacts; region: UnitFacts; below: readonly UnitFacts[] }

function recordsOf(
  read: YearOfFigures,
  year: number,
  ids: readonly MeasureId[],
  tree: Tree,
  { asked, unit, region, below }: Of,
): UnitYear[] {
  const whole = (code: string, units: ReadonlySet<string> | null): UnitYear => ({
    unit: code,
    year,
    measures: ids.map((id) => measure(read, id, units)),
  })
  const own = whole(unit.code, asked.units)
  const above = unit.code === region.code ? [] : [whole(region.code, null)]
  const each = below.map((fact) => ({
    unit: fact.code,
    year,
    measures: unitMeasureIds.map((id) => measure(read, id, tree.idsBelow(fact))),
  }))
  return [own, ...above, ...each]
}

function measure(read: YearOfFigures, id: MeasureId, units: ReadonlySet<string> | null): Measure {
  const { value, by } = read.of(id, units)
  return { id, value, by }
}

type Row = {
  code: string
  title: string
  system: System
  level: Level
  year: number
  host: string
  subject: string | null
  places: number | null
  budget: string | null
  activities: number
  enrolled: number
  participations: number
}

async function programmesOf(
  { tx, caller }: Work,
  year: number,
  units: ReadonlySet<string>,
  whole: boolean,
): Promise<ProgrammeRow[]> {
  const { rows } = await sql<Row>`
    with home as (
      select s.person_id from person_state s
      join unit_counts_at(${caller.region}::integer, ${`${year}-12-31`}::date) c on c.unit_id = s.unit_id
      where s.region_id = ${caller.region} and holds_on(s.valid, ${`${year}-12-31`}::date) and (${whole} or c.counts_at = any (${[...units]}::uuid[]))
    ), took_part as (
      select a.programme_id, count(*) as enrolled, count(*) filter (where t.recognised) as participations
      from participation t join activity a on a.region_id = t.region_id and a.id = t.activity_id
      join home h on h.person_id = t.person_id
      where t.region_id = ${caller.region} and t.role = 'trainee' and a.year between ${year - 1} and ${year + 1}
        and not exists (select from activity_cancellation x where x.region_id = a.region_id and x.activity_id = a.id)
      group by a.programme_id
    )
    select p.code, p.title, p.system, p.level, p.year, u.code as host, p.subject, p.places, p.budget,
      (select count(*) from activity a where a.region_id = p.region_id and a.programme_id = p.id
        and not exists (select from activity_cancellation x where x.region_id = a.region_id and x.activity_id = a.id)) as activities,
      coalesce(t.enrolled, 0) as enrolled, coalesce(t.participations, 0) as participations
    from programme p join unit u on u.region_id = p.region_id and u.id = p.organiser_id
    left join took_part t on t.programme_id = p.id
    where p.region_id = ${caller.region} and p.year between ${year - 1} and ${year + 1}
      and (${whole} or p.organiser_id = any (${[...units]}::uuid[]) or t.programme_id is not null)
    order by p.year, p.code`.execute(tx)
  return rows.map((row) => ({
    number: row.code,
    name: row.title,
    system: SYSTEMS[row.system],
    level: LEVELS[row.level],
    year: row.year,
    host: row.host,
    subject: row.subject,
    planned: row.places,
    budget: row.budget === null ? null : Number(row.budget),
    activities: row.activities,
    enrolled: row.enrolled,
    participations: row.participations,
  }))
}
