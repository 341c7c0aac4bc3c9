import assert from 'node:assert/strict'
import { before, suite, test } from 'node:test'
import { garden, key, type Answer, type Garden } from '#test/case/garden.ts'
import { suiteEnding } from '#test/harness/database.ts'

type Missing = { name: string; state: string; because: string; dueOn: string | null }

suite('the follow-up of qualifications, and calendars', () => {
  const ending = suiteEnding()
  let g: Garden
  before(async () => {
    g = await garden(ending)
    await g.db.admin.query(
      `update person_state set stage = '小学', certificate = '小学' where region_id = $1`,
      [g.county.region],
    )
  })

  const put = (name: string, stage: string, certificate: string | null): Promise<unknown> =>
    g.db.admin.query(
      'update person_state set stage = $3, certificate = $4 where region_id = $1 and person_id = $2',
      [g.county.region, g.county.people.get(name), stage, certificate],
    )
  const list = async (who: string, query = ''): Promise<Missing[]> =>
    (await g.ask(who, 'GET', `/api/certificates/missing?${query}`)).body['rows'] as Missing[]
  const remind = (who: string, names: string[], dueOn: string): Promise<Answer> =>
    g.ask(who, 'POST', '/api/certificates/remind', {
      key: key(),
      dueOn,
      people: names.map((name) => g.county.people.get(name)),
    })
  const dues = async (who: string): Promise<string[]> => {
    const { groups } = (await g.ask(who, 'GET', '/api/todos')).body as unknown as {
      groups: { time: string; items: { source: string }[] }[]
    }
    return groups.flatMap(({ time, items }) =>
      items.filter(({ source }) => source === 'certificate').map(() => time),
    )
  }

  test('who moved to a stage without the qualification is listed with the reason; a school sees its own', async () => {
    await put('甲一', '初中', '小学')
    await put('乙一', '高中', '中职')
    await put('乙二', '小学', null)
    await put('丙一', '小学', '初中')
    const all = await list('officer')
    assert.deepEqual(
      all.map(({ name, because, state }) => [name, because, state]),
      [
        ['甲一', '小学教师资格不能任教初中', 'open'],
        ['乙二', '档案中没有教师资格证', 'open'],
      ],
    )
    assert.deepEqual(
      (await list('school-b')).map(({ name }) => name),
      ['乙二'],
    )
    assert.equal((await g.ask('甲一', 'GET', '/api/certificates/missing')).status, 403)
  })

  test('reminded with a deadline, it is a notice and a to-do for the teacher and the school, late afterwards', async () => {
    assert.equal((await remind('school-b', ['甲一'], '2026-03-08')).body['code'], 'nobody')
    assert.equal((await remind('officer', ['乙二'], '2026-03-02')).body['code'], 'past')
    assert.deepEqual((await remind('officer', ['甲一', '乙二', '乙一'], '2026-03-08')).body, { people: 2 })
    assert.deepEqual(await dues('乙二'), ['week'])
    assert.deepEqual(await dues('school-b'), ['week'])
    assert.deepEqual(await dues('school-a'), ['week'])
    assert.deepEqual(await dues('乙一'), [])
    for (const who of ['乙二', 'school-b', 'school-a']) {
      const { rows } = (await g.ask(who, 'GET', '/api/notices')).body as unknown as {
        rows: { kind: string }[]
      }
      assert.deepEqual(
        rows.map(({ kind }) => kind),
        ['certificate'],
        who,
      )
    }
    g.clock.now = new Date('2026-03-09T02:00:00Z')
    assert.deepEqual(await dues('乙二'), ['late'])
    assert.deepEqual(
      (await list('officer', 'state=late')).map(({ name }) => name),
      ['甲一', '乙二'],
    )
    g.clock.now = new Date('2026-03-02T02:00:00Z')
  })

  test('the page’s count stands on the first page and opens to the list', async () => {
    const home = (await g.ask('officer', 'GET', '/api/home?year=2026')).body as unknown as {
      risks: { id: string; count: number; link: string }[]
    }
    const item = home.risks.find(({ id }) => id === 'certificates')
    assert.deepEqual([item?.count, item?.link], [2, '/people/certificates'])
  })

  test('once the file says otherwise, nobody asks any more', async () => {
    const corrected = { key: key(), because: '核对证书原件', facts: { certificate: '小学' } }
    const id = g.county.people.get('乙二')
    assert.equal((await g.ask('officer', 'POST', `/api/people/${id}/correct`, corrected)).status, 200)
    assert.deepEqual(
      (await list('officer')).map(({ name }) => name),
      ['甲一'],
    )
    assert.deepEqual(await dues('乙二'), [])
  })

  test('a calendar has its own activities and last days, behind a secret address that can be revoked', async () => {
    const { rows } = await g.db.admin.query<{ id: string }>(
      `with p as (insert into programme (region_id, id, code, title, system, level, year, organiser_id)
          values ($1, gen_random_uuid(), 'P1', '集中培训', 'group-training', 'county', 2026, $2) returning id)
        insert into activity (region_id, id, programme_id, code, title, starts_at, ends_at, place_id, hours, slots)
          select $1, gen_random_uuid(), p.id, 'A' || n, '培训，第' || n || '期', '2026-03-10T01:00:00Z', '2026-03-10T03:00:00Z', $3, 4, 1
          from p, generate_series(1, 2) n returning id`,
      [g.county.region, g.county.units.get('R'), g.county.units.get('A')],
    )
    for (const [activity, name] of [
      [rows[0]!.id, '甲一'],
      [rows[1]!.id, '乙一'],
    ] as const) {
      await g.db.admin.query(
        `insert into participation (region_id, activity_id, person_id, role) values ($1, $2, $3, 'trainee')`,
        [g.county.region, activity, g.county.people.get(name)],
      )
    }
    const made = await g.ask('甲一', 'POST', '/api/me/calendar')
    const url = new URL(String(made.body['url'])).pathname
    const feed = (path: string) => g.app.inject({ method: 'GET', url: path })
    const text = (await feed(url)).body.replaceAll('\r\n ', '')
    assert.match(text, /SUMMARY:培训，第1期\r\nLOCATION:A\r\n/)
    assert.match(text, /DTSTART;TZID=Asia\/Shanghai:20260310T090000\r\n/)
    assert.match(text, /DTSTART;VALUE=DATE:20260308\r\n/)
    assert.ok(!text.includes('第2期'))
    const { rows: kept } = await g.db.admin.query(
      'select from calendar_feed where token_hash::text like $1',
      [`%${url.slice(-20)}%`],
    )
    assert.equal(kept.length, 0)
    const again = new URL(String((await g.ask('甲一', 'POST', '/api/me/calendar')).body['url'])).pathname
    assert.equal((await feed(url)).statusCode, 404)
    assert.equal((await feed(again)).statusCode, 200)
    await g.ask('甲一', 'DELETE', '/api/me/calendar')
    assert.equal((await feed(again)).statusCode, 404)
  })
})
