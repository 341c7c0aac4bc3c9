import { actionOf } from '#kernel/action.ts'
import { sql } from 'kysely'
import type * as z from 'zod'
import type { openRound as route, roundPlaces, roundRow, rounds } from '#contract/round.ts'
import { dayAt, type Day } from '#lib/dates.ts'
import { newId } from '#lib/ids.ts'
import { refusePrivate } from '#lib/private-data.ts'
import { notFound, Refused } from '#lib/refusal.ts'
import { audit, type Work } from '#kernel/call.ts'
import { unitsOfDay } from '#kernel/network/read.ts'
import { once } from '#kernel/once.ts'
import { refusingClashes } from '#kernel/overlap.ts'
import { paramsOf } from '#kernel/parameters/values.ts'
import type { CaseDefinition } from './define.ts'
import type { Cases } from './registry.ts'
import { refuseRound } from './round-rules.ts'

type Request = z.output<NonNullable<typeof route.body>>
type Asked = Omit<Request, 'key'>
type RoundRow = z.input<typeof roundRow>
type Places = z.output<typeof roundPlaces>

/**
 * Opens a round. The definition's rev and the year's numbers are frozen into it: what the region sets afterwards is for
 * later rounds.
 * @throws Refused 404, 409 when the title is taken, 422 with the field.
 */
export function openRound(work: Work, cases: Cases, { key, ...asked }: Request): Promise<{ id: string }> {
  return once(work, { key, action: 'open-round', content: asked }, async () => {
    const definition = cases.find(asked.system)
    if (definition === undefined) throw notFound('这个体系')
    const refusal = refuseRound(definition, asked)
    if (refusal !== null) throw new Refused(422, refusal)
    refusePrivate([asked.title], inTitle, 'title')
    const units = await unitIds(work, asked)
    const id = newId(work.now.getTime())
    await refusingClashes(
      {
        code: 'title',
        because: `${definition.title}已有名为“${asked.title}”的批次，请换一个名称。`,
        field: 'title',
      },
      () => insertRound(work, definition, id, asked),
    )
    await insertPlaces(work, id, asked.places)
    await insertUnitPlaces(work, id, asked, units)
    const { system, title, year, opensOn, closesOn, document, places } = asked
    await audit(
      work.tx,
      'case.round',
      { kind: 'round', id },
      { system, title, year, opensOn, closesOn, document, places },
    )
    return { id }
  })
}

/** Everybody may read which rounds run. */
function inTitle(kinds: string): string {
  return `批次名称对外公开，里面有${kinds}，请改掉。`
}

/** Ids of the units that have places of their own, by code. @throws Refused 422 for one that is not there. */
async function unitIds(work: Work, { unitPlaces }: Asked): Promise<Map<string, string>> {
  if (unitPlaces.length === 0) return new Map()
  const units = new Map((await unitsOfDay(work, dayAt(work.now))).map(({ code, id }) => [code, id]))
  const strange = unitPlaces.find(({ unit }) => !units.has(unit))
  if (strange === undefined) return units
  throw new Refused(422, {
    code: 'unit',
    because: `没有单位代码 ${strange.unit}，请核对。`,
    field: 'unitPlaces',
  })
}

async function insertRound(work: Work, definition: CaseDefinition, id: string, asked: Asked): Promise<void> {
  const { tx, caller, now } = work
  const params = await paramsOf(work, definition, asked.year)
  await sql`insert into case_round (region_id, id, system, rev, title, year, opens_on, closes_on, document, params, opened_at, opened_by)
    values (${caller.region}, ${id}, ${definition.id}, ${definition.rev}, ${asked.title}, ${asked.year}, ${asked.opensOn}::date,
      ${asked.closesOn}::date, ${asked.document}, ${JSON.stringify(params)}::jsonb, ${now}, ${caller.actor})`.execute(
    tx,
  )
}

async function insertPlaces({ tx, caller }: Work, id: string, places: readonly Places[]): Promise<void> {
  await sql`insert into case_place (region_id, round_id, category, places, floor)
    select ${caller.region}, ${id}, c, p, f from unnest(${places.map((one) => one.category)}::text[],
      ${places.map((one) => one.places)}::integer[], ${places.map((one) => one.floor)}::integer[]) t(c, p, f)`.execute(
    tx,
  )
}

async function insertUnitPlaces(
  { tx, caller }: Work,
  id: string,
  { unitPlaces }: Asked,
  units: ReadonlyMap<string, string>,
): Promise<void> {
  if (unitPlaces.length === 0) return
  await sql`insert into case_unit_place (region_id, round_id, unit_id, category, places)
    select ${caller.region}, ${id}, u, c, p from unnest(${unitPlaces.map(({ unit }) => units.get(unit) ?? null)}::uuid[],
      ${unitPlaces.map((one) => one.category)}::text[], ${unitPlaces.map((one) => one.places)}::integer[]) t(u, c, p)`.execute(
    tx,
  )
}

