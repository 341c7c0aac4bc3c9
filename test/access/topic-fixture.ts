import { randomUUID } from 'node:crypto'
import type { Database } from '#db/open.ts'
import type { County, StaffName, UnitName } from './fixture.ts'

/** What a theme of each unit was distilled from: a colleague's problem, or the theme of a unit below. */
const MADE_OF: Record<UnitName, StaffName | UnitName> = {
  a: 'colleague-a',
  b: 'colleague-b',
  c: 'colleague-c',
  c1: 'a',
  c2: 'c',
  root: 'c1',
}
const LEVELS: Record<UnitName, string> = {
  root: 'region',
  c1: 'cluster',
  c2: 'cluster',
  a: 'school',
  b: 'school',
  c: 'school',
}

/**
 * A round of topics with rows in every table of them. It has the id of the region's import, each problem that of its
 * teacher, each theme that of its unit, so that a request names them by what the subject has already.
 */
export async function makeTopics(
  db: Database,
  county: Pick<County, 'id' | 'units' | 'people' | 'batch'>,
  postings: Readonly<Record<StaffName, UnitName>>,
): Promise<void> {
  const { id: region, units, people, batch: round } = county
  const run = async (text: string, values: unknown[]): Promise<void> =>
    void (await db.admin.query(text, [region, ...values]))
  await run(
    `insert into topic_round (region_id, id, year, title, opened_by) values ($1, $2, 2025, '征集', 'fixture')`,
    [round],
  )
  for (const level of ['problem', 'group', 'school', 'cluster', 'region']) {
    await run(
      `insert into topic_deadline (region_id, round_id, level, until, set_by) values ($1, $2, $3, current_date + 9, 'fixture')`,
      [round, level],
    )
  }
  for (const [name, { id }] of Object.entries(people)) {
    await run(
      `insert into topic_problem (region_id, id, round_id, person_id, unit_id, subject, text, stated_by)
        values ($1, $2, $3, $2, $4, '语文', $5, 'fixture')`,
      [id, round, units[postings[name as StaffName]].id, `课堂上不敢发言的问题，${name}`],
    )
  }
  for (const [name, part] of Object.entries(MADE_OF) as [UnitName, StaffName | UnitName][]) {
    await makeTheme(run, county, name, part)
  }
}

async function makeTheme(
  run: (text: string, values: unknown[]) => Promise<void>,
  { units, people, batch: round }: Pick<County, 'units' | 'people' | 'batch'>,
  name: UnitName,
  part: StaffName | UnitName,
): Promise<void> {
  const { id } = units[name]
  const [problem, child] =
    part in people ? [people[part as StaffName].id, null] : [null, units[part as UnitName].id]
  await run(
    `insert into topic_theme (region_id, id, round_id, level, unit_id, origin, made_by) values ($1, $2, $3, $4, $2, 'own', 'fixture')`,
    [id, round, LEVELS[name]],
  )
  await run(`insert into topic_wording (region_id, theme_id, title, by) values ($1, $2, $3, 'fixture')`, [
    id,
    `主题 ${name}`,
  ])
  await run(
    `insert into topic_member (region_id, id, theme_id, problem_id, child_id, joined_by) values ($1, $2, $3, $4, $5, 'fixture')`,
    [randomUUID(), id, problem, child],
  )
}
