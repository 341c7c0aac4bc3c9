import assert from 'node:assert/strict'
import { before, suite, test } from 'node:test'
import { suiteEnding } from '#test/harness/database.ts'
import { sendOut } from '#test/money/sent-out.ts'
import { act, apply, key, play, tryToAct, type Played } from './county.ts'

const LINES = [
  { item: '伙食补助费', amount: 360 },
  { item: '住宿费', amount: 900 },
]
type Page = {
  choices: Record<string, { value: string; title: string }[]>
  travel: { owed: string | null; says: string } | null
  effects: { kind: string; words: string; undone: boolean }[]
  actions: { id: string; enabled: boolean; whyNot: string | null }[]
}
type Entries = {
  total: number
  rows: { id: string; amount: number; voucher: string; scans: object[]; payee: string }[]
}

suite('差旅费报销', () => {
  const ending = suiteEnding()
  let played: Played
  let sentTo: string
  let id: string

  before(async () => {
    const teachers = { A: ['甲一', '甲二'], B: ['乙一'] }
    played = await play(ending, teachers, ['甲一', '甲二', '乙一'])
    sentTo = await sendOut(played.db, played.county, { sent: ['甲一', '乙一'], passedOn: ['甲一'] })
  })

  const claim = (login: string, lines: object[] = LINES, more: object = {}) =>
    apply(
      played,
      login,
      { system: 'travel-claim' },
      { form: { journey: sentTo, place: '省内', lines, ...more }, materials: ['vouchers'] },
    )
  const pageOf = (login: string, which = id) => played.get<Page>(login, `/api/cases/${which}`)
  const entries = (login: string) =>
    played.get<Entries>(login, '/api/money/entries?year=2026&item=差旅费&offset=0&limit=50')
  const actionOf = ({ actions }: Page, name: string) => actions.find((one) => one.id === name)
  const grade = (login: string, said: string) =>
    played.ask(login, 'POST', '/api/money/claims/grade', {
      key: key(),
      activity: sentTo,
      person: played.county.people.get('甲一'),
      grade: said,
      because: '教案和听课记录齐全',
    })

  test('only what was gone to is claimed, each item once, with every fault named', async () => {
    await assert.rejects(claim('甲二'), /记录里没有这次外出学习/u)
    await assert.rejects(claim('甲一', [LINES[0]!, LINES[0]!]), /“伙食补助费”写了两行/u)
    await assert.rejects(claim('甲一', []), /请填写“费用明细”/u)
    await assert.rejects(
      claim('甲一', [{ item: '住宿费', amount: 1.234 }]),
      /第 1 行的“金额（元）”应为数，最多 2 位小数/u,
    )
    await assert.rejects(claim('甲一', [LINES[0]!, { item: '酒水' }]), /第 2 行的“科目”应为交通费、/u)
    await assert.rejects(
      claim('甲一', [{ item: '住宿费', amount: null }]),
      /请填写“费用明细”第 1 行的“金额（元）”/u,
    )
    await assert.rejects(claim('甲一', LINES, { journey: '随便' }), /“外出学习”/u)
  })

  test('a claim waits for the grade, and says so; then it is decided and paid out of the school’s books', async () => {
    id = await claim('甲一')
    const own = await pageOf('甲一')
    assert.deepEqual(
      own.choices['journey']?.map((one) => one.title),
      ['group-training活动（2026-01-14 结束，3 天，待定等级）'],
    )
    assert.equal((await played.ask('school-B', 'GET', `/api/cases/${id}`)).status, 404)
    await act(played, 'school-A', [id], { do: 'pass' })
    const blocked = await tryToAct(played, 'officer', [id], { do: 'pass' })
    assert.deepEqual([blocked.status, blocked.body.because], [422, '二级培训还没有考核等级，暂不能报销。'])
    assert.equal(actionOf(await pageOf('officer'), 'pass')?.whyNot, '二级培训还没有考核等级，暂不能报销。')
    assert.equal((await grade('school-A', 'pass')).status, 200)
    await act(played, 'officer', [id], { do: 'pass' })
    assert.match((await pageOf('school-A')).travel!.says, /^申报 1,260\.00 元，报销 960\.00 元：.*80%/u)
    await act(played, 'school-A', [id], { do: 'pass', number: '记-03-07' })
    const { total, rows } = await entries('school-A')
    assert.deepEqual(
      [total, rows[0]?.amount, rows[0]?.voucher, rows[0]?.payee, rows[0]?.scans.length],
      [1, 960, '记-03-07', '甲一', 1],
    )
    const told = await played.db.admin.query<{ body: string }>(`select body from notice where kind = 'case'`)
    assert.match(
      told.rows[0]!.body,
      /报销 960\.00 元：二级培训考核合格，报销 80%；伙食补助费按标准计 300\.00 元/u,
    )
  })

  test('nothing is paid twice: neither an item, nor a journey by two claims at once, nor a voucher', async () => {
    await assert.rejects(claim('甲一', [LINES[1]!]), /“住宿费”已经报销过 720\.00 元/u)
    const fare = [{ item: '交通费', amount: 1200 }]
    const drafts = await Promise.all([draft(fare), draft(fare)])
    const both = await Promise.all(drafts.map((one) => tryToAct(played, '甲一', [one], { do: 'submit' })))
    assert.deepEqual(both.map(({ status }) => status).toSorted(), [200, 409])
    assert.match(
      both.find(({ status }) => status === 409)!.body.because!,
      /这次外出学习已有一件差旅费报销在办理（受理编号 2026-\d{4}，/u,
    )
    const second = drafts[both.findIndex(({ status }) => status === 200)]!
    for (const login of ['school-A', 'officer']) await act(played, login, [second], { do: 'pass' })
    const twice = await tryToAct(played, 'school-A', [second], { do: 'pass', number: '记-03-07' })
    assert.deepEqual([twice.status, /凭证 记-03-07/u.test(twice.body.because ?? '')], [409, true])
    await act(played, 'school-A', [second], { do: 'pass', number: '记-03-09' })
    assert.equal((await entries('school-A')).total, 2)
  })

  /** A claim that is filled in and not handed in. */
  const draft = async (lines: object[]): Promise<string> => {
    const { body } = await played.ask('甲一', 'POST', '/api/cases', {
      key: key(),
      round: null,
      system: 'travel-claim',
    })
    await played.ask('甲一', 'PUT', `/api/cases/${body.id}/form`, {
      form: { journey: sentTo, place: '省内', lines },
    })
    await played.upload('甲一', `/api/cases/${body.id}/materials/vouchers`, 'vouchers.pdf')
    return body.id
  }

  test('what is taken back reverses its entry, both stay, and the items can be claimed anew', async () => {
    const paid = (await entries('school-A')).rows.find((row) => row.voucher === '记-03-07')!
    const past = await played.ask('school-A', 'POST', `/api/money/entries/${paid.id}/reverse`, {
      key: key(),
      because: '重复',
    })
    assert.deepEqual(
      [past.status, /请由中心在报销 2026-\d+ 里撤销/u.test(past.body.because ?? '')],
      [409, true],
    )
    await act(played, 'officer', [id], { do: 'annul', because: '票据作废', document: '甲财〔2026〕9号' })
    assert.deepEqual(
      (await entries('school-A')).rows.map((row) => row.voucher),
      ['记-03-09'],
    )
    assert.equal((await pageOf('officer')).effects.find(({ kind }) => kind === 'pay')?.undone, true)
    const { rows } = await played.db.admin.query('select because, voucher from fund_reversal')
    assert.deepEqual(rows, [{ because: '票据作废', voucher: '记-03-07' }])
    const again = await claim('甲一')
    for (const login of ['school-A', 'officer']) await act(played, login, [again], { do: 'pass' })
    await act(played, 'school-A', [again], { do: 'pass', number: '记-03-07' })
    assert.equal((await entries('school-A')).total, 2)
  })

  test('a grade that releases nothing leaves only refusing, and the reason says so', async () => {
    const other = await apply(
      played,
      '乙一',
      { system: 'travel-claim' },
      { form: { journey: sentTo, place: '省外', lines: LINES }, materials: ['vouchers'] },
    )
    await act(played, 'school-B', [other], { do: 'pass' })
    const blocked = await tryToAct(played, 'officer', [other], { do: 'pass' })
    assert.equal(blocked.body.because, '外出学习后还没有上二级培训，暂不能报销。')
    await act(played, 'officer', [other], { do: 'refuse', because: '逾期没有上二级培训' })
    assert.equal((await entries('school-B')).total, 0)
  })
})
