import type { Database } from '#db/open.ts'
import { tokenHash } from '#kernel/appraisal/questionnaires/tokens.ts'
import { randomUUID } from 'node:crypto'
import type { County, StaffName, UnitName } from './fixture.ts'

/** Who judges in a unit's own appraisal: somebody posted there. */
const JUDGES: Record<UnitName, StaffName> = {
  root: 'officer',
  c1: 'cluster',
  c2: 'colleague-c',
  a: 'teacher',
  b: 'colleague-b',
  c: 'colleague-c',
}

/** The token that opens a unit's questionnaire. */
export function tokenOfUnit(code: string): string {
  return `TOKEN${code}`.toUpperCase()
}

/**
 * For each unit a questionnaire, an appraisal and a judge of it, all with the unit's id, and a target of that
 * appraisal with the id of the unit's document; beside them the unit is itself a target, with its own id, of an
 * appraisal that the region runs. The standard has the id of the region's import.
 */
export async function makeAppraisals(
  db: Database,
  { id: region, units, people, batch }: Pick<County, 'id' | 'units' | 'people' | 'batch'>,
): Promise<void> {
  const standard = await makeStandard(db, region, batch)
  const whole = randomUUID()
  await makeRound(db, region, standard, { id: whole, unit: units.root.id })
  for (const [at, name] of (Object.keys(units) as UnitName[]).entries()) {
    const { id, code, document } = units[name]
    const fill = (text: string, ...more: unknown[]): Promise<unknown> =>
      db.admin.query(text, [region, id, ...more])
    await makeRound(db, region, standard, { id, unit: id })
    const target = `insert into appraisal_target (region_id, id, appraisal_id, number, kind, subject_id, unit_id, title) values`
    await fill(`${target} ($1, $4, $2, 1, 'programme', $3, $2, '对象')`, units[name].programme, document)
    await fill(`${target} ($1, $2, $3, $4, 'unit', $2, $2, '对象')`, whole, at + 1)
    await fill(
      `insert into appraisal_judge (region_id, id, appraisal_id, number, source, person_id, name, unit_id) values ($1, $2, $2, 1, 'experts', $3, '评委', $4)`,
      people[JUDGES[name]].id,
      units.root.id,
    )
    await fill(
      `insert into appraisal_assignment (region_id, target_id, judge_id, assigned_by) values ($1, $3, $2, 'fixture')`,
      document,
    )
    await makeQuestionnaire(db, region, id, code)
  }
}

async function makeStandard(db: Database, region: number, id: string): Promise<string> {
  const fill = (text: string): Promise<unknown> => db.admin.query(text, [region, id])
  await fill(
    `insert into appraisal_standard (region_id, id, code, title, made_by) values ($1, $2, 'plain', '标准', 'fixture')`,
  )
  await fill(
    `insert into standard_version (region_id, standard_id, version, document, decimals, made_by) values ($1, $2, 1, '文', 2, 'fixture')`,
  )
  await fill(
    `insert into standard_indicator (region_id, standard_id, version, id, position, title, points, veto, evidence) values ($1, $2, 1, 'A', 1, '指标', 100, false, 'activity')`,
  )
  await fill(
    `insert into standard_source (region_id, standard_id, version, source, weight, by) values ($1, $2, 1, 'experts', 60, 'judges'), ($1, $2, 1, 'parents', 40, 'questionnaire')`,
  )
  return id
}

async function makeRound(
  db: Database,
  region: number,
  standard: string,
  { id, unit }: { id: string; unit: string },
): Promise<void> {
  await db.admin.query(
    `insert into appraisal (region_id, id, standard_id, version, title, unit_id, year, blind, outside, score_until, appeal_days, made_by)
      values ($1, $2, $3, 1, '评估', $4, 2025, false, false, '2099-12-31', 7, 'fixture')`,
    [region, id, standard, unit],
  )
  await db.admin.query(
    `insert into appraisal_step (region_id, appraisal_id, step, by) values ($1, $2, 'opened', 'fixture')`,
    [region, id],
  )
}

async function makeQuestionnaire(db: Database, region: number, id: string, code: string): Promise<void> {
  const fill = (text: string, ...more: unknown[]): Promise<unknown> =>
    db.admin.query(text, [region, id, ...more])
  await fill(
    `insert into questionnaire (region_id, id, title, unit_id, year, anonymous, opens_on, closes_on, made_by)
      values ($1, $2, '问卷', $2, 2025, true, '2025-01-01', '2099-12-31', 'fixture')`,
  )
  await fill(
    `insert into question (region_id, questionnaire_id, position, kind, says, required, most) values ($1, $2, 1, 'scale', '满意吗', true, 5)`,
  )
  await fill(
    `insert into questionnaire_step (region_id, questionnaire_id, step, by) values ($1, $2, 'opened', 'fixture')`,
  )
  await fill(
    `insert into questionnaire_door (region_id, questionnaire_id, id, kind, title, token_hash) values ($1, $2, $2, 'shared', '班级群', $3)`,
    tokenHash(tokenOfUnit(code)),
  )
}
