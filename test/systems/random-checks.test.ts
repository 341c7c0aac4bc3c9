import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { before, suite, test } from 'node:test'
import { sql, type RawBuilder } from 'kysely'
import type { AssignedProject } from '#contract/assigned.ts'
import type { SpotDraw, SpotPlan, SpotRow, SpotSheet } from '#contract/spot-check.ts'
import { inSession } from '#db/transact.ts'
import { systemSession } from '#kernel/account/system-session.ts'
import { spotRules } from '#systems/spot-check.ts'
import { suiteEnding } from '#test/harness/database.ts'
import { act, key, play, tryToAct, type Played } from './county.ts'

const TEACHERS = ['李一', '李二', '李三']
const TOPIC = '小学数学估算教学的改进'
const ASSIGNED = {
  year: 2026,
  subject: '数学',
  topic: TOPIC,
  goal: '让每个孩子在解决问题时愿意估、会估，能用估算检验结果。',
  hours: 8,
  from: '2026-03-20',
  until: '2026-06-30',
  acceptUntil: '2026-03-15',
  document: '甲研〔2026〕3号',
  schools: ['A', 'B'],
}
const PLAN = {
  principal: '周校长',
  way: '集体活动',
  plan: '三月集体备课，四月同课异构两次，五月课例研讨，六月总结展示；每次半天，由教研组长主持，全体数学教师参加，资料当天归档。',
  leader: '李一',
  people: 3,
}
const SET = {
  kind: '指定项目',
  topic: TOPIC,
  goal: ASSIGNED.goal,
  hours: 8,
  from: ASSIGNED.from,
  until: ASSIGNED.until,
}
const REPORT = {
  heldHours: 8,
  outcome: '开展课例研讨和同课异构各一次，形成估算教学设计三篇，资料齐全，效果明显。',
}
const met = Object.keys(spotRules.items).map((item) => ({ item, met: true, words: '' }))
const unmet = met.map((one) => (one.item === '记录真实' ? { ...one, met: false, words: '两人代签' } : one))

