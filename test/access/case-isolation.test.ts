import assert from 'node:assert/strict'
import { before, suite, test } from 'node:test'
import { sql } from 'kysely'
import type { Role } from '#contract/route.ts'
import { inSession } from '#db/transact.ts'
import type { Runtime } from '#kernel/call.ts'
import { suiteDatabase } from '#test/harness/database.ts'
import type { CaseOwner } from './case-fixture.ts'
import { makeCounty, sessionAs, type County } from './fixture.ts'

/** Tables with rows of a case, and how each names it. */
const WITH_THE_CASE = {
  case_record: 'id',
  case_value: 'case_id',
  case_event: 'case_id',
  case_material: 'case_id',
  case_effect: 'case_id',
  case_subject: 'case_id',
  case_certificate: 'case_id',
} as const

const ALL: readonly CaseOwner[] = [
  'officer',
  'leader',
  'cluster',
  'school',
  'teacher',
  'colleague-a',
  'colleague-b',
  'colleague-c',
  'applicant',
]
const SEES: Record<Role, readonly CaseOwner[]> = {
  officer: ALL,
  leader: ALL,
  cluster: ['cluster', 'school', 'teacher', 'colleague-a', 'colleague-b'],
  school: ['school', 'teacher', 'colleague-a'],
  teacher: ['teacher'],
  applicant: ['applicant'],
}
/** Whose judging a role sees; the teacher judges colleague-c's case. */
const JUDGES: Record<Role, readonly CaseOwner[]> = {
  officer: ALL,
  leader: ALL,
  cluster: [],
  school: [],
  teacher: ['colleague-c'],
  applicant: [],
}

suite('isolation of cases in SQL, as the role the server works as', () => {
  const database = suiteDatabase()
  let home: County

  before(async () => {
    const runtime: Runtime = { db: database(), dataDir: '/nowhere', now: () => new Date() }
    home = await makeCounty(runtime, 1)
    await makeCounty(runtime, 2)
    await database().admin.query(
      `insert into case_record (region_id, id, number, system, rev, year, person_id, unit_id, applicant_id, name, name_initials, params)
        select region_id, gen_random_uuid(), 'draft', system, rev, year, person_id, unit_id, applicant_id, name, name_initials, params
        from case_record where id = $1`,
      [home.cases.teacher.id],
    )
  })

  const run = async <T extends object>(role: Role, text: string): Promise<T[]> => {
    const { hash } = await sessionAs(database(), home, role)
    return inSession(database(), hash, async (tx) => (await sql.raw<T>(text).execute(tx)).rows)
  }
  const idsOf = (owners: readonly CaseOwner[], of: 'id' | 'judging' = 'id'): string[] =>
    owners.map((owner) => home.cases[owner][of]).toSorted()
  const seen = async (role: Role, text: string): Promise<string[]> =>
    (await run<{ id: string }>(role, text)).map(({ id }) => id).toSorted()

  for (const [role, owners] of Object.entries(SEES) as [Role, readonly CaseOwner[]][]) {
    test(`${role}: what belongs to a case is seen with it, what judges give by them`, async () => {
      for (const [table, column] of Object.entries(WITH_THE_CASE)) {
        const draft = table === 'case_record' ? `where number <> 'draft'` : ''
        assert.deepEqual(
          await seen(role, `select distinct ${column} as id from ${table} ${draft}`),
          idsOf(owners),
          table,
        )
      }
      const wide = role === 'officer' || role === 'leader'
      assert.deepEqual(await seen(role, 'select case_id as id from case_objection'), wide ? idsOf(ALL) : [])
      assert.deepEqual(await seen(role, 'select id from case_judge'), idsOf(JUDGES[role], 'judging'))
      assert.deepEqual(
        await seen(role, 'select judging_id as id from case_point'),
        idsOf(JUDGES[role], 'judging'),
      )
      const papers = await seen(role, `select id from stored_file where purpose = 'case-material'`)
      assert.deepEqual(papers, owners.map((owner) => home.cases[owner].file).toSorted())
    })
  }

  test('a draft is seen by who fills it in, and nobody else', async () => {
    for (const role of Object.keys(SEES) as Role[]) {
      const drafts = await run(role, `select id from case_record where number = 'draft'`)
      assert.equal(drafts.length, role === 'teacher' ? 1 : 0, role)
    }
  })

  test('who registered is known to the region and to themselves', async () => {
    for (const role of Object.keys(SEES) as Role[]) {
      const known = (await run(role, 'select account_id from applicant')).length
      assert.equal(known, ['officer', 'leader', 'applicant'].includes(role) ? 1 : 0, role)
    }
  })

  test('history and points are written by their functions alone, and never changed', async () => {
    const denied = /permission denied|append-only|row-level security/
    const { teacher, 'colleague-c': judged } = home.cases
    const tries = [
      `update case_event set because = 'x'`,
      `delete from case_event`,
      `update case_value set value = 'x'`,
      `update case_point set points = 60`,
      `insert into case_point (region_id, judging_id, dimension, points) values (${home.id}, '${judged.judging}', '布局', 40)`,
      `update case_objection set text = 'x'`,
      `delete from case_notice`,
      `update case_record set name = 'x'`,
      `update case_record set applicant_id = id`,
      `update case_judge set person_id = id`,
      `insert into case_judge (region_id, id, case_id, stage, person_id, blind, assigned_by)
        values (${home.id}, gen_random_uuid(), '${teacher.id}', 'judge', '${home.people.teacher.id}', '1', 'x')`,
      `insert into case_round (region_id, id, system, rev, title, year, opens_on, closes_on, document, params, opened_by)
        values (${home.id}, gen_random_uuid(), 'x', 1, 'x', 2025, '2025-01-01', '2025-01-01', 'x', '{}', 'x')`,
    ]
    for (const text of tries) await assert.rejects(run('teacher', text), denied, text)
  })

  test("another's case is not changed, a judge's row not taken off by the judged", async () => {
    const others = `update case_record set status = 'draft' where id <> '${home.cases.applicant.id}' returning id`
    assert.deepEqual(await run('applicant', others), [])
    assert.deepEqual(await run('teacher', `delete from case_judge returning id`), [])
    assert.deepEqual(await run('teacher', `delete from holiday returning day`), [])
  })

  test('a judge gives points for the own judging alone, through the function', async () => {
    const give = async (role: Role, owner: CaseOwner): Promise<unknown> =>
      (
        await run<{ said: string }>(
          role,
          `select give_points('${home.cases[owner].judging}', '{"布局": 30}') as said`,
        )
      )[0]?.said
    assert.equal(await give('teacher', 'colleague-c'), 'open')
    assert.equal(await give('teacher', 'colleague-a'), 'unknown')
    assert.equal(await give('officer', 'colleague-c'), 'unknown')
  })

  test('the public reads a notice, and no table', async () => {
    const app = database().app
    const { rows } = await app.query<{ name: string }>(
      'select name from public_notice_people($1, current_date)',
      [home.notice],
    )
    assert.deepEqual(rows, [{ name: '张colleague-c1' }])
    for (const table of [
      ...Object.keys(WITH_THE_CASE),
      'case_notice',
      'case_round',
      'holiday',
      'delegation',
      'applicant',
    ]) {
      const { rows: found } = await app.query(`select from ${table}`)
      assert.equal(found.length, 0, table)
    }
  })
})
