import assert from 'node:assert/strict'
import { before, suite, test } from 'node:test'
import { sql } from 'kysely'
import { suiteEnding } from '#test/harness/database.ts'
import type { Who } from '#test/people/county.ts'
import { act, garden, handIn, key, openGardenRound, toNotice, type Garden } from './garden.ts'

/** What somebody with all of SQL, but as the program's own role and in their own session, can do to cases. */
suite('cases and SQL', () => {
  const ending = suiteEnding()
  let g: Garden
  let id: string
  before(async () => {
    g = await garden(ending)
    const round = await openGardenRound(g)
    id = await handIn(g, '甲一', round)
    await toNotice(g, '甲二', round)
    await g.ask('甲三', 'POST', '/api/cases', { key: key(), system: 'garden-prize', round })
  })

  const teacher: Who = { role: 'teacher', person: '甲一' }
  const school: Who = { role: 'school', unit: 'A' }
  /** How many rows a statement changes, or the database's refusal. */
  const run = async (who: Who, statement: string): Promise<number | string> => {
    try {
      const done = await g.county.as(who, ({ tx }) => sql.raw(statement).execute(tx))
      return Number(done.numAffectedRows ?? done.rows.length)
    } catch (error) {
      return error instanceof Error ? error.message : String(error)
    }
  }
  const event = (
    more: string,
  ): string => `insert into case_event (region_id, case_id, seq, at, kind, stage, next_stage, ending, actor)
    select ${g.county.region}, '${id}', 2, now(), ${more}`
  const actor = '(session_row()).actor'

  test('an applicant reads the own case, and nobody’s objections, judges or points', async () => {
    assert.equal(await run(teacher, 'select from case_record'), 1)
    for (const table of ['case_objection', 'case_judge', 'case_point'])
      assert.equal(await run(teacher, `select from ${table}`), 0, table)
    assert.equal(
      await run({ role: 'teacher', person: '丙一' }, 'select from case_point'),
      2,
      'of two judges, one’s own',
    )
  })

  test('an applicant does not decide: neither an event nor a state can be made up', async () => {
    const denied = /row-level security/
    assert.match(String(await run(teacher, event(`'passed', 'check', 'judge', null, ${actor}`))), denied)
    assert.match(
      String(await run(school, event(`'passed', 'check', 'judge', null, '王局长'`))),
      denied,
      'in another’s name',
    )
    for (const set of [
      `status = 'ended', ending = 'granted', stage = null`,
      `stage = 'decide'`,
      'version = 7',
      'annulled = true',
      `status = 'returned'`,
    ])
      assert.match(
        String(await run(teacher, `update case_record set ${set}`)),
        /does not follow from its events/,
        set,
      )
    assert.match(
      String(
        await run(
          school,
          `insert into case_record (region_id, id, number, system, rev, year, applicant_id, name, name_initials, params, status, ending)
           select region_id, gen_random_uuid(), '2026-0003', system, rev, year, applicant_id, name, name_initials, params, 'ended', 'granted' from case_record limit 1`,
        ),
      ),
      denied,
    )
  })

  test('a draft is not granted either', async () => {
    const granted = `update case_record set status = 'ended', ending = 'granted'`
    assert.match(
      String(await run({ role: 'teacher', person: '甲三' }, granted)),
      /does not follow from its events/,
    )
  })

  test('what lists show of a case changes with an event alone, its form by the applicant, its project by the program', async () => {
    for (const set of [
      `office = 'bureau'`,
      `issued = '甲1号'`,
      'score = 100',
      `category = '菜圃'`,
      'of_floor = not of_floor',
    ])
      assert.match(
        String(await run({ role: 'officer' }, `update case_record set ${set} where id = '${id}'`)),
        /changes with an event alone/,
        set,
      )
    assert.match(
      String(await run(school, `update case_record set draft = '{"kind": "菜圃"}' where id = '${id}'`)),
      /the applicant alone fills it in/,
    )
    assert.match(
      String(await run(school, `update case_record set programme_id = gen_random_uuid() where id = '${id}'`)),
      /started by a decision/,
    )
  })

  test('an event is written by who holds the office at which the case stands, in its turn', async () => {
    const by = (office: string, kind: string, seq: number, next = 'judge'): string =>
      `insert into case_event (region_id, case_id, seq, at, kind, stage, next_stage, office, actor, account_id)
       select ${g.county.region}, '${id}', ${seq}, now(), '${kind}', 'check', '${next}', '${office}', ${actor}, (session_row()).account_id`
    const denied = /row-level security/
    const cluster: Who = { role: 'cluster', unit: 'X' }
    for (const who of [cluster, { role: 'officer' } as const, { role: 'leader' } as const])
      assert.match(String(await run(who, by('school', 'passed', 2))), denied, `${who.role} for the school`)
    assert.match(String(await run(cluster, by('cluster', 'passed', 2))), denied, 'at another’s step')
    assert.match(String(await run(school, by('school', 'passed', 3))), denied, 'out of turn')
    assert.match(String(await run(school, by('school', 'objected', 2))), denied, 'by the public alone')
    assert.match(String(await run({ role: 'officer' }, by('centre', 'lapsed', 2, 'x'))), denied, 'in time')
    const undone = g.county.as(school, async ({ tx }) => {
      await sql.raw(by('school', 'passed', 2)).execute(tx)
      throw new Error('undone')
    })
    await assert.rejects(undone, /undone/, 'the school itself may')
  })

  test('what is handed in comes from the applicant, while the case waits for it', async () => {
    const value = (of: string): string =>
      `insert into case_value (region_id, case_id, submission, field, value) values (${g.county.region}, '${of}', 9, 'story', '更好的经过')`
    const facts = `insert into case_subject (region_id, case_id, submission, facts) values (${g.county.region}, '${id}', 9, '{}')`
    for (const who of [teacher, school, { role: 'officer' } as const]) {
      assert.match(String(await run(who, value(id))), /row-level security/, who.role)
      assert.match(String(await run(who, facts)), /row-level security/, who.role)
    }
    const { rows } = await g.db.admin.query<{ id: string }>(
      `select id from case_record where status = 'draft'`,
    )
    assert.equal(await run({ role: 'teacher', person: '甲三' }, value(rows[0]!.id)), 1)
  })

  test('numbers are counted up one by one, and a case has the one that was counted', async () => {
    assert.match(String(await run(teacher, 'update case_number set last = 900')), /one by one/)
    assert.match(String(await run(teacher, 'update case_number set year = 2027')), /permission denied/)
    assert.match(
      String(
        await run(
          teacher,
          `insert into case_record (region_id, id, number, system, rev, year, person_id, applicant_id, name, name_initials, params)
           select region_id, gen_random_uuid(), '2026-0900', system, rev, year, person_id, applicant_id, name, name_initials, params
           from case_record limit 1`,
        ),
      ),
      /not the one that was counted/,
    )
  })

  test('a judge who stepped aside or has scored stays on record', async () => {
    await g.db.admin.query(
      `update case_judge set recused_because = '是邻居' where id = (select id from case_judge order by id limit 1)`,
    )
    assert.equal(await run({ role: 'officer' }, 'delete from case_judge'), 0)
  })

  test('what was handed in stays, and effects are the program’s own', async () => {
    const file = `insert into stored_file (region_id, id, sha256, bytes, name, media_type, purpose, made_by)
      values (${g.county.region}, gen_random_uuid(), '\\x00', 1, 'a.pdf', 'application/pdf', 'case-material', 'x') returning id`
    const { rows } = await g.db.admin.query<{ id: string }>(file)
    await g.db.admin.query(
      `insert into case_material (region_id, case_id, file_id, material, submission) values ($1, $2, $3, 'x', 1)`,
      [g.county.region, id, rows[0]!.id],
    )
    for (const who of [teacher, school, { role: 'officer' } as const]) {
      assert.equal(await run(who, 'delete from case_material'), 0)
      assert.equal(await run(who, 'update case_material set submission = null'), 0)
      assert.match(
        String(
          await run(
            who,
            `insert into case_effect (region_id, case_id, seq, n, kind, words) values (${g.county.region}, '${id}', 1, 0, 'title', '名师')`,
          ),
        ),
        /row-level security/,
      )
    }
  })

  test('only the program strikes titles, awards and certificates out', async () => {
    await g.db.admin.query(
      `insert into title_grant (region_id, id, person_id, title, level, named_on) values ($1, gen_random_uuid(), $2, '名师', 'county', '2025-01-01')`,
      [g.county.region, g.county.people.get('甲一')],
    )
    for (const who of [teacher, school, { role: 'officer' } as const])
      assert.equal(await run(who, 'delete from title_grant'), 0, who.role)
    assert.equal(await run({ role: 'system' }, 'delete from title_grant'), 1)
  })

  test('the program itself still does all of it', async () => {
    await act(g, 'school-a', id, { do: 'return', because: '经过写得太短' })
    await act(g, '甲一', id, { do: 'withdraw', because: '不再申报' })
  })
})
