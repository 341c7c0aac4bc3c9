import assert from 'node:assert/strict'
import { before, suite, test } from 'node:test'
import { sql } from 'kysely'
import { suiteEnding } from '#test/harness/database.ts'
import { act, garden, handIn, key, openGardenRound, type Answer, type Garden } from './garden.ts'

type Complaint = { id: string; text: string; answer: { words: string; actor: string } | null }

suite('complaints about a round that runs', () => {
  const ending = suiteEnding()
  let g: Garden
  let round: string
  before(async () => {
    g = await garden(ending)
    round = await openGardenRound(g, { closesOn: '2026-03-10' })
  })

  const at = (local: string): void => void (g.clock.now = new Date(`${local}+08:00`))
  const complain = (more: object = {}, of = round): Promise<Answer> =>
    g.ask(null, 'POST', `/api/public/rounds/${of}/complaints`, {
      key: key(),
      name: '王群众',
      contact: '13812345678',
      text: '有人用了别人的园子来申报，请核实。',
      ...more,
    })
  const shown = async (login = 'officer'): Promise<Complaint[]> =>
    (await g.ask(login, 'GET', `/api/complaints?round=${round}`)).body['complaints'] as Complaint[]
  const running = async (): Promise<string[]> =>
    ((await g.ask(null, 'GET', '/api/public/rounds')).body['rounds'] as { id: string }[]).map(({ id }) => id)

  test('are taken by name from the first day on, once however often they are sent', async () => {
    at('2026-02-27T10:00')
    assert.deepEqual(await running(), [])
    assert.equal((await complain()).status, 404, 'not before it opens')
    at('2026-03-02T10:00')
    assert.deepEqual(await running(), [round])
    const twice = { key: key() }
    const both = await Promise.all([complain(twice), complain(twice)])
    assert.deepEqual(
      both.map(({ status }) => status),
      [200, 200],
    )
    assert.equal((await shown()).length, 1)
    assert.equal((await complain({ name: '' })).status, 400)
    assert.equal((await complain({}, key())).status, 404)
  })

  test('are read by the centre and the bureau alone, and stand among what is to be done', async () => {
    assert.match((await shown('leader'))[0]?.text ?? '', /别人的园子/)
    for (const login of ['school-a', 'cluster', '甲一'])
      assert.equal((await g.ask(login, 'GET', '/api/complaints')).status, 403, login)
    for (const who of [
      { role: 'school', unit: 'A' },
      { role: 'teacher', person: '甲一' },
    ] as const) {
      const seen = await g.county.as(
        who,
        async ({ tx }) => (await sql`select from case_complaint`.execute(tx)).rows,
      )
      assert.equal(seen.length, 0, who.role)
    }
    const { body } = await g.ask('officer', 'GET', '/api/todos')
    assert.match(JSON.stringify(body), /投诉举报：批次/)
  })

  test('are answered once, by an officer, and neither is changed afterwards', async () => {
    const [one] = await shown()
    const answer = (login: string, words = '经核实，园子为本人所有。'): Promise<Answer> =>
      g.ask(login, 'POST', `/api/complaints/${one!.id}/answer`, { key: key(), words })
    assert.equal((await answer('leader')).status, 403)
    assert.equal((await answer('officer')).status, 200)
    const again = await answer('officer-2', '另一种说法。')
    assert.equal(again.status, 409)
    assert.match(again.body.because ?? '', /已由.*答复/)
    assert.equal((await shown())[0]?.answer?.words, '经核实，园子为本人所有。')
    for (const table of ['case_complaint', 'case_answer']) {
      const change = g.county.as({ role: 'officer' }, ({ tx }) =>
        sql`delete from ${sql.table(table)}`.execute(tx),
      )
      await assert.rejects(change, /permission denied/, table)
    }
    const { rows } = await g.db.admin.query(
      `select action from audit_log where action in ('case.complained', 'case.answered') order by action`,
    )
    assert.deepEqual(rows, [{ action: 'case.answered' }, { action: 'case.complained' }])
  })

  test('are taken while anything of the round is being decided, and not when all is done', async () => {
    at('2026-03-09T10:00')
    const id = await handIn(g, '甲一', round)
    at('2026-03-20T10:00')
    assert.equal((await complain()).status, 200)
    await act(g, '甲一', id, { do: 'withdraw', because: '不再申报' })
    assert.deepEqual(await running(), [])
    const over = await complain()
    assert.equal(over.status, 409)
    assert.match(over.body.because ?? '', /已经办结/)
  })
})
