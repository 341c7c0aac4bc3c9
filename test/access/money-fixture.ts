import { randomUUID } from 'node:crypto'
import type { Database } from '#db/open.ts'
import type { County } from './fixture.ts'

/**
 * Money with rows in every table of it. Each unit's entry and its scan have the unit's id, and the activity that
 * everybody was sent to has the id of the region's import, so that a request names them by what the subject has already.
 */
export async function makeMoney(
  db: Database,
  county: Pick<County, 'id' | 'units' | 'people' | 'batch'>,
): Promise<void> {
  const { id: region, units, people, batch: sentTo } = county
  const run = async (text: string, values: unknown[]): Promise<void> =>
    void (await db.admin.query(text, [region, ...values]))
  for (const unit of Object.values(units)) await makeBooks(run, unit)
  const passedOn = randomUUID()
  await makeActivity(run, units.root.id, sentTo, 'national', 'group-training', '2025-03-01')
  await makeActivity(run, units.root.id, passedOn, 'county', 'cascade-training', '2025-04-01')
  for (const { id } of Object.values(people)) {
    for (const [activity, role] of [
      [sentTo, 'trainee'],
      [passedOn, 'lecturer'],
    ]) {
      await run(
        `insert into participation (region_id, activity_id, person_id, role, attended, recognised) values ($1, $2, $3, $4, 1, true)`,
        [activity, id, role],
      )
    }
    await run(
      `insert into cascade_grade (region_id, activity_id, person_id, grade, passed_on_id, because, graded_by)
        values ($1, $2, $3, 'good', $4, '齐全', 'fixture')`,
      [sentTo, id, passedOn],
    )
    await run(
      `insert into travel_claim (region_id, id, activity_id, person_id, item, claimed, share, grade, paid, entry_id, paid_by,
        undone_at, undone_by, undone_because) values ($1, $2, $3, $4, '住宿费', 100, 1, 'good', 100, $2, 'fixture', now(), 'fixture', '重报')`,
      [randomUUID(), sentTo, id],
    )
  }
}

type Run = (text: string, values: unknown[]) => Promise<void>

async function makeBooks(run: Run, { id, programme, document }: County['units']['a']): Promise<void> {
  await run(
    `insert into fund_entry (region_id, id, year, unit_id, direction, item, programme_id, amount, dated_on, voucher)
      values ($1, $2, 2025, $2, 'out', '住宿费', $3, 50, '2025-05-01', '记-1')`,
    [id, programme],
  )
  await run(
    `insert into fund_note (region_id, entry_id, unit_id, entered_by) values ($1, $2, $2, 'fixture')`,
    [id],
  )
  await run(
    `insert into fund_reversal (region_id, entry_id, year, unit_id, direction, item, amount, dated_on, because, reversed_by)
      values ($1, $3, 2025, $2, 'out', '住宿费', 50, '2025-05-01', '重复', 'fixture')`,
    [id, randomUUID()],
  )
  await run(
    `insert into fund_scan (region_id, id, entry_id, unit_id, file_id, by)
      select $1, $2, $2, $2, id, 'fixture' from stored_file where region_id = $1 and subject_id = $3`,
    [id, document],
  )
  await run(
    `insert into budget_line (region_id, programme_id, item, amount, set_by) values ($1, $2, '住宿费', 100, 'fixture')`,
    [programme],
  )
  await run(
    `insert into pupil_fund (region_id, unit_id, year, per_pupil, pupils, set_by) values ($1, $2, 2025, 700, 100, 'fixture')`,
    [id],
  )
}

async function makeActivity(
  run: Run,
  organiser: string,
  id: string,
  level: string,
  system: string,
  day: string,
): Promise<void> {
  await run(
    `insert into programme (region_id, id, code, title, system, level, year, organiser_id) values ($1, $2, $2::uuid::text, '外出', $3, $4, 2025, $5)`,
    [id, system, level, organiser],
  )
  await run(
    `insert into activity (region_id, id, programme_id, code, title, starts_at, ends_at, hours, slots)
      values ($1, $2, $2, $2::uuid::text, '外出', $3::date, $3::date + 1, 8, 1)`,
    [id, day],
  )
}
