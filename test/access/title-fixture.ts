import { randomUUID } from 'node:crypto'
import type { Database } from '#db/open.ts'
import type { County } from './fixture.ts'

/** Everybody has a second title that ended early and an allowance that was paid; the root's appraisal is that of a title. */
export async function makeTitles(
  db: Database,
  county: Pick<County, 'id' | 'units' | 'people'>,
): Promise<void> {
  const { id: region, units, people } = county
  const run = async (text: string, values: unknown[]): Promise<void> =>
    void (await db.admin.query(text, [region, ...values]))
  for (const { id } of Object.values(people)) {
    const grant = randomUUID()
    await run(
      `insert into title_grant (region_id, id, person_id, title, level, named_on) values ($1, $2, $3, '教学能手', 'county', '2024-03-01')`,
      [grant, id],
    )
    await run(
      `insert into title_end (region_id, id, grant_id, person_id, ended_on, why, by) values ($1, $2, $2, $3, '2025-02-01', '本人申请', 'fixture')`,
      [grant, id],
    )
    await run(
      `insert into title_allowance (region_id, id, person_id, title, year, band, amount, entry_id, paid_by)
        values ($1, $2, $3, '骨干教师', 2024, '合格', 1200, $2, 'fixture')`,
      [randomUUID(), id],
    )
  }
  await run(
    `insert into title_appraisal (region_id, year, title, appraisal_id, by) values ($1, 2025, '骨干教师', $2, 'fixture')`,
    [units.root.id],
  )
}
