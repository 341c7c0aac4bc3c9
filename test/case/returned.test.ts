import assert from 'node:assert/strict'
import { before, suite, test } from 'node:test'
import { suiteEnding } from '#test/harness/database.ts'
import { act, garden, handIn, key, openGardenRound, toNotice, tryToAct, type Garden } from './garden.ts'

type Page = {
  row: { stage: string | null; status: string; due: string | null }
  form: Record<string, unknown>
  track: { stage: string; due: string | null }[]
  actions: { id: string; enabled: boolean; whyNot?: string }[]
}

suite('what is filled in, and handed in again', () => {
  const ending = suiteEnding()
  let g: Garden
  before(async () => (g = await garden(ending)))

  const at = (local: string): void => void (g.clock.now = new Date(`${local}+08:00`))
  const page = async (login: string, id: string): Promise<Page> =>
    (await g.ask(login, 'GET', `/api/cases/${id}`)).body as unknown as Page
  const submitAction = async (login: string, id: string) =>
    (await page(login, id)).actions.find((action) => action.id === 'submit')
  const fill = (login: string, id: string, more: object = {}) =>
    g.ask(login, 'PUT', `/api/cases/${id}/form`, {
      form: { kind: '花圃', story: `${login}在A的园子里种了三年月季`, size: 12.5, ...more },
    })

  test('a draft is not taken after the last day of its round; a returned case still is', async () => {
    at('2026-03-02T10:00')
    const round = await openGardenRound(g, { closesOn: '2026-03-03' })
    const { body } = await g.ask('甲一', 'POST', '/api/cases', { key: key(), system: 'garden-prize', round })
    const draft = body.id ?? ''
    await fill('甲一', draft)
    const returned = await handIn(g, '甲二', round)
    await act(g, 'school-a', returned, { do: 'return', because: '经过写得太短' })
    at('2026-03-04T00:01')
    await act(g, '甲二', returned, { do: 'submit' })
    const late = await tryToAct(g, '甲一', draft, { do: 'submit' })
    assert.equal(late.status, 422)
    assert.match(late.body.because ?? '', /已于 2026-03-03 截止/)
    assert.deepEqual(await submitAction('甲一', draft), {
      id: 'submit',
      enabled: false,
      whyNot: late.body.because,
    })
  })

  test('a returned case is taken through its own last day, and the page says the same', async () => {
    at('2026-03-02T10:00')
    const id = await handIn(g, '甲一', await openGardenRound(g, { closesOn: '2026-03-03' }))
    await act(g, 'school-a', id, { do: 'return', because: '经过写得太短' })
    at('2026-03-09T23:59')
    assert.deepEqual(await submitAction('甲一', id), { id: 'submit', enabled: true })
    at('2026-03-10T00:01')
    const late = await tryToAct(g, '甲一', id, { do: 'submit' })
    assert.equal(late.status, 422)
    assert.match(late.body.because ?? '', /补正期限到 2026-03-09 为止/)
    assert.deepEqual(await submitAction('甲一', id), {
      id: 'submit',
      enabled: false,
      whyNot: late.body.because,
    })
  })

  test('what a school began for a teacher, the teacher finds and hands in', async () => {
    at('2026-03-02T10:00')
    const round = await openGardenRound(g)
    const opened = await g.ask('school-a', 'POST', '/api/cases', {
      key: key(),
      system: 'garden-prize',
      round,
      personId: g.county.people.get('甲三'),
    })
    const id = opened.body.id ?? ''
    assert.equal((await g.ask('甲三', 'GET', `/api/cases/${id}`)).status, 200)
    assert.equal((await g.ask('甲一', 'GET', `/api/cases/${id}`)).status, 404)
    await fill('甲三', id)
    await act(g, '甲三', id, { do: 'submit' })
  })

  test('a field that is cleared stays empty', async () => {
    at('2026-03-02T10:00')
    const id = await handIn(g, '甲一', await openGardenRound(g))
    await act(g, 'school-a', id, { do: 'return', because: '面积不实，请删去' })
    await fill('甲一', id, { size: null })
    assert.equal((await page('甲一', id)).form['size'], undefined)
    await act(g, '甲一', id, { do: 'submit' })
    const { form } = await page('school-a', id)
    assert.deepEqual([form['size'], form['kind']], [undefined, '花圃'])
  })

  test('who changes the category of a returned case is recommended and judged anew', async () => {
    at('2026-03-02T10:00')
    const id = await toNotice(g, '甲一', await openGardenRound(g))
    await act(g, 'officer', id, { do: 'publish' })
    at('2026-03-10T10:00')
    await act(g, 'officer', id, { do: 'pass' })
    await act(g, 'leader', id, { do: 'return', because: '类别填错' })
    await fill('甲一', id, { reason: '家中无事' })
    await act(g, '甲一', id, { do: 'submit' })
    assert.equal((await page('leader', id)).row.stage, 'decide', 'the same category goes on from there')
    await act(g, 'leader', id, { do: 'return', because: '类别填错' })
    await fill('甲一', id, { kind: '菜圃' })
    await act(g, '甲一', id, { do: 'submit' })
    assert.equal((await page('leader', id)).row.stage, 'check')
  })

  test('the day that was told stays, over a holiday week too', async () => {
    at('2026-03-02T10:00')
    const year = (await g.ask('officer', 'GET', '/api/holidays?year=2026')).body['offered'] as object
    await g.ask('officer', 'PUT', '/api/holidays', { key: key(), year: 2026, ...year })
    const round = await openGardenRound(g)
    at('2026-09-29T10:00')
    const id = await handIn(g, '乙二', round)
    await act(g, 'school-b', id, { do: 'return', because: '经过写得太短' })
    at('2026-10-09T10:00')
    const { row, track } = await page('乙二', id)
    assert.equal(row.due, '2026-10-12')
    assert.equal(track.find(({ stage }) => stage === 'apply')?.due, '2026-10-12')
  })
})
