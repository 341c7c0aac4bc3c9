import { sql } from 'kysely'
import type { IndicatorRow, NewStandard } from '#contract/standard.ts'
import type { Work } from '#kernel/call.ts'
import type { Band, Source } from '../define.ts'

/** A standard with one of its versions, without its content. */
export type StandardRecord = {
  id: string
  code: string
  title: string
  version: number
  document: string
  decimals: number
  madeAt: string
  madeBy: string
}

/** Standards with all their versions, the newest first. */
export async function standardVersions({ tx, caller }: Work, id: string | null): Promise<StandardRecord[]> {
  const { rows } = await sql<StandardRecord>`select s.id, s.code, s.title, v.version, v.document, v.decimals,
      to_json(v.made_at) #>> '{}' as "madeAt", v.made_by as "madeBy"
    from appraisal_standard s join standard_version v on v.region_id = s.region_id and v.standard_id = s.id
    where s.region_id = ${caller.region} and (${id}::uuid is null or s.id = ${id}::uuid)
    order by s.code, v.version desc`.execute(tx)
  return rows
}

/** The standard with a code. */
export async function standardByCode({ tx, caller }: Work, code: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`select id from appraisal_standard
    where region_id = ${caller.region} and code = ${code}`.execute(tx)
  return rows[0]?.id
}

/** What a version says: its indicators as a flat list in the order of the tree, its sources and bands. */
export async function versionContent(
  { tx, caller }: Work,
  id: string,
  version: number,
): Promise<{ indicators: IndicatorRow[]; sources: Source[]; bands: Band[] }> {
  const own = sql`region_id = ${caller.region} and standard_id = ${id} and version = ${version}`
  const indicators = await sql<IndicatorRow>`select id, parent, title, trim_scale(points)::text as points,
      trim_scale(weight)::text as weight, veto, evidence, says from standard_indicator where ${own} order by position`.execute(
    tx,
  )
  const sources =
    await sql<Source>`select source as id, trim_scale(weight)::text as weight, by, drop_from as "dropFrom"
    from standard_source where ${own} order by weight desc, source`.execute(tx)
  const bands =
    await sql<Band>`select id, title, trim_scale(least)::text as least, trim_scale(share)::text as share,
      despite_veto as "despiteVeto" from standard_band where ${own} order by position`.execute(tx)
  return { indicators: indicators.rows, sources: sources.rows, bands: bands.rows }
}

/** Adds a standard. */
export async function insertStandard(
  { tx, caller }: Work,
  id: string,
  { code, title }: NewStandard,
): Promise<void> {
  await sql`insert into appraisal_standard (region_id, id, code, title) values (${caller.region}, ${id}, ${code}, ${title})`.execute(
    tx,
  )
}

/** Adds a version with all that it says. */
export async function insertVersion(
  { tx, caller }: Work,
  id: string,
  version: number,
  asked: NewStandard,
): Promise<void> {
  const own = sql`${caller.region}::integer, ${id}::uuid, ${version}::smallint`
  await sql`insert into standard_version (region_id, standard_id, version, document, decimals)
    values (${own}, ${asked.document}, ${asked.decimals})`.execute(tx)
  const numbered = (rows: readonly object[]): string =>
    JSON.stringify(rows.map((row, position) => ({ position, ...row })))
  await sql`insert into standard_indicator (region_id, standard_id, version, id, parent, position, title, points, weight, veto, evidence, says)
    select ${own}, n.id, n.parent, n.position, n.title, n.points, n.weight, n.veto, n.evidence, n.says
    from jsonb_to_recordset(${numbered(asked.indicators)}::jsonb) as n (id text, parent text, position smallint, title text,
      points numeric, weight numeric, veto boolean, evidence text, says text)`.execute(tx)
  await sql`insert into standard_source (region_id, standard_id, version, source, weight, by, drop_from)
    select ${own}, n.id, n.weight, n.by, n."dropFrom"
    from jsonb_to_recordset(${JSON.stringify(asked.sources)}::jsonb) as n (id text, weight numeric, by text, "dropFrom" smallint)`.execute(
    tx,
  )
  await sql`insert into standard_band (region_id, standard_id, version, position, id, title, least, share, despite_veto)
    select ${own}, n.position, n.id, n.title, n.least, n.share, n."despiteVeto"
    from jsonb_to_recordset(${numbered(asked.bands)}::jsonb) as n (position smallint, id text, title text, least numeric,
      share numeric, "despiteVeto" boolean)`.execute(tx)
}
