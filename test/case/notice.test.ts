import assert from 'node:assert/strict'
import { before, suite, test } from 'node:test'
import { publishNotice } from '#kernel/case/notices.ts'
import { suiteEnding } from '#test/harness/database.ts'
import { browser } from '#test/http/harness.ts'
import { act, garden, key, openGardenRound, toNotice, tryToAct, type Answer, type Garden } from './garden.ts'

type Notice = { id: string; title: string; from: string; until: string; people: number }
const OBJECTION = { name: '群众甲', contact: '139 0000 0000', text: '他的月季是从别家的园子里移来的。' }

suite('public notices', () => {
  const ending = suiteEnding()
  let g: Garden
  let round: string
  let id: string
  let notice: string
  before(async () => {
    g = await garden(ending)
    round = await openGardenRound(g)
  })

  const at = (local: string): void => void (g.clock.now = new Date(`${local}+08:00`))
  const listed = async (): Promise<Notice[]> =>
    (await g.ask(null, 'GET', '/api/public/notices')).body['notices'] as Notice[]
  const object = (more: object = {}, from = '203.0.113.9'): Promise<Answer> =>
    browser(g.app, from)
      .send('POST', `/api/public/notices/${notice}/objections`, {
        key: key(),
        case: id,
        ...OBJECTION,
        ...more,
      })
      .then((answer) => ({ status: answer.statusCode, body: answer.json<Answer['body']>() }))
  const objections = async (): Promise<number> =>
    (await g.db.admin.query('select from case_objection where case_id = $1', [id])).rows.length

  test('over a holiday week the period counts 工作日 by the calendar of the region', async () => {
    const year = (await g.ask('officer', 'GET', '/api/holidays?year=2026')).body['offered'] as {
      document: string
      days: object[]
    }
    assert.equal(year.document, '国办发明电〔2025〕7号')
    const set = await g.ask('officer', 'PUT', '/api/holidays', { key: key(), year: 2026, ...year })
    assert.equal(set.status, 200)
    id = await toNotice(g, '甲一', round)
    at('2026-09-29T10:00')
    await act(g, 'officer', id, { do: 'publish' })
    const [shown] = await listed()
    assert.deepEqual([shown!.from, shown!.until, shown!.people], ['2026-09-29', '2026-10-12', 1])
    notice = shown!.id
  })

  test('everybody reads name, school and kind, and nothing else of a person', async () => {
    const { status, body } = await g.ask(null, 'GET', `/api/public/notices/${notice}`)
    assert.equal(status, 200)
    assert.equal(body['open'], true)
    assert.deepEqual(body['people'], [{ case: id, name: '甲一', unit: 'A', category: '花圃' }])
    const { rows } = await g.db.admin.query<{ number: string; phone: string }>(
      'select identity_number as number, phone from person where id = $1',
      [g.county.people.get('甲一')],
    )
    const whole = JSON.stringify(body)
    for (const trace of [rows[0]!.number, rows[0]!.phone, '月季', '生病'])
      assert.ok(!whole.includes(trace), trace)
  })

  test('it cannot be closed before its last day is over', async () => {
    at('2026-10-12T23:59')
    const early = await tryToAct(g, 'officer', id, { do: 'pass' })
    assert.equal(early.status >= 400, true)
    assert.match(early.body.because ?? '', /公示到 2026-10-12 为止/)
  })

  test('an objection is taken on the last day, once however often it is sent, and not on the day after', async () => {
    const twice = { key: key() }
    const both = await Promise.all([object(twice), object(twice)])
    assert.deepEqual(
      both.map(({ status }) => status),
      [200, 200],
    )
    assert.equal(await objections(), 1)
    at('2026-10-13T00:00')
    const late = await object()
    assert.equal(late.status, 409)
    assert.match(late.body.because ?? '', /公示期已满/)
    assert.equal(await objections(), 1)
    const unknown = await object({ case: notice })
    assert.equal(unknown.status, 404)
  })

  test('only officers see who objected and what was said', async () => {
    for (const [login, seen] of [
      ['officer', 1],
      ['leader', 1],
      ['school-a', 0],
      ['cluster', 0],
      ['甲一', 0],
    ] as const) {
      const { body } = await g.ask(login, 'GET', `/api/cases/${id}`)
      assert.equal((body['objections'] as object[]).length, seen, login)
      for (const told of ['移来的', '139 0000 0000'])
        assert.equal(JSON.stringify(body).includes(told), seen === 1, login)
    }
  })

  test('with an objection open it stays, and an upheld one goes back to the judges', async () => {
    const closed = await tryToAct(g, 'officer', id, { do: 'pass' })
    assert.match(closed.body.because ?? '', /还有 1 件异议没有处理/)
    const { rows } = await g.db.admin.query<{ seq: number }>(
      'select seq from case_objection where case_id = $1',
      [id],
    )
    await act(g, 'officer', id, { do: 'uphold', objection: rows[0]!.seq, because: '经核实属实' })
    const { body } = await g.ask('officer', 'GET', `/api/cases/${id}`)
    assert.equal((body['row'] as { stage: string }).stage, 'judge')
    assert.equal((await object()).status, 409)
  })

  test('a month after its end nobody reads the names any more', async () => {
    at('2026-11-11T10:00')
    assert.equal((await g.ask(null, 'GET', `/api/public/notices/${notice}`)).status, 200)
    at('2026-11-12T10:00')
    assert.equal((await g.ask(null, 'GET', `/api/public/notices/${notice}`)).status, 404)
    assert.deepEqual(await listed(), [])
  })

  test('what holds an identity or phone number is not published', async () => {
    const publish = (more: object): Promise<string> =>
      g.county.as({ role: 'officer' }, (work) =>
        publishNotice(work, {
          system: 'garden-prize',
          roundId: null,
          stage: 'show',
          title: '园圃评比公示',
          names: ['甲一'],
          from: '2026-11-12',
          until: '2026-11-19',
          document: null,
          ...more,
        }),
      )
    await assert.rejects(publish({ title: '甲一（11010519491231002X）' }), /身份证件号/)
    await assert.rejects(publish({ names: ['甲一 138 0000 1001'] }), /手机号/)
    await assert.rejects(publish({ document: '甲教〔2026〕3号 联系 a@b.cn' }), /电子邮箱/)
    assert.match(await publish({}), /^[\da-f-]{36}$/)
  })

  test('who sends one objection after another has to wait', async () => {
    const answers: number[] = []
    for (let n = 0; n < 12; n += 1) answers.push((await object({}, '203.0.113.77')).status)
    assert.deepEqual(answers.slice(-2), [429, 429])
    assert.equal((await object({}, '203.0.113.78')).status, 409)
  })
})
