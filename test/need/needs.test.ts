import assert from 'node:assert/strict'
import { before, suite, test } from 'node:test'
import type { NeedList } from '#contract/need.ts'
import { followRecords, meetNeed, reopenNeed } from '#kernel/need/meet.ts'
import { suiteEnding } from '#test/harness/database.ts'
import { act, apply, key, play, type Played } from '../systems/county.ts'

const FORM = {
  kind: '小学',
  subject: '语文',
  degree: '本科',
  college: '省师范大学',
  putonghua: '二级甲等',
  teacherTraining: false,
  phone: '13800138000',
}
const OUTSIDER = { name: '申请人甲', identityNumber: '11010519491231002X' }
const POTONGHUA = encodeURIComponent('普通话')

suite('补训需求', () => {
  let played: Played
  const ending = suiteEnding()
  before(async () => {
    played = await play(ending, { A: ['张三', '李四'], B: ['王五'] }, ['张三', '王五'])
  })

  const person = (name: string): string => played.county.people.get(name)!
  const list = (login: string, query = ''): Promise<NeedList> => played.get(login, `/api/needs?${query}`)
  const post = (login: string, url: string, body: object) =>
    played.ask<Record<string, number>>(login, 'POST', url, { key: key(), ...body })
  const states = async (query = `course=${POTONGHUA}`): Promise<Record<string, string>> =>
    Object.fromEntries((await list('officer', query)).rows.map(({ name, state }) => [name, state]))

  const programme = async (title: string, startsOn: string, endsOn: string): Promise<string> => {
    const made = await played.ask('officer', 'POST', '/api/programmes', {
      key: key(),
      title,
      system: 'group-training',
      level: 'county',
      year: 2026,
      organiser: 'C',
      subject: null,
      stage: null,
      startsOn,
      endsOn,
      places: null,
      budget: null,
      category: null,
    })
    return made.body.id
  }

  test('a teacher registers for themself, a school for its teachers, nobody for others', async () => {
    const course = '普通话'
    assert.deepEqual(
      (await post('张三', '/api/needs', { course, people: [], because: '准备参加等级测试' })).body,
      {
        noted: 1,
        known: 0,
      },
    )
    const school = await post('school-A', '/api/needs', {
      course,
      people: [person('张三'), person('李四')],
      because: '任教语文，应达到二级甲等',
    })
    assert.deepEqual(school.body, { noted: 1, known: 1 }, 'who stands on the register stands once')
    const strange = await post('school-A', '/api/needs', {
      course,
      people: [person('王五')],
      because: '别校教师',
    })
    assert.equal(strange.status, 404)
    assert.equal((await post('leader', '/api/needs', { course, people: [], because: '局里' })).status, 403)
    assert.equal((await list('school-B')).total, 0, 'another school sees none of it')
    assert.deepEqual(
      (await list('张三')).rows.map(({ name }) => name),
      ['张三'],
    )
    assert.equal((await list('school-A')).total, 2)
  })

  test('an application that fails for want of it puts the applicant on the register, to be reached once they have an account', async () => {
    const round = await played.ask('officer', 'POST', '/api/rounds', {
      key: key(),
      system: 'qualification',
      title: '2026 年春季',
      year: 2026,
      opensOn: '2026-03-01',
      closesOn: '2026-04-30',
      document: '甲教〔2026〕12号',
      places: [],
    })
    const id = await apply(
      played,
      'officer',
      { system: 'qualification', round: round.body.id, outsider: OUTSIDER },
      { form: FORM, materials: ['identity', 'degree', 'putonghua'] },
    )
    await act(played, 'officer', [id], { do: 'pass' })
    await act(played, 'officer', [id], { do: 'refuse', because: '测试未达二级乙等' })
    const [row] = (await list('officer', `course=${POTONGHUA}&search=${encodeURIComponent('申请人')}`)).rows
    assert.deepEqual([row?.source, row?.case, row?.reachable], ['case', id, false])
    const registered = await played.ask<{ login: string }>(null, 'POST', '/api/public/applicants', {
      key: key(),
      region: 'R',
      name: OUTSIDER.name,
      identityNumber: OUTSIDER.identityNumber,
      phone: '13800000000',
      password: 'a-long-password',
    })
    assert.equal(registered.status, 200)
    assert.equal((await list('officer', `search=${encodeURIComponent('申请人')}`)).rows[0]?.reachable, true)
  })

  test('when a programme is opened for it, everybody still in need is told, once', async () => {
    const past = await programme('寒假的班', '2026-01-20', '2026-02-10')
    const over = await post('officer', '/api/needs/offers', { programme: past, course: '普通话' })
    assert.equal(over.status, 422)
    const open = await programme('2026 年普通话提高班', '2026-03-02', '2026-12-31')
    const told = await post('officer', '/api/needs/offers', { programme: open, course: '普通话' })
    assert.deepEqual(told.body, { told: 3, unreachable: 0 })
    assert.deepEqual(
      (await post('officer', '/api/needs/offers', { programme: open, course: '普通话' })).body,
      {
        told: 0,
        unreachable: 0,
      },
    )
    const { rows } = await played.get<{ rows: { title: string }[] }>('张三', '/api/notices')
    assert.equal(rows.filter(({ title }) => title === '普通话补训开班：2026 年普通话提高班').length, 1)
    assert.equal(
      (await post('school-A', '/api/needs/offers', { programme: open, course: '普通话' })).status,
      403,
    )
    // who registers while it runs is told by the program
    await post('school-B', '/api/needs', {
      course: '普通话',
      people: [person('王五')],
      because: '转岗任教语文',
    })
    await played.county.as({ role: 'system' }, followRecords)
    assert.deepEqual(await states(), { 张三: 'told', 李四: 'told', 王五: 'told', 申请人甲: 'told' })
  })

  test('who has gone through the course needs it no more, by the records alone', async () => {
    const { rows } = await played.db.admin.query<{ id: string }>(
      `select id from programme where title = '2026 年普通话提高班'`,
    )
    const add = async (code: string, recognised: boolean): Promise<void> => {
      const { region } = played.county
      await played.db.admin.query(
        `with a as (insert into activity (region_id, id, programme_id, code, title, starts_at, ends_at, hours, slots, settled_at)
           values ($1, gen_random_uuid(), $2, $3, $3, '2026-03-10T01:00Z', '2026-03-10T09:00Z', 8, 2, now()) returning id)
         insert into participation (region_id, activity_id, person_id, role, attended, recognised)
         select $1, a.id, p, 'trainee', 2, $4 or p = $5 from a, unnest(array[$5, $6]::uuid[]) p`,
        [region, rows[0]?.id, code, recognised, person('张三'), person('李四')],
      )
    }
    await add('H1', true)
    await add('H2', false)
    await played.county.as({ role: 'system' }, followRecords)
    assert.deepEqual(await states(), { 张三: 'met', 李四: 'told', 王五: 'told', 申请人甲: 'told' })
    const met = (await list('officer', 'state=met')).rows[0]
    assert.match(met?.ended?.because ?? '', /已学完“2026 年普通话提高班”，参训经认定/)
    assert.equal(met?.ended?.by, 'system')
  })

  test('a need is taken back with the reason, by whom it concerns, and once', async () => {
    const { rows } = await list('officer', 'state=told')
    const one = rows.find(({ name }) => name === '李四')
    const url = `/api/needs/${one?.id}/withdraw`
    assert.equal((await post('school-B', url, { because: '看不到的' })).status, 404)
    assert.equal((await post('school-A', url, { because: '已自行考取' })).status, 200)
    assert.equal((await post('school-A', url, { because: '再撤一次' })).status, 409)
    assert.equal((await states())['李四'], 'withdrawn')
  })

  test('who passes the test later has met the need; taken back, it stands again', async () => {
    const { rows } = await played.db.admin.query<{ id: string }>('select id from case_round')
    const id = await apply(
      played,
      'officer',
      { system: 'qualification', round: rows[0]?.id, outsider: OUTSIDER },
      { form: FORM, materials: ['identity', 'degree', 'putonghua'] },
    )
    await act(played, 'officer', [id], { do: 'pass' })
    await act(played, 'officer', [id], { do: 'pass' })
    assert.equal((await states())['申请人甲'], 'met')
    const met = (await list('officer', `state=met&search=${encodeURIComponent('申请人')}`)).rows[0]
    assert.match(met?.ended?.because ?? '', /教师资格认定的普通话环节已通过/)
    await played.county.as({ role: 'system' }, (work) => reopenNeed(work, met?.id ?? '', '学历证书系伪造'))
    assert.equal((await states())['申请人甲'], 'told')
  })

  test('nobody but the program notes that a case failed, and nobody ends a need twice', async () => {
    const asApp = (sqlText: string) =>
      played.county.as({ role: 'officer' }, async ({ tx }) => {
        const { sql } = await import('kysely')
        return sql.raw(sqlText).execute(tx)
      })
    await assert.rejects(
      asApp(`insert into need (region_id, id, course, identity_number, name, source, because, case_id, since, noted_at, noted_by)
        select region_id, gen_random_uuid(), '普通话', '1', '某人', 'case', '无', id, current_date, now(), 'x' from case_record limit 1`),
      /row-level security/,
    )
    await played.county.as({ role: 'system' }, (work) =>
      meetNeed(work, { name: '', personId: person('王五'), identityNumber: null }, '普通话', '试'),
    )
    const { numAffectedRows } = await asApp(`update need set ended_because = '改写' where outcome = 'met'`)
    assert.equal(numAffectedRows, 0n)
  })
})
