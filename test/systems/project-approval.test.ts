import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { settleDue } from '#kernel/programme/sweep.ts'
import { issue, paperOf, wordsOf } from './papers.ts'
import { act, apply, key, play, tryToAct, type Played } from './county.ts'

const TEACHERS = ['李一', '李二', '李三', '李四']
const PLAN = {
  kind: '自主项目',
  principal: '周校长',
  topic: '低段识字教学的情境设计',
  way: '专题研究',
  goal: '改进低段识字课堂，让每个孩子在情境里认字用字。',
  plan: '三月集体备课，四月同课异构两次，五月课例研讨，六月总结展示；每次半天，由教研组长主持，全体语文教师参加，资料当天归档。',
  leader: '李一',
  people: 4,
  hours: 8,
  from: '2026-03-10',
  until: '2026-06-30',
}

suite('校本研修立项审批与认定', () => {
  const endings: (() => Promise<void>)[] = []
  let played: Played
  let id: string
  let programme: string
  /** An activity that is held after the recognition. */
  let planned: string
  const credits = async (): Promise<number> => {
    const { rows } = await played.db.admin.query<{ sum: string }>(
      `select coalesce(sum(amount), 0) as sum from credit_entry`,
    )
    return Number(rows[0]?.sum)
  }
  const settle = () =>
    played.county.as({ role: 'system' }, (work) => settleDue({ ...work, now: played.clock.now }))

  after(async () => {
    for (const done of endings.toReversed()) await done()
  })
  before(async () => {
    played = await play({ after: (done) => void endings.push(done) }, { A: TEACHERS }, [TEACHERS[0]!])
    const category = { category: '校本', required: 24, hoursPerCredit: 2, ceiling: null, leastRate: 0.8 }
    const policy = { rows: [category], because: '甲研〔2026〕1号' }
    assert.equal((await played.ask('officer', 'PUT', '/api/policies/2026', policy)).status, 200)
  })

  const declare = (more: object = {}, login = 'school-A') =>
    apply(played, login, { system: 'project-approval' }, { form: { ...PLAN, ...more }, materials: ['plan'] })

  test('what does not count, or begins before it is approved, is refused with the reason', async () => {
    await assert.rejects(declare({ topic: '全体教师政治学习' }), /政治学习不属于校本研修，不予立项/)
    await assert.rejects(declare({ from: '2026-02-01' }), /开始日期 2026-02-01 已过/)
    await assert.rejects(declare({ hours: 100 }), /超过一个项目 60 学时的上限/)
    await assert.rejects(declare({}, '李一'), /由学校管理员以学校名义申报/)
  })

  test('the cluster looks through it and the centre approves: the project stands', async () => {
    id = await declare()
    assert.equal((await tryToAct(played, 'school-A', [id], { do: 'pass' })).status, 403)
    await act(played, 'cluster', [id], { do: 'pass' })
    await act(played, 'officer', [id], { do: 'pass', document: '甲研〔2026〕2号' })
    const { rows } = await played.db.admin.query<{ programme_id: string }>(
      'select programme_id from case_record where id = $1',
      [id],
    )
    programme = rows[0]!.programme_id
    const page = await played.get<{ programme: { title: string; organiser: { code: string } } }>(
      'school-A',
      `/api/programmes/${programme}`,
    )
    assert.deepEqual([page.programme.title, page.programme.organiser.code], [PLAN.topic, 'A'])
  })

  test('its activities are held and attended, and give nothing before they are recognised', async () => {
    const { body } = await played.ask('school-A', 'POST', `/api/programmes/${programme}/activities`, {
      key: key(),
      title: '情境识字课例研讨',
      phase: null,
      startsAt: '2026-03-12T08:00:00+08:00',
      endsAt: '2026-03-12T17:00:00+08:00',
      place: 'A',
      hours: 6,
      slots: 1,
    })
    const people = TEACHERS.map((name) => played.county.people.get(name)!)
    await played.ask('school-A', 'PUT', `/api/activities/${body.id}/roster`, {
      key: key(),
      add: people.map((personId) => ({ personId, role: 'trainee' })),
      remove: [],
    })
    await played.ask('school-A', 'PUT', `/api/activities/${body.id}/attendance`, {
      key: key(),
      changes: people.slice(0, 3).map((p) => ({ p, slot: 1, status: 'present' })),
    })
    played.clock.now = new Date('2026-03-13T02:00:00Z')
    await settle()
    assert.equal(await credits(), 0)
  })

  const report = async (heldHours: number): Promise<void> => {
    await played.ask('school-A', 'PUT', `/api/cases/${id}/form`, {
      form: {
        heldHours,
        outcome: '开展课例研讨一次，形成情境识字教学设计四篇，课堂识字正确率明显提高，资料齐全。',
      },
    })
  }

  test('no more is recognised than the activities on record hold', async () => {
    const { body, status } = await played.ask('school-A', 'POST', `/api/programmes/${programme}/activities`, {
      key: key(),
      title: '情境识字总结展示',
      phase: null,
      startsAt: '2026-06-12T08:00:00+08:00',
      endsAt: '2026-06-12T10:00:00+08:00',
      place: 'A',
      hours: 2,
      slots: 1,
    })
    assert.equal(status, 200)
    planned = body.id
    await report(8)
    await played.upload('school-A', `/api/cases/${id}/materials/records`, '过程记录.pdf')
    const refused = await tryToAct(played, 'school-A', [id], { do: 'submit' })
    assert.match(refused.body.because ?? '', /活动记录共 6 学时，不足申请认定的 8 学时/)
  })

  test('what was approved is not changed by the report on it', async () => {
    const outcome = '开展课例研讨一次，形成情境识字教学设计四篇，课堂识字正确率明显提高，资料齐全。'
    const form = { heldHours: 6, outcome, hours: 200, topic: '另一个主题' }
    assert.equal((await played.ask('school-A', 'PUT', `/api/cases/${id}/form`, { form })).status, 200)
    const page = await played.get<{ form: Record<string, unknown> }>('school-A', `/api/cases/${id}`)
    assert.deepEqual([page.form['hours'], page.form['topic'], page.form['heldHours']], [8, PLAN.topic, 6])
  })

  test('recognition gives the credits of who came, for the hours recognised and no more', async () => {
    await report(4)
    await act(played, 'school-A', [id], { do: 'submit' })
    await act(played, 'cluster', [id], { do: 'pass', because: '抽查签到与记录相符，两学时内容不全' })
    await act(played, 'officer', [id], { do: 'pass' })
    assert.equal(await credits(), 6, 'three teachers, 4 of the 6 hours held, 2 hours a credit')
    const people = TEACHERS.map((name) => played.county.people.get(name)!)
    await played.ask('school-A', 'PUT', `/api/activities/${planned}/roster`, {
      key: key(),
      add: people.map((personId) => ({ personId, role: 'trainee' })),
      remove: [],
    })
    await played.ask('school-A', 'PUT', `/api/activities/${planned}/attendance`, {
      key: key(),
      changes: people.map((p) => ({ p, slot: 1, status: 'present' })),
    })
    played.clock.now = new Date('2026-06-13T02:00:00Z')
    await settle()
    assert.equal(await credits(), 6, 'what is held afterwards was not recognised')
  })

  test('the school gets the approval with its number, and a certificate of the hours recognised', async () => {
    const of = (document: string) => ({ whose: 'case' as const, id, document })
    const before = await paperOf(played, 'school-A', of('approval'))
    assert.match(before.row.whyNot ?? '', /由中心起草/)
    const { html } = await paperOf(played, 'officer', of('approval'))
    assert.match(wordsOf(html), /石岭小学：/)
    assert.match(wordsOf(html), new RegExp(`《${PLAN.topic}》.*同意立项.*`))
    const { body } = await issue(played, 'officer', of('approval'), { series: '甲研', send: true })
    assert.equal(body.number, '甲研〔2026〕1号', body.because)
    const after = await paperOf(played, 'school-A', of('approval'))
    assert.match(wordsOf(after.html), /甲研〔2026〕1号/)
    const other = await played.ask('school-B', 'GET', `/api/case-documents/case/${id}/approval`)
    assert.equal(other.status, 404)
    await issue(played, 'officer', of('recognition'))
    const given = await paperOf(played, 'school-A', of('recognition'))
    assert.match(wordsOf(given.html), /认定4学时/)
    assert.equal(given.certificates.length, 1)
  })

  test('recognition that is taken back reverses the credits', async () => {
    await act(played, 'officer', [id], { do: 'annul', because: '签到记录不实', document: '甲研〔2026〕9号' })
    assert.equal(await credits(), 0)
    const { rows } = await played.db.admin.query<{ n: number }>(
      'select count(*)::integer as n from credit_entry',
    )
    assert.equal(rows[0]?.n, 6, 'both the entries and their reversals stay')
  })
})
