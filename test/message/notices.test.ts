import assert from 'node:assert/strict'
import { before, suite, test } from 'node:test'
import { rawClient } from '#db/transact.ts'
import { notifyOfCase } from '#kernel/message/notices/notify.ts'
import { act, garden, handIn, key, openGardenRound, type Answer, type Garden } from '#test/case/garden.ts'
import { suiteEnding } from '#test/harness/database.ts'

type Rows = { total: number; rows: Record<string, unknown>[] }
type Todos = { total: number; groups: { time: string; items: { source: string; title: string }[] }[] }

suite('notices', () => {
  const ending = suiteEnding()
  let g: Garden
  before(async () => {
    g = await garden(ending)
  })

  const said = {
    title: '报送研修计划',
    body: '请各校报送下学期研修计划。',
    dueOn: '2026-03-03',
    pinnedUntil: null,
  }
  const send = (who: string, audience: object, more: object = {}): Promise<Answer> =>
    g.ask(who, 'POST', '/api/notices', {
      key: key(),
      ...said,
      circular: null,
      robots: false,
      audience,
      ...more,
    })
  const toRoles = (roles: string[], units: string[] = []) => ({ to: 'roles', roles, units })
  const list = async (who: string, query = ''): Promise<Rows> =>
    (await g.ask(who, 'GET', `/api/notices?${query}`)).body as unknown as Rows
  const todos = async (who: string): Promise<Todos> =>
    (await g.ask(who, 'GET', '/api/todos')).body as unknown as Todos
  let id = ''

  test('a notice to the teachers of a cluster goes to each of them, and to nobody else', async () => {
    const sent = await send('officer', toRoles(['teacher'], ['X']))
    assert.equal(sent.status, 200, sent.body.because)
    assert.equal(sent.body['people'], 6)
    id = sent.body.id ?? ''
    assert.equal((await list('甲一')).total, 1)
    assert.equal((await list('丙一')).total, 0)
    assert.equal((await g.ask('丙一', 'GET', `/api/notices/${id}`)).status, 404)
  })

  test('an unread one is a to-do with its day, until it is read, once', async () => {
    const due = (await todos('甲一')).groups.find((group) =>
      group.items.some((item) => item.source === 'notice'),
    )
    assert.equal(due?.time, 'week')
    const counts = await g.ask('甲一', 'GET', '/api/todos/count')
    assert.deepEqual([counts.body['unread'], counts.body['late']], [1, 0])
    for (let n = 0; n < 2; n += 1)
      assert.equal((await g.ask('甲一', 'POST', `/api/notices/${id}/read`)).status, 200)
    assert.equal((await g.ask('甲一', 'GET', '/api/todos/count')).body['unread'], 0)
    assert.equal((await g.ask('丙一', 'POST', `/api/notices/${id}/read`)).status, 404)
  })

  test('receipts show each person to the centre, and to a school its own people alone', async () => {
    const all = (await g.ask('officer', 'GET', `/api/notices/${id}/receipts`)).body as unknown as Rows
    assert.equal(all.total, 6)
    assert.deepEqual(
      all.rows.filter((row) => row['readAt'] !== null).map((row) => row['name']),
      ['甲一'],
    )
    const own = (await g.ask('school-b', 'GET', `/api/notices/${id}/receipts`)).body as unknown as Rows
    assert.deepEqual(own.rows.map((row) => row['name']).toSorted(), ['乙一', '乙二', '乙三'].toSorted())
    const sent = (await list('officer', 'box=sent')).rows[0]
    assert.deepEqual([sent?.['people'], sent?.['read']], [6, 1])
    assert.equal((await g.ask('甲一', 'GET', `/api/notices/${id}/receipts`)).status, 403)
  })

  test('those who have not read are reminded by the sender, once a day, and are counted', async () => {
    const remind = (who: string): Promise<Answer> =>
      g.ask(who, 'POST', `/api/notices/${id}/remind`, { key: key() })
    assert.equal((await remind('school-b')).status, 403)
    assert.deepEqual((await remind('officer')).body, { people: 5 })
    assert.equal((await remind('officer')).status, 409)
    g.clock.now = new Date(g.clock.now.getTime() + 86_400_000)
    assert.deepEqual((await remind('officer')).body, { people: 5 })
    const page = (await g.ask('甲二', 'GET', `/api/notices/${id}`)).body as unknown as { reminded: unknown[] }
    assert.equal(page.reminded.length, 2)
    g.clock.now = new Date(g.clock.now.getTime() + 2 * 86_400_000)
    assert.equal((await g.ask('甲二', 'GET', '/api/todos/count')).body['late'], 1)
  })

  test('a school sends to its own people, whatever it asks for; teachers and leaders send nothing', async () => {
    assert.equal((await send('school-a', toRoles(['teacher']), { dueOn: null })).body['people'], 3)
    assert.equal((await send('school-a', toRoles(['teacher'], ['B']), { dueOn: null })).status, 404)
    const other = g.county.people.get('乙一')
    const mixed = { to: 'people', people: [other, g.county.people.get('甲二')] }
    assert.equal((await send('school-a', mixed, { dueOn: null })).body['people'], 1)
    for (const who of ['甲一', 'leader'])
      assert.equal((await send(who, toRoles(['teacher']))).status, 403, who)
  })

  test('nobody to get it, a day that is past and robots of others are refused in words', async () => {
    const nobody = await send(
      'officer',
      { to: 'short', year: 2026, category: null, unit: null },
      { dueOn: null },
    )
    assert.deepEqual([nobody.status, nobody.body['code']], [422, 'nobody'])
    assert.equal((await list('officer', 'box=sent')).rows.length, 3)
    assert.equal((await send('officer', toRoles(['teacher']), { dueOn: '2026-01-01' })).status, 422)
    assert.equal((await send('school-a', toRoles(['teacher']), { dueOn: null, robots: true })).status, 403)
  })

  test('every role is told what waits for it: a case for the school comes to the school, and goes with its decision', async () => {
    for (const who of ['officer', 'leader', 'cluster', 'school-a', '丙一'])
      assert.equal((await g.ask(who, 'GET', '/api/todos')).status, 200, who)
    const round = await openGardenRound(g)
    const waiting = async (who: string): Promise<string[]> =>
      (await todos(who)).groups.flatMap(({ items }) =>
        items.filter(({ source }) => source === 'case').map(({ title }) => title),
      )
    const before = await waiting('school-b')
    const id = await handIn(g, '乙二', round)
    assert.deepEqual(await waiting('school-b'), [...before, '园圃评比：乙二'])
    assert.deepEqual(await waiting('school-a'), [])
    await act(g, 'school-b', id, { do: 'pass' })
    assert.deepEqual(await waiting('school-b'), before)
    assert.deepEqual(await waiting('officer'), ['园圃评比：乙二'])
  })

  test('a retry is the same notice', async () => {
    const body = {
      key: key(),
      ...said,
      dueOn: null,
      circular: null,
      robots: false,
      audience: toRoles(['school', 'cluster']),
    }
    const [one, two] = [
      await g.ask('officer', 'POST', '/api/notices', body),
      await g.ask('officer', 'POST', '/api/notices', body),
    ]
    assert.deepEqual(one.body, two.body)
    assert.equal(one.body['people'], 4)
  })

  test('what a case tells comes to its addressee alone', async () => {
    const { rows } = await g.db.admin.query<{ id: string }>(`select id from account where login = 'officer'`)
    const told = { caseId: key(), title: '园圃评比：甲三', words: '您的花圃获评。', applicantId: rows[0]!.id }
    const school = g.county.units.get('B') ?? null
    await g.county.as({ role: 'system' }, async (work) => {
      await notifyOfCase(work, {
        ...told,
        who: 'applicant',
        personId: g.county.people.get('甲三')!,
        unitId: school,
      })
      await notifyOfCase(work, { ...told, who: 'school', personId: null, unitId: school })
      await notifyOfCase(work, { ...told, who: 'cluster', personId: null, unitId: school })
    })
    const cases = async (who: string): Promise<number> =>
      (await list(who)).rows.filter((row) => row['kind'] === 'case').length
    assert.deepEqual(
      await Promise.all(['甲三', 'school-b', 'cluster', 'school-a', '甲二'].map(cases)),
      [1, 1, 1, 0, 0],
    )
  })

  test('a receipt can be neither forged nor taken back, in the database itself', async () => {
    const forge = `insert into notice_receipt (region_id, notice_id, recipient_id, read_at) values (session_region(), $1, $2, now())`
    const teacher = { role: 'teacher', person: '甲二' } as const
    await assert.rejects(
      g.county.as(teacher, ({ tx }) => rawOf(tx, forge, [id, g.county.people.get('甲三')])),
      /row-level security/,
    )
    await assert.rejects(
      g.db.admin.query('delete from notice_receipt where notice_id = $1', [id]),
      /append-only/,
    )
  })
})

async function rawOf(tx: Parameters<typeof rawClient>[0], text: string, values: unknown[]): Promise<void> {
  await rawClient(tx).query(text, values)
}
