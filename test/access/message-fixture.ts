import { randomUUID } from 'node:crypto'
import type { Database } from '#db/open.ts'
import type { County, StaffName, UnitName } from './fixture.ts'

/**
 * A notice with a file to everybody, a reminder of a missing qualification, an address for mail and a calendar; a circular of each
 * unit; a rule, a mail on its way and a setting of the region. A notice has the id of its person, a circular that of its
 * unit, the rule that of the region's import, so that a request names them by what the subject has already.
 */
export async function makeMessages(
  db: Database,
  county: Pick<County, 'id' | 'units' | 'people' | 'batch'>,
  postings: Readonly<Record<StaffName, UnitName>>,
): Promise<void> {
  const { id: region, units, people, batch } = county
  const run = async (text: string, values: unknown[]): Promise<void> =>
    void (await db.admin.query(text, [region, ...values]))
  for (const [name, { id }] of Object.entries(people))
    await toPerson(run, id, units[postings[name as StaffName]].id)
  for (const unit of Object.values(units)) {
    await run(
      `insert into circular (region_id, id, kind, about, series, year, number, of_year, unit_id, title, model, file_id, public_until, issued_on, issued_by)
        select $1, $2, 'circular', 'credits', $3, 2025, 1, 2025, $2, '通报', $4, file_id, '2125-01-01', '2025-03-01', 'fixture'
        from document where region_id = $1 and id = $5`,
      [unit.id, unit.code, JSON.stringify(MODEL), unit.document],
    )
  }
  await run(`insert into circular_series (region_id, series, year, last) values ($1, '甲教', 2025, 1)`, [])
  await run(
    `insert into regulation (region_id, id, kind, title, number, issued_on, holds_from, version, about, entered_at, entered_by)
      values ($1, $2, '办法', '管理办法', '甲教〔2025〕9号', '2025-03-01', '2025-03-01', 1, '', now(), 'fixture')`,
    [batch],
  )
  await run(
    `insert into outbox (region_id, id, channel, key, address, subject, body, made_at, next_at)
      values ($1, $2, 'email', 'a', 'a@example.org', '摘要', '内容', now(), now())`,
    [randomUUID()],
  )
  await run(
    `insert into message_setting (region_id, part, enabled, settings, set_at, set_by) values ($1, 'hours', true, '{}', now(), 'fixture')`,
    [],
  )
}

async function toPerson(
  run: (text: string, values: unknown[]) => Promise<void>,
  person: string,
  unit: string,
): Promise<void> {
  await run(
    `insert into notice (region_id, id, kind, title, body, audience, published_at, published_by)
      values ($1, $2, 'notice', '通知', $2::uuid::text, '教师', now(), 'fixture')`,
    [person],
  )
  await run(
    `insert into stored_file (region_id, id, sha256, bytes, name, media_type, purpose, made_by)
      select region_id, $2, sha256, bytes, name, media_type, 'handed-in', 'fixture' from stored_file where region_id = $1 order by id limit 1`,
    [person],
  )
  await run(`insert into notice_file (region_id, notice_id, file_id, position) values ($1, $2, $2, 1)`, [
    person,
  ])
  await run(
    `insert into notice_recipient (region_id, notice_id, recipient_id, person_id, unit_id) values ($1, $2, $2, $2, $3)`,
    [person, unit],
  )
  await run(
    `insert into notice_receipt (region_id, notice_id, recipient_id, read_at) values ($1, $2, $2, now())`,
    [person],
  )
  await run(
    `insert into notice_reminder (region_id, notice_id, day, at, by, people) values ($1, $2, '2025-03-01', now(), 'fixture', 1)`,
    [person],
  )
  await run(
    `insert into certificate_reminder (region_id, id, person_id, stage, due_on, notice_id, reminded_at, reminded_by)
      values ($1, $2, $2, '小学', '2025-03-01', $2, now(), 'fixture')`,
    [person],
  )
  await run(
    `insert into message_preference (region_id, recipient_id, email, set_at) values ($1, $2, $2::uuid::text || '@example.org', now())`,
    [person],
  )
  await run(
    `insert into calendar_feed (region_id, id, recipient_id, token_hash, made_at) values ($1, $2, $2, sha256($2::uuid::text::bytea), now())`,
    [person],
  )
}

/** What a circular's text is made of, with nothing in it. */
const MODEL = {
  type: 'circular',
  title: '通报',
  blocks: [],
  annexes: [],
  issuer: '中心',
  issued: '2025-03-01',
  names: [],
}