type Stored = Pick<RoundRow, 'id' | 'system' | 'title' | 'year' | 'opensOn' | 'closesOn' | 'document'> & {
  rev: number
}
type Count = {
  round: string
  category: string | null
  applied: number
  granted: number
  refused: number
  grantedOfFloor: number
}

/** The rounds of a system or a year, newest first, with how many applied and were granted; the same for everybody. */
export async function roundsOf(
  work: Work,
  cases: Cases,
  asked: { system?: string | undefined; year?: number | undefined; ofUnits?: boolean | undefined },
): Promise<z.input<NonNullable<typeof rounds.reply>>> {
  const { rows } =
    await sql<Stored>`select id, system, rev, title, year, opens_on as "opensOn", closes_on as "closesOn", document
    from case_round where region_id = ${work.caller.region} and (${asked.system ?? null}::text is null or system = ${asked.system ?? null})
      and (${asked.year ?? null}::integer is null or year = ${asked.year ?? null}) order by opens_on desc, title`.execute(
      work.tx,
    )
  const ids = rows.map(({ id }) => id)
  const [places, counts] = [await placesOf(work, ids), await countsOf(work, ids)]
  const ofUnits = await unitPlacesOf(work, asked.ofUnits === true ? ids : [])
  const today = dayAt(work.now)
  return {
    rounds: rows.map((row) => ({
      ...viewOf(
        row,
        cases,
        today,
        places.get(row.id) ?? [],
        counts.filter(({ round }) => round === row.id),
      ),
      unitPlaces: ofUnits.get(row.id) ?? [],
    })),
    actions: [actionOf('open', work.caller.role === 'officer' ? null : '批次由中心管理员开设。')],
  }
}

async function placesOf({ tx, caller }: Work, ids: readonly string[]): Promise<Map<string, Places[]>> {
  const { rows } = await sql<
    Places & { round: string }
  >`select round_id as round, category, places, floor from case_place
    where region_id = ${caller.region} and round_id = any (${ids}::uuid[])`.execute(tx)
  return Map.groupBy(rows, ({ round }) => round)
}

type UnitPlaces = RoundRow['unitPlaces'][number]

/** How many each unit may recommend in a round, by the units' names of today. */
async function unitPlacesOf(
  { tx, caller, now }: Work,
  ids: readonly string[],
): Promise<Map<string, UnitPlaces[]>> {
  const { rows } = await sql<{ round: string; code: string; name: string; category: string; places: number }>`
    select p.round_id as round, u.code, coalesce(s.name, u.code) as name, p.category, p.places from case_unit_place p
    join unit u on u.region_id = p.region_id and u.id = p.unit_id
    left join unit_state s on s.region_id = p.region_id and s.unit_id = p.unit_id and s.valid @> ${dayAt(now)}::date
    where p.region_id = ${caller.region} and p.round_id = any (${ids}::uuid[]) order by u.code, p.category`.execute(
    tx,
  )
  const told = new Map<string, UnitPlaces[]>(ids.map((id) => [id, []]))
  for (const { round, code, name, ...row } of rows) told.get(round)?.push({ ...row, unit: { code, name } })
  return told
}

async function countsOf({ tx }: Work, ids: readonly string[]): Promise<Count[]> {
  const { rows } =
    await sql<Count>`select round_id as round, category, applied::integer as applied, granted::integer as granted,
    refused::integer as refused, granted_of_floor::integer as "grantedOfFloor" from case_round_counts(${ids}::uuid[])`.execute(
      tx,
    )
  return rows
}

function viewOf(
  row: Stored,
  cases: Cases,
  today: Day,
  places: readonly Places[],
  counts: readonly Count[],
): Omit<RoundRow, 'unitPlaces'> {
  const definition = cases.find(row.system)
  const { rev: _, ...told } = row
  const sum = (of: 'applied' | 'granted' | 'refused'): number =>
    counts.reduce((total, one) => total + one[of], 0)
  return {
    ...told,
    systemTitle: definition?.title ?? row.system,
    state: today < row.opensOn ? 'waiting' : today > row.closesOn ? 'closed' : 'open',
    applied: sum('applied'),
    granted: sum('granted'),
    refused: sum('refused'),
    categories: categoriesOf(definition, places, counts),
    floorTitle: definition?.rounds?.floor?.title ?? null,
  }
}

/** The categories with places or cases, in the definition's order. */
function categoriesOf(
  definition: CaseDefinition | undefined,
  places: readonly Places[],
  counts: readonly Count[],
): RoundRow['categories'] {
  const named = new Set([
    ...places.map(({ category }) => category),
    ...counts.flatMap(({ category }) => category ?? []),
  ])
  const order = [...(definition?.category.words ?? []), ...named].filter((category) => named.has(category))
  return [...new Set(order)].map((category) => {
    const place = places.find((one) => one.category === category)
    const count = counts.find((one) => one.category === category)
    return {
      category,
      places: place?.places ?? null,
      floor: place?.floor ?? 0,
      applied: count?.applied ?? 0,
      granted: count?.granted ?? 0,
      grantedOfFloor: count?.grantedOfFloor ?? 0,
    }
  })
}
