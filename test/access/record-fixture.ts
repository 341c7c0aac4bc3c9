import { randomUUID } from 'node:crypto'
import type { Database } from '#db/open.ts'
import { inWork, type Runtime } from '#kernel/call.ts'
import { makeDocument } from '#kernel/document/service.ts'
import type { County } from './fixture.ts'

/** One summary of the region, and a copy of it for each unit. */
export async function makeDocuments(
  runtime: Runtime,
  session: Buffer,
  region: number,
  units: County['units'],
): Promise<void> {
  const order = { kind: 'work-summary', unit: units.root.code, year: 2025, language: 'zh-Hans' } as const
  const made = await inWork(runtime, session, (work) => makeDocument(work, runtime, order))
  for (const unit of Object.values(units)) {
    const file = randomUUID()
    await runtime.db.admin.query(
      `insert into stored_file (region_id, id, sha256, bytes, name, media_type, purpose, subject_id, made_by)
        select region_id, $2, sha256, bytes, name, media_type, purpose, $3, made_by from stored_file
        where region_id = $1 and subject_id = $4`,
      [region, file, unit.document, made.id],
    )
    await runtime.db.admin.query(
      `insert into document (region_id, id, kind, unit_id, year, language, title, file_id, facts, made_by)
        select region_id, $2, kind, $3, year, language, title, $4, facts, made_by from document
        where region_id = $1 and id = $5`,
      [region, unit.document, unit.id, file, made.id],
    )
  }
}

/** Rows of the other tables about people and units: what isolation has to hide. @returns the import. */
export async function makeRecords(
  db: Database,
  region: number,
  units: County['units'],
  people: County['people'],
): Promise<string> {
  for (const person of Object.values(people)) {
    const fill = async (text: string): Promise<void> =>
      void (await db.admin.query(text, [region, randomUUID(), person.id]))
    await fill(
      `insert into award (region_id, id, person_id, name, kind, level, awarded_on) values ($1, $2, $3, '奖', '荣誉', 'county', '2025-03-01')`,
    )
    await fill(
      `insert into title_grant (region_id, id, person_id, title, level, named_on) values ($1, $2, $3, '骨干教师', 'county', '2025-03-01')`,
    )
    await fill(
      `insert into loan (region_id, id, barcode, title, person_id, lent_on) values ($1, $2, $2::uuid::text, '书', $3, '2025-03-01')`,
    )
    // somebody's work has the id of the person, so that a subject names both
    await fill(
      `insert into work (region_id, id, code, author_id, kind, title, dated_on) values ($1, $3, $2::uuid::text, $3, '教案', '作品', '2025-03-01')`,
    )
    await fill(
      `insert into work_version (region_id, work_id, version, text, note, made_by) values ($1, $3, 1, '教案', $2::uuid::text, 'fixture')`,
    )
    await fill(
      `insert into online_study (region_id, id, person_id, platform, course, hours, completed_on) values ($1, $2, $3, '国培', '课', 4, '2025-03-01')`,
    )
  }
  for (const unit of Object.values(units)) {
    await db.admin.query(
      `insert into fund_entry (region_id, id, year, unit_id, direction, item, amount, dated_on) values ($1, $2, 2025, $3, 'in', '拨款', 1, '2025-03-01')`,
      [region, randomUUID(), unit.id],
    )
  }
  for (const unit of Object.values(units)) {
    // a unit's volume has the unit's id
    await db.admin.query(
      `insert into volume (region_id, id, unit_id, year, title, made_by) values ($1, $2, $2, 2025, '成果集', 'fixture')`,
      [region, unit.id],
    )
  }
  const batch = randomUUID()
  await db.admin.query(
    `insert into import_batch (region_id, id, file_name, sha256, bytes, actor, summary) values ($1, $2, 'a.xlsx', $3, 1, 'fixture', $4)`,
    [region, batch, Buffer.alloc(32), JSON.stringify(NOTHING_IMPORTED)],
  )
  return batch
}

const NOTHING_IMPORTED = { sheets: {}, errors: [], warnings: [] }
