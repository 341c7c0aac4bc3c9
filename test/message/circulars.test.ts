import assert from 'node:assert/strict'
import { before, suite, test } from 'node:test'
import type { CircularRow } from '#contract/circular.ts'
import { docxText } from '#test/message/docx-text.ts'
import { makeCircular } from '#kernel/message/circulars/service.ts'
import { garden, key, type Answer, type Garden } from '#test/case/garden.ts'
import { suiteEnding } from '#test/harness/database.ts'

suite('circulars and the rules in force', () => {
  const ending = suiteEnding()
  let g: Garden
  before(async () => {
    g = await garden(ending)
    await g.db.admin.query(
      `insert into credit_policy (region_id, year, category, position, required, hours_per_credit, least_rate)
        values ($1, 2026, '集中', 1, 2, 8, 0.8)`,
      [g.county.region],
    )
  })

  const order = {
    kind: 'circular' as const,
    about: 'credits' as const,
    series: '甲教训',
    unit: 'R',
    year: 2026,
    names: false,
    publicUntil: null,
  }
  const make = (who: string, more: object = {}): Promise<Answer> =>
    g.ask(who, 'POST', '/api/circulars', { key: key(), ...order, ...more })
  const numbers = async (): Promise<string[]> => {
    const { body } = await g.ask('officer', 'GET', '/api/circulars?year=2026')
    return (body['rows'] as CircularRow[]).map(({ number }) => number)
  }

  test('numbers run on by word and year, also when several are issued at once', async () => {
    const made = await Promise.all([make('officer'), make('officer-2'), make('officer'), make('officer')])
    assert.deepEqual(
      made.map(({ body }) => body['number']).toSorted(),
      [1, 2, 3, 4].map((n) => `甲教训〔2026〕${n}号`),
    )
    assert.equal((await make('officer', { series: '甲教研' })).body['number'], '甲教研〔2026〕1号')
    assert.equal(
      (await make('officer', { kind: 'bulletin', series: '教师发展简报' })).body['number'],
      '教师发展简报 2026 年第 1 期',
    )
  })

  test('a number is lost with nothing: what fails takes none, what is issued keeps its own for good', async () => {
    const failing = g.county.as({ role: 'officer' }, async (work) => {
      await makeCircular(work, g.runtime, { key: key(), ...order })
      throw new Error('the power goes')
    })
    await assert.rejects(failing, /the power goes/)
    assert.equal((await make('officer')).body['number'], '甲教训〔2026〕5号')
    await assert.rejects(g.db.admin.query('delete from circular'), /append-only/)
    g.clock.now = new Date('2027-01-04T02:00:00Z')
    assert.equal((await make('officer')).body['number'], '甲教训〔2027〕1号')
    g.clock.now = new Date('2026-03-02T02:00:00Z')
  })

  test('a retry is the same circular with the same number', async () => {
    const body = { key: key(), ...order, series: '甲教试' }
    const [one, two] = [
      await g.ask('officer', 'POST', '/api/circulars', body),
      await g.ask('officer', 'POST', '/api/circulars', body),
    ]
    assert.deepEqual(one.body, two.body)
    assert.equal((await numbers()).filter((number) => number.startsWith('甲教试')).length, 1)
  })

  test('its numbers are the figures’, each opens to its records, and who is behind stands in an annex by name', async () => {
    const made = await make('officer', { names: true })
    const page = await g.ask('officer', 'GET', `/api/circulars/${made.body.id}`)
    const html = String(page.body['html'])
    const figures = (await g.ask('officer', 'GET', '/api/figures?year=2026&unit=R')).body['figures'] as {
      id: string
      value: number
    }[]
    const teachers = figures.find(({ id }) => id === 'teachers')?.value
    assert.equal(teachers, 12)
    assert.match(html, new RegExp(`应达标教师<a class="claim"[^>]*>${teachers}</a>人`))
    assert.match(html, /data-ref="[^"]*&quot;figure&quot;:&quot;meeting&quot;/)
    for (const name of ['甲一', '乙三', '丙二']) assert.ok(html.includes(name), name)
    assert.ok(html.includes('集中差2学分'))
    const file = await (await g.who('officer')).send('GET', `/api/circulars/${made.body.id}/docx`)
    const text = docxText(file.rawPayload)
    assert.ok(text.includes(String(made.body['number'])) && text.includes('甲一'))
  })

  test('what everybody may read names nobody, and is there without signing in until its day', async () => {
    const named = await make('officer', { names: true, publicUntil: '2026-03-31' })
    assert.deepEqual([named.status, named.body['code']], [422, 'public-names'])
    const made = await make('officer', { publicUntil: '2026-03-31' })
    assert.equal(made.status, 200, made.body.because)
    const listed = (await g.ask(null, 'GET', '/api/public/circulars')).body['circulars'] as { id: string }[]
    assert.deepEqual(
      listed.map(({ id }) => id),
      [made.body.id],
    )
    const page = await g.ask(null, 'GET', `/api/public/circulars/${made.body.id}`)
    assert.equal(page.status, 200)
    for (const name of g.county.people.keys()) assert.ok(!String(page.body['html']).includes(name), name)
    g.clock.now = new Date('2026-04-01T02:00:00Z')
    assert.equal((await g.ask(null, 'GET', `/api/public/circulars/${made.body.id}`)).status, 404)
    g.clock.now = new Date('2026-03-02T02:00:00Z')
  })

  test('a public one with a phone number in a name is stopped', async () => {
    await g.db.admin.query(
      `update unit_state set name = '育才学校13912345678' where region_id = $1 and unit_id = $2`,
      [g.county.region, g.county.units.get('A')],
    )
    const made = await make('officer', { publicUntil: '2026-03-31' })
    assert.deepEqual([made.status, made.body['code']], [422, 'private-data'])
    assert.match(made.body.because ?? '', /手机号/)
  })

  test('a school reads the centre’s circular once it is sent to it, not before', async () => {
    const { body } = await make('officer')
    assert.equal((await g.ask('school-a', 'GET', `/api/circulars/${body.id}`)).status, 404)
    const audience = { to: 'roles', roles: ['school'], units: ['A'] }
    const told = {
      key: key(),
      title: '通报',
      body: '请查阅。',
      dueOn: null,
      pinnedUntil: null,
      circular: body.id,
      robots: false,
      audience,
    }
    assert.equal((await g.ask('officer', 'POST', '/api/notices', told)).status, 200)
    assert.equal((await g.ask('school-a', 'GET', `/api/circulars/${body.id}`)).status, 200)
    assert.equal((await g.ask('school-b', 'GET', `/api/circulars/${body.id}`)).status, 404)
  })

  const rule = {
    kind: '办法',
    title: '教师研修学分管理办法',
    number: '甲教〔2024〕3号',
    issuedOn: '2024-01-10',
    holdsFrom: '2024-02-01',
    replaces: null as string | null,
    about: '',
  }
  const enter = (more: object): Promise<Answer> =>
    g.ask('officer', 'POST', '/api/regulations', { key: key(), ...rule, ...more })
  type Rule = { number: string; version: number; inForce: boolean; holdsUntil: string | null }
  const rules = async (): Promise<Rule[]> =>
    (await g.ask('甲一', 'GET', '/api/regulations')).body['rows'] as Rule[]

  test('a rule ends where the one begins that replaces it, and only one does', async () => {
    const first = await enter({})
    const next = {
      number: '甲教〔2026〕7号',
      issuedOn: '2026-02-01',
      holdsFrom: '2026-04-01',
      replaces: first.body.id,
    }
    assert.equal((await enter(next)).status, 200)
    const standing = async (): Promise<unknown[]> =>
      (await rules()).map(({ number, version, inForce, holdsUntil }) => [
        number,
        version,
        inForce,
        holdsUntil,
      ])
    assert.deepEqual(await standing(), [
      ['甲教〔2024〕3号', 1, true, '2026-03-31'],
      ['甲教〔2026〕7号', 2, false, null],
    ])
    g.clock.now = new Date('2026-04-01T02:00:00Z')
    assert.deepEqual(
      (await rules()).map(({ inForce }) => inForce),
      [true, false],
    )
    const third = await enter({ ...next, number: '甲教〔2026〕8号', holdsFrom: '2026-05-01' })
    assert.deepEqual([third.status, third.body['code']], [409, 'replaced'])
    assert.equal((await enter({})).status, 409)
    assert.equal((await g.ask('school-a', 'POST', '/api/regulations', { key: key(), ...rule })).status, 403)
  })
})