suite('指定项目与随机抽查', () => {
  const ending = suiteEnding()
  let played: Played
  let id: string
  let programme: string
  let spot: string
  /** The draw of what the first one left. */
  let rest: string

  before(async () => {
    played = await play(ending, { A: TEACHERS }, [TEACHERS[0]!])
  })

  const held = async (title: string, day: string, hours: number): Promise<void> => {
    const { body, status } = await played.ask('school-A', 'POST', `/api/programmes/${programme}/activities`, {
      key: key(),
      title,
      phase: null,
      startsAt: `${day}T08:00:00+08:00`,
      endsAt: `${day}T12:00:00+08:00`,
      place: 'A',
      hours,
      slots: 1,
    })
    assert.equal(status, 200, body.because)
  }
  const projects = async (login: string): Promise<AssignedProject[]> =>
    (await played.get<{ projects: AssignedProject[] }>(login, '/api/assigned-projects?year=2026')).projects

  test('the centre sets a topic for schools, once and with days that fit', async () => {
    const wrong = await played.ask('officer', 'POST', '/api/assigned-projects', {
      ...ASSIGNED,
      key: key(),
      acceptUntil: '2026-04-01',
    })
    assert.deepEqual([wrong.status, wrong.body.because], [422, '承接截止日期应早于开始日期，先立项后实施。'])
    assert.equal(
      (await played.ask('school-A', 'POST', '/api/assigned-projects', { ...ASSIGNED, key: key() })).status,
      403,
    )
    assert.equal(
      (await played.ask('officer', 'POST', '/api/assigned-projects', { ...ASSIGNED, key: key() })).status,
      200,
    )
    assert.equal(
      (await played.ask('officer', 'POST', '/api/assigned-projects', { ...ASSIGNED, key: key() })).status,
      409,
    )
    assert.deepEqual((await projects('school-T')).length, 0, 'a school that is not named does not see it')
    assert.deepEqual(
      (await projects('officer'))[0]?.schools.map(({ unit }) => unit.code),
      ['A', 'B'],
    )
  })

  test('a school accepts it and hands in its plan; what the centre has set stays', async () => {
    const [project] = await projects('school-A')
    assert.equal(project?.schools.length, 1, 'of the schools it sees itself')
    const url = `/api/assigned-projects/${project!.id}/accept`
    assert.equal((await played.ask('school-T', 'POST', url, { key: key() })).status, 403)
    const accept = () => played.ask('school-A', 'POST', url, { key: key() })
    const both = await Promise.all([accept(), accept()])
    assert.deepEqual(both.map(({ status }) => status).toSorted(), [200, 409], 'two at the school at once')
    id = both.find(({ status }) => status === 200)!.body.id
    assert.equal((await accept()).status, 409)
    const drafts = await played.db.admin.query('select from case_record')
    assert.equal(drafts.rowCount, 1)
    const [other] = (await projects('officer'))[0]?.schools ?? []
    assert.deepEqual([other?.state, other?.case], ['已承接，填写方案', null], 'a draft is the school’s own')
    await played.ask('school-A', 'PUT', `/api/cases/${id}/form`, { form: { ...PLAN, ...SET, hours: 20 } })
    await played.upload('school-A', `/api/cases/${id}/materials/plan`, '方案.pdf')
    const refused = await tryToAct(played, 'school-A', [id], { do: 'submit' })
    assert.match(refused.body.because ?? '', /学时由中心指定，请改回/)
    await played.ask('school-A', 'PUT', `/api/cases/${id}/form`, { form: { ...PLAN, ...SET } })
    await act(played, 'school-A', [id], { do: 'submit' })
  })

  test('it is assessed by territory, not by the centre', async () => {
    assert.equal((await tryToAct(played, 'officer', [id], { do: 'pass' })).status, 403)
    await act(played, 'cluster', [id], { do: 'pass' })
    const { rows } = await played.db.admin.query<{ programme_id: string; stage: string }>(
      'select programme_id, stage from case_record where id = $1',
      [id],
    )
    programme = rows[0]!.programme_id
    assert.equal(rows[0]?.stage, 'report')
    assert.equal((await projects('officer'))[0]?.schools[0]?.state, '申请认定')
  })

  test('no school declares an assigned project by itself', async () => {
    const opened = await played.ask('school-B', 'POST', '/api/cases', {
      key: key(),
      system: 'project-approval',
      round: null,
    })
    await played.ask('school-B', 'PUT', `/api/cases/${opened.body.id}/form`, { form: { ...PLAN, ...SET } })
    await played.upload('school-B', `/api/cases/${opened.body.id}/materials/plan`, '方案.pdf')
    const refused = await tryToAct(played, 'school-B', [opened.body.id], { do: 'submit' })
    assert.match(refused.body.because ?? '', /指定项目由中心下达/)
  })

  const ASKED = {
    title: '2026 年春季抽查',
    from: '2026-03-01',
    until: '2026-04-30',
    percent: 50,
    reason: null,
  }
  const announce = (more: object = {}) =>
    played.ask('cluster', 'POST', '/api/spot-plans', { ...ASKED, ...more, key: key() })
  const drawIt = (plan: string, number: string | null = null, who = 'cluster') =>
    played.ask(who, 'POST', `/api/spot-plans/${plan}/draw`, { key: key(), number })
  type Draws = { plans: SpotPlan[]; draws: SpotDraw[] }
  const draws = (who: string): Promise<Draws> => played.get<Draws>(who, '/api/spot-draws?year=2026')
  const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

  test('a draw is announced with the hash of a secret, drawn once, and anybody can check it', async () => {
    const plan: string = (await announce()).body.id
    assert.match((await drawIt(plan)).body.because ?? '', /没有可抽的活动/)
    await held('估算课例研讨', '2026-03-25', 4)
    await held('估算同课异构', '2026-04-08', 4)
    const { plans } = await draws('school-B')
    const { secret: hidden } = (
      await played.db.admin.query<{ secret: string }>('select secret from spot_secret')
    ).rows[0]!
    assert.equal(plans[0]?.commitment, sha256(hidden))
    assert.ok(!JSON.stringify(plans).includes(hidden), 'what decides is known to nobody yet')
    played.clock.now = new Date('2026-05-06T02:00:00Z')
    assert.equal((await drawIt(plan, null, 'school-A')).status, 403)
    spot = (await drawIt(plan, '0620 1127')).body.id
    const page = await played.get<{ draw: SpotDraw; rows: SpotRow[] }>('school-A', `/api/spot-draws/${spot}`)
    const { committed, seed } = page.draw
    assert.deepEqual([page.draw.pool, page.draw.drawn, committed?.number], [2, 1, '0620 1127'])
    assert.equal(sha256(committed?.secret ?? ''), plans[0]?.commitment)
    assert.equal(sha256(`${committed?.secret}:0620 1127`), seed)
    assert.deepEqual(
      page.rows.map(({ chosen, activity, digest }) => [chosen, digest === sha256(`${seed}:${activity.id}`)]),
      [
        [true, true],
        [false, true],
      ],
    )
    assert.ok(page.rows[0]!.digest < page.rows[1]!.digest)
    assert.equal((await drawIt(plan, '1234')).status, 409, 'a draw stands')
    assert.deepEqual((await draws('school-A')).plans, [])
    assert.equal(
      (await played.get<{ rows: SpotRow[] }>('school-B', `/api/spot-draws/${spot}`)).rows.length,
      0,
    )
  })

  test('the same days are drawn from again for a reason that everybody reads', async () => {
    const again = { title: '再抽一次', percent: 100 }
    const refused = await announce(again)
    assert.deepEqual([refused.status, refused.body.field], [422, 'reason'])
    assert.match(refused.body.because ?? '', /已有抽查“2026 年春季抽查”.*写明原因/)
    const reason = '首次只抽到一次活动'
    const one = (await announce({ ...again, reason })).body.id
    const other = (await announce({ ...again, title: '同时再抽', reason })).body.id
    assert.deepEqual(
      (await draws('school-A')).plans.map((plan) => plan.reason),
      [reason, reason],
    )
    const both = await Promise.all([drawIt(one), drawIt(other)])
    assert.deepEqual(both.map(({ status }) => status).toSorted(), [200, 422], 'nothing is left for the other')
    rest = both.find(({ status }) => status === 200)!.body.id
    const { draw } = await played.get<{ draw: SpotDraw }>('cluster', `/api/spot-draws/${rest}`)
    assert.deepEqual([draw.pool, draw.reason], [1, reason], 'what was drawn before is not drawn again')
  })

  test('a draw cannot be made up in the database either', async () => {
    const [plan] = (await draws('cluster')).plans
    const session = await systemSession(played.db, played.county.region, '测试')
    const asApp = (query: RawBuilder<unknown>): Promise<unknown> =>
      inSession(played.db, session.hash, (tx) => query.execute(tx))
    await assert.rejects(asApp(sql`select secret from spot_secret`), /permission denied/)
    const made = sql`insert into spot_draw (id, unit_id, title, from_on, until_on, percent, seed, plan_id, secret, number)
      select gen_random_uuid(), unit_id, title, from_on, until_on, percent, encode(sha256('mine:'), 'hex'), id, 'mine', ''
      from spot_plan where id = ${plan?.id}`
    await assert.rejects(asApp(made), /as it was announced/)
    await session.end()
  })

  const file = (login: string, at: SpotRow, more: object, draw = spot) =>
    played.ask(login, 'POST', `/api/spot-draws/${draw}/activities/${at.activity.id}/checks`, {
      key: key(),
      verdict: 'accepted',
      hours: 4,
      words: '',
      findings: met,
      ...more,
    })
  const chosen = async (draw = spot): Promise<SpotRow> =>
    (await played.get<{ rows: SpotRow[] }>('cluster', `/api/spot-draws/${draw}`)).rows[0]!

  test('an activity that falls short sends the project back, and it waits until it is put right', async () => {
    await played.ask('school-A', 'PUT', `/api/cases/${id}/form`, { form: REPORT })
    await played.upload('school-A', `/api/cases/${id}/materials/records`, '过程记录.pdf')
    await act(played, 'school-A', [id], { do: 'submit' })
    const blocked = await tryToAct(played, 'cluster', [id], { do: 'pass' })
    assert.match(blocked.body.because ?? '', /被抽中，还没有检查/)
    const at = await chosen()
    assert.equal((await file('school-A', at, {})).status, 403)
    const sent = await file('cluster', at, {
      verdict: 'returned',
      hours: 0,
      words: '补齐签到',
      findings: unmet,
    })
    assert.deepEqual([sent.status, sent.body['caseReturned']], [200, true])
    const refused = await tryToAct(played, 'school-A', [id], { do: 'submit' })
    assert.match(refused.body.because ?? '', /退回整改：补齐签到。请学校整改并说明情况/)
    const url = `/api/spot-draws/${spot}/activities/${at.activity.id}`
    const answer = (login: string) =>
      played.ask(login, 'POST', `${url}/answers`, { key: key(), words: '已由本人补签并说明原因' })
    assert.equal((await answer('school-B')).status, 404)
    assert.equal((await answer('school-A')).status, 200)
    assert.equal((await answer('school-A')).status, 409)
    const sheet = await played.get<SpotSheet>('cluster', url)
    assert.deepEqual([sheet.row.state, sheet.checks[0]?.answers.length], ['answered', 1])
  })

  test('what the checks do not recognise is not asked for, and less is recognised only with the reason', async () => {
    assert.equal((await file('officer', await chosen(rest), {}, rest)).status, 200)
    const at = await chosen()
    assert.equal((await file('cluster', at, { hours: 2 })).status, 422)
    assert.equal((await file('cluster', at, { hours: 2, words: '后半段没有记录' })).status, 200)
    const refused = await tryToAct(played, 'school-A', [id], { do: 'submit' })
    assert.match(refused.body.because ?? '', /活动记录共 6 学时（抽查核减 2 学时）/)
    await played.ask('school-A', 'PUT', `/api/cases/${id}/form`, { form: { ...REPORT, heldHours: 6 } })
    await act(played, 'school-A', [id], { do: 'submit' })
    await act(played, 'cluster', [id], { do: 'pass' })
    assert.equal(
      (await tryToAct(played, 'officer', [id], { do: 'pass', score: 7, because: '多认' })).status,
      422,
    )
    assert.equal((await tryToAct(played, 'officer', [id], { do: 'pass', score: 5 })).status, 422)
    await act(played, 'officer', [id], { do: 'pass', score: 5, because: '总结不完整' })
    const { rows } = await played.db.admin.query<{ hours: string }>(
      'select hours from programme_hold where programme_id = $1',
      [programme],
    )
    assert.equal(Number(rows[0]?.hours), 5)
  })
})
