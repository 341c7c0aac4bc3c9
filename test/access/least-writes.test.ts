import assert from 'node:assert/strict'
import { before, suite, test } from 'node:test'
import { sql } from 'kysely'
import { suiteEnding } from '#test/harness/database.ts'
import { play, type Played } from '#test/systems/county.ts'
import type { Who } from '#test/people/county.ts'

/** What somebody with all of SQL, but as the program's own role and in their own session, cannot change in passing. */
suite('registers, books, closed exams and committees in SQL', () => {
  const ending = suiteEnding()
  let played: Played
  before(async () => {
    played = await play(ending, { A: ['陈远山'] })
    const region = played.county.region
    await played.db.admin.query(`
      insert into title_grant (region_id, id, person_id, title, level, named_on)
        select region_id, gen_random_uuid(), id, '骨干教师', 'county', '2024-09-01' from person;
      insert into fund_entry (region_id, id, year, unit_id, direction, item, amount, dated_on)
        values (${region}, gen_random_uuid(), 2026, '${played.county.units.get('A')}', 'out', '差旅费', 100, '2026-03-01');
      insert into case_round (region_id, id, system, rev, title, year, opens_on, closes_on, document, params, opened_at, opened_by)
        values (${region}, gen_random_uuid(), 'qualification', 1, '春季', 2026, '2026-03-01', '2026-04-01', '甲教〔2026〕1号', '{}', now(), '中心');
      insert into exam_room (region_id, id, round_id, stage, place, held_on, made_at, made_by)
        select region_id, gen_random_uuid(), id, 'theory', '阶梯教室', '2026-03-02', now(), '中心' from case_round`)
  })

  const centre: Who = { role: 'officer' }
  const school: Who = { role: 'school', unit: 'A' }
  /** How many rows the last of some statements of one transaction changes, or the database's refusal. */
  const run = async (who: Who, ...statements: string[]): Promise<number | string> => {
    try {
      return await played.county.as(who, async ({ tx }) => {
        let changed = 0n
        for (const one of statements) changed = (await sql.raw(one).execute(tx)).numAffectedRows ?? 0n
        return Number(changed)
      })
    } catch (error) {
      return error instanceof Error ? error.message : String(error)
    }
  }

  test('a school gives nobody a title and moves no term', async () => {
    const grant = `insert into title_grant (region_id, id, person_id, title, level, named_on)
      select region_id, gen_random_uuid(), id, '名师', 'county', '2026-03-01' from person`
    assert.match(String(await run(school, grant)), /row-level security/)
    assert.equal(await run(school, `update title_grant set ends_after = '2099-12-31'`), 0)
    assert.equal(await run(centre, grant), 1, 'the centre takes in the file')
  })

  test('nobody rewrites an entry of the books', async () => {
    for (const who of [school, centre])
      assert.match(String(await run(who, 'update fund_entry set amount = 1')), /permission denied/)
  })

  test('a closed exam keeps its rooms and takes no other count', async () => {
    const count = (n: number): string => `insert into exam_count
        (region_id, room_id, n, counted_at, handed_out, returned, marked, blank, absent, counted_by)
      select region_id, id, ${n}, now(), 30, 30, 30, 0, 0, '中心' from exam_room`
    assert.equal(await run(centre, count(1)), 1)
    await played.db.admin
      .query(`insert into exam_close (region_id, round_id, stage, candidates, handed_out, returned, marks, differences, closed_at, closed_by)
      select region_id, round_id, stage, 30, 30, 30, 30, 0, now(), '中心' from exam_room`)
    assert.match(String(await run(centre, count(2))), /row-level security/)
    assert.equal(await run(centre, 'delete from exam_room'), 0)
    const room = `insert into exam_room (region_id, id, round_id, stage, place, held_on, made_at, made_by)
      select region_id, gen_random_uuid(), round_id, stage, '又一间', held_on, now(), '中心' from exam_room`
    assert.match(String(await run(centre, room)), /row-level security/)
  })

  test('a sitting is recorded by the centre in its own name and never changed; no vote stands without its event', async () => {
    const sitting = `insert into committee_sitting (region_id, id, round_id, stage, recorded_at)
      select region_id, gen_random_uuid(), id, 'committee', now() from case_round`
    const leader: Who = { role: 'leader' }
    for (const who of [school, leader]) assert.match(String(await run(who, sitting)), /row-level security/)
    assert.equal(await run(centre, sitting), 1)
    const record = (by: string): string => `insert into committee_record
        (region_id, sitting_id, n, held_on, place, noted_at, noted_by)
      select region_id, id, 1, '2026-03-02', '会议室', now(), ${by} from committee_sitting`
    assert.match(String(await run(centre, record(`'别人'`))), /row-level security/)
    assert.equal(await run(centre, record('(session_row()).actor')), 1)
    assert.match(String(await run(centre, `update committee_record set place = '别处'`)), /permission denied/)
    assert.match(String(await run(centre, 'delete from committee_sitting')), /permission denied/)
    await played.db.admin.query(`
      with made as (
        insert into case_record (region_id, id, number, system, rev, year, round_id, applicant_id, name, name_initials, params,
          status, stage, office, submitted_on)
        select r.region_id, gen_random_uuid(), '2026-0001', 'qualification', 1, 2026, r.id, a.id, '某人', 'mr', '{}',
          'open', 'committee', 'centre', current_date
        from case_round r, (select id from account limit 1) a returning region_id, id)
      insert into case_event (region_id, case_id, seq, at, kind, stage, actor)
        select region_id, id, n, now(), k, 'committee', '别人' from made, (values (1, 'submitted'), (2, 'passed')) t(n, k)`)
    for (const seq of [1, 2, 3]) {
      const vote = `insert into committee_vote (region_id, case_id, seq, sitting_id, agree, against, abstain, voters)
        select s.region_id, c.id, ${seq}, s.id, 5, 0, 0, 5 from committee_sitting s, case_record c`
      assert.match(String(await run(centre, vote)), /row-level security/, `of event ${seq}`)
    }
  })

  test('nobody is added to a sitting afterwards, and its record keeps who was present once there were votes', async () => {
    const { rows } = await played.db.admin.query<{ sitting: string; person: string }>(
      'select (select id from committee_sitting) as sitting, (select id from person limit 1) as person',
    )
    const { sitting, person } = rows[0]!
    const region = played.county.region
    const record = (n: number): string => `insert into committee_record
        (region_id, sitting_id, n, held_on, place, because, noted_at, noted_by)
      values (${region}, '${sitting}', ${n}, '2026-03-02', '会议室', '更正', now(), (session_row()).actor)`
    const member = (n: number, present: boolean): string => `insert into committee_member
        (region_id, sitting_id, n, person_id, place, name, unit, rank, present, chair)
      values (${region}, '${sitting}', ${n}, '${person}', 1, '陈远山', '甲小学', null, ${present}, false)`
    assert.match(String(await run(centre, member(1, true))), /row-level security/, 'to a record of before')
    assert.equal(await run(centre, record(2), member(2, true)), 1, 'with the record')
    await played.db.admin.query(`insert into committee_vote
        (region_id, case_id, seq, sitting_id, agree, against, abstain, voters)
      select region_id, id, 2, '${sitting}', 1, 0, 0, 1 from case_record`)
    assert.match(String(await run(centre, member(2, true))), /row-level security/)
    for (const others of [[record(3)], [record(3), member(3, false)], [record(5)]])
      assert.match(String(await run(centre, ...others)), /changes who was present after votes/)
    assert.equal(await run(centre, record(3), member(3, true)), 1, 'the same were there')
    const aside = `insert into committee_aside (region_id, case_id, seq, person_id, because)
      select region_id, case_id, seq, '${person}', '事后补' from committee_vote`
    await assert.rejects(played.db.admin.query(aside), /not as many as were present/)
  })
})
