import type { Database } from '#db/open.ts'
import type { County, StaffName, UnitName } from './fixture.ts'

/**
 * A row in every table of handbooks, assigned projects and random checks. The project and the draw have the id of the
 * region's import, an entry and a grade that of its teacher, a check that of its unit, so that a request names them by
 * what the subject has already. Every unit's activity was drawn and sent back.
 */
export async function makeSchoolBased(
  db: Database,
  { id: region, units, people, batch }: Pick<County, 'id' | 'units' | 'people' | 'batch'>,
  postings: Readonly<Record<StaffName, UnitName>>,
): Promise<void> {
  const run = async (text: string, values: unknown[]): Promise<void> =>
    void (await db.admin.query(text, [region, ...values]))
  for (const [name, { id }] of Object.entries(people)) {
    const unit = units[postings[name as StaffName]].id
    await run(
      `insert into handbook_entry (region_id, id, person_id, unit_id, dated_on, kind, title, text, written_by)
        values ($1, $2, $2, $3, '2025-03-05', 'note', '读书', '读书有得', 'fixture')`,
      [id, unit],
    )
    await run(
      `insert into handbook_check (region_id, id, person_id, unit_id, month, grade, items, hours, checked_by)
        values ($1, $2, $2, $3, '2025-04-01', 'good', 1, 0, 'fixture')`,
      [id, unit],
    )
  }
  await run(
    `insert into assigned_project (region_id, id, year, subject, topic, goal, hours, from_on, until_on, accept_until, set_by)
      values ($1, $2, 2025, '数学', '估算教学的改进', '让每个孩子在解决问题时愿意估、会估，能用估算检验结果。', 8, '2099-03-01',
        '2099-06-30', '2099-02-01', 'fixture')`,
    [batch],
  )
  await run(
    `insert into spot_plan (region_id, id, unit_id, title, from_on, until_on, percent, commitment, announced_by)
      values ($1, $2, $3, '抽查', '2025-01-01', '2025-12-31', 100, encode(sha256('fixture'), 'hex'), 'fixture')`,
    [batch, units.root.id],
  )
  await run(`insert into spot_secret (region_id, plan_id, secret) values ($1, $2, 'fixture')`, [batch])
  await run(
    `insert into spot_draw (region_id, id, unit_id, title, from_on, until_on, percent, seed, plan_id, secret, number, drawn_by)
      values ($1, $2, $3, '抽查', '2025-01-01', '2025-12-31', 100, encode(sha256('fixture:2025'), 'hex'), $2, 'fixture', '2025', 'fixture')`,
    [batch, units.root.id],
  )
  for (const [place, unit] of Object.values(units).entries()) {
    await run('insert into assigned_school (region_id, project_id, unit_id) values ($1, $2, $3)', [
      batch,
      unit.id,
    ])
    await makeSpot(run, batch, unit, place + 1)
  }
}

async function makeSpot(
  run: (text: string, values: unknown[]) => Promise<void>,
  draw: string,
  { id, activity }: { id: string; activity: string },
  place: number,
): Promise<void> {
  await run(
    `insert into spot_candidate (region_id, draw_id, activity_id, unit_id, place, chosen) values ($1, $2, $3, $4, $5, true)`,
    [draw, activity, id, place],
  )
  await run(
    `insert into spot_check (region_id, id, draw_id, activity_id, verdict, hours, words, checked_by)
      values ($1, $2, $3, $4, 'returned', 0, '补齐签到', 'fixture')`,
    [id, draw, activity],
  )
  await run(
    `insert into spot_finding (region_id, check_id, item, met, words) values ($1, $2, '记录真实', false, '代签')`,
    [id],
  )
}
