import assert from 'node:assert/strict'
import { before, suite, test } from 'node:test'
import { newId } from '#lib/ids.ts'
import { suiteEnding } from '#test/harness/database.ts'
import {
  act,
  assign,
  garden,
  handIn,
  judgingsOf,
  key,
  openGardenRound,
  scoreAll,
  tryToAct,
  versionOf,
  type Garden,
} from './garden.ts'

suite('judging', () => {
  const ending = suiteEnding()
  let g: Garden
  let round: string
  before(async () => {
    g = await garden(ending)
    round = await openGardenRound(g)
  })

  const toReview = async (teacher: string, school: string): Promise<string> => {
    const id = await handIn(g, teacher, round)
    await act(g, school, id, { do: 'pass' })
    return id
  }

  test('who is barred is not assigned, and the answer says who and why', async () => {
    await g.db.admin.query(
      `insert into pairing (region_id, id, mentor_id, apprentice_id, starts_on, ends_after) values ($1, $2, $3, $4, '2019-01-01', '2020-01-01')`,
      [g.county.region, newId(), g.county.people.get('丙三'), g.county.people.get('甲一')],
    )
    const id = await toReview('甲一', 'school-a')
    const other = await handIn(g, '乙二', round)
    const { body } = await assign(g, id, ['甲一', '甲二', '丙三', '乙二', '丙一', '乙一'])
    await act(g, '乙二', other, { do: 'withdraw', because: '填错了类别' })
    assert.equal(body['assigned'], 2)
    assert.deepEqual(
      (body['refused'] as { who: string; because: string }[]).map(
        ({ who, because }) => `${who}${because.slice(0, 8)}`,
      ),
      ['甲一是申请人本人，应', '甲二与申请人同在一个', '丙三与申请人是或曾是', '乙二本人也在这个批次'],
    )
  })

  test('a judge sees a number and what is meant for judges, never name or unit', async () => {
    const [sheet] = await judgingsOf(g, '丙一')
    assert.match(sheet!.blind, /^\d{4}$/)
    assert.deepEqual(sheet!.shown, [
      { title: '种植经过', value: '＊＊在＊＊的园子里种了三年月季' },
      { title: '面积', value: '12.5' },
    ])
    const whole = JSON.stringify((await g.ask('丙一', 'GET', '/api/judgings')).body)
    for (const trace of ['甲一', g.county.people.get('甲一')!, '生病'])
      assert.ok(!whole.includes(trace), trace)
    assert.deepEqual(await judgingsOf(g, '甲一'), [])
  })

  test('the numbers of several cases are drawn, and the judges of one share its number', async () => {
    const ids = [await toReview('甲二', 'school-a'), await toReview('甲三', 'school-a')]
    for (const id of ids) await assign(g, id, ['丙一', '丙二', '乙二'])
    const numbers = (await judgingsOf(g, '丙一')).map(({ blind }) => blind)
    assert.equal(new Set(numbers).size, 3)
    const shared = (await judgingsOf(g, '丙二')).map(({ blind }) => blind)
    assert.equal(shared.length, 2)
    assert.ok(shared.every((blind) => numbers.includes(blind)))
  })

  test('points are checked, may be changed, and count once however often they are sent', async () => {
    const [sheet] = await judgingsOf(g, '乙一')
    const score = (body: object): ReturnType<Garden['ask']> =>
      g.ask('乙一', 'PUT', `/api/judgings/${sheet!.id}`, { key: key(), points: null, ...body })
    assert.match((await score({ points: { 长势: 61, 布局: 1 } })).body.because ?? '', /“长势”应为 0 到 60 分/)
    assert.match((await score({ points: { 长势: 60 } })).body.because ?? '', /“布局”还没有打分/)
    assert.match((await score({})).body.because ?? '', /两者选一/)
    assert.equal((await score({ points: { 长势: 10, 布局: 10 } })).status, 200)
    const twice = { key: key(), points: { 长势: 55.5, 布局: 35 }, recuse: null }
    const both = await Promise.all([score(twice), score(twice)])
    assert.deepEqual(
      both.map(({ status }) => status),
      [200, 200],
    )
    assert.deepEqual((await judgingsOf(g, '乙一'))[0]?.points, { 长势: 55.5, 布局: 35 })
    const { rows } = await g.db.admin.query('select from audit_log where action = $1 and subject_id = $2', [
      'case.scored',
      sheet!.id,
    ])
    assert.equal(rows.length, 2)
  })

  test('nobody scores for another, nor what is not theirs', async () => {
    const [sheet] = await judgingsOf(g, '乙一')
    for (const other of ['丙一', '甲一', 'officer', 'school-b']) {
      const answer = await g.ask(other, 'PUT', `/api/judgings/${sheet!.id}`, {
        key: key(),
        points: { 长势: 1, 布局: 1 },
      })
      assert.equal(answer.status, 404, other)
    }
  })

  test('a review closes with the mean once all have scored, and then takes no more points', async () => {
    const [sheet] = await judgingsOf(g, '乙一')
    const { rows } = await g.db.admin.query<{ id: string }>(
      'select case_id as id from case_judge where id = $1',
      [sheet!.id],
    )
    const id = rows[0]!.id
    const early = await tryToAct(g, 'officer', id, { do: 'pass', score: 99 })
    assert.equal(early.status, 422)
    assert.match(early.body.because ?? '', /还有 1 名评委没有打分：丙一/)
    await scoreAll(g, '丙一', { 长势: 60, 布局: 40 })
    await act(g, 'officer', id, { do: 'pass', score: 1 })
    const { rows: scored } = await g.db.admin.query<{ score: string }>(
      'select score from case_record where id = $1',
      [id],
    )
    assert.equal(Number(scored[0]?.score), 95.25)
    const late = await g.ask('乙一', 'PUT', `/api/judgings/${sheet!.id}`, {
      key: key(),
      points: { 长势: 1, 布局: 1 },
    })
    assert.equal(late.status, 409)
    assert.equal((await judgingsOf(g, '乙一'))[0]?.open, false)
  })

  test('who steps aside says why, counts no more, and is not assigned again', async () => {
    const id = await toReview('乙三', 'school-b')
    await assign(g, id, ['丙一', '丙二', '丙三'])
    const mine = (await judgingsOf(g, '丙三')).find(({ open }) => open)!
    await g.ask('丙三', 'PUT', `/api/judgings/${mine.id}`, { key: key(), points: { 长势: 0, 布局: 0 } })
    assert.equal(
      (await g.ask('丙三', 'PUT', `/api/judgings/${mine.id}`, { key: key(), points: null, recuse: '是邻居' }))
        .status,
      200,
    )
    assert.deepEqual(await judgingsOf(g, '丙三'), [])
    const again = await assign(g, id, ['丙一', '丙二', '丙三'])
    assert.deepEqual(again.body, { assigned: 2, refused: [{ who: '丙三', because: '已说明须回避：是邻居' }] })
    await assign(g, id, ['丙一', '丙二'])
    assert.deepEqual((await assign(g, id, ['丙一', '丙二', '丙三'])).body, again.body, 'not named for once')
    for (const judge of ['丙一', '丙二']) {
      for (const one of await judgingsOf(g, judge)) {
        if (one.open)
          await g.ask(judge, 'PUT', `/api/judgings/${one.id}`, { key: key(), points: { 长势: 40, 布局: 40 } })
      }
    }
    await act(g, 'officer', id, { do: 'pass' })
    const { rows } = await g.db.admin.query<{ score: string }>(
      'select score from case_record where id = $1',
      [id],
    )
    assert.equal(Number(rows[0]?.score), 80)
  })

  test('who is not named any more is taken off, but not who has scored', async () => {
    const id = await toReview('乙二', 'school-b')
    await assign(g, id, ['丙一', '丙二', '教研员'])
    await scoreAll(g, '丙二', { 长势: 50, 布局: 20 })
    assert.equal((await assign(g, id, ['丙一'])).body['assigned'], 2)
    assert.deepEqual(await judgingsOf(g, '教研员'), [])
  })

  test('of two who close a review at once one wins, and a double click closes it once', async () => {
    const id = await toReview('乙一', 'school-b')
    await assign(g, id, ['丙一', '丙二'])
    await scoreAll(g, '丙一', { 长势: 50, 布局: 20 })
    await scoreAll(g, '丙二', { 长势: 50, 布局: 20 })
    const version = await versionOf(g, id)
    const same = { key: key(), version, action: { do: 'pass' } }
    const close = (login: string, body: object): ReturnType<Garden['ask']> =>
      g.ask(login, 'POST', `/api/cases/${id}/act`, body)
    const answers = await Promise.all([
      close('officer', same),
      close('officer', same),
      close('officer-2', { ...same, key: key() }),
    ])
    assert.deepEqual(answers.map(({ status }) => status).toSorted(), [200, 200, 409])
    assert.equal(await versionOf(g, id), version + 1)
  })

  test('nobody appoints the judges of a case of their own', async () => {
    const mine = await g.ask('officer', 'POST', '/api/cases', {
      key: key(),
      system: 'garden-prize',
      round,
      personId: g.county.people.get('主任'),
    })
    const answer = await assign(g, mine.body.id!, ['丙一'])
    assert.equal(answer.status, 403)
  })
})
