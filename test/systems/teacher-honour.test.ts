import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { act, apply, judge, key, play, tryToAct, type Played } from './county.ts'

const JUDGES = ['评委甲', '评委乙', '评委丙']
const named = (school: string, many: number): string[] =>
  Array.from({ length: many }, (_, n) => `${school}教师${'一二三四五六七八九十'.charAt(n)}`)
const RURAL = named('石岭', 5)
const TOWN = named('县城', 6)
/** Named in an earlier round, so that the year begins with a body of backbone teachers to choose famous ones from. */
const EARLIER = '石岭教师一'

type Figures = { figures: { id: string; value: number; by?: Record<string, Record<string, number>> }[] }

suite('骨干教师与名师评选', () => {
  const endings: (() => Promise<void>)[] = []
  let played: Played
  let round: string
  const cases = new Map<string, string>()
  const idsOf = (names: readonly string[]): string[] => names.map((name) => cases.get(name) ?? '')
  const titles = async () =>
    (await played.get<Figures>('officer', '/api/figures?year=2026')).figures.find(({ id }) => id === 'titles')

  after(async () => {
    for (const done of endings.toReversed()) await done()
  })
  before(async () => {
    played = await play({ after: (done) => void endings.push(done) }, { A: RURAL, T: TOWN, C: JUDGES })
    await played.db.admin.query(
      `insert into title_grant (region_id, id, person_id, title, level, named_on) values ($1, gen_random_uuid(), $2, '骨干教师', 'county', '2025-09-01')`,
      [played.county.region, played.county.people.get(EARLIER)],
    )
    const { body } = await played.ask('officer', 'POST', '/api/rounds', {
      key: key(),
      system: 'teacher-honour',
      title: '2026 年骨干教师与名师评选',
      year: 2026,
      opensOn: '2026-03-01',
      closesOn: '2026-03-31',
      document: '甲教〔2026〕15号',
      places: [
        { category: '骨干教师', places: 6, floor: 3 },
        { category: '名师', places: 1, floor: 0 },
      ],
      unitPlaces: [{ unit: 'T', category: '骨干教师', places: 5 }],
    })
    round = body.id
  })

  const enter = async (name: string, honour: string, more: object = {}): Promise<void> => {
    const form = {
      honour,
      subject: '语文',
      openLessons: 6,
      guided: 3,
      deeds:
        '近三年承担片区公开课六节，指导三名青年教师，主持县级小课题一项，成果在全县推广，教学质量名列前茅，撰写的课例两次获县级一等奖。',
      ...more,
    }
    cases.set(
      name,
      await apply(
        played,
        name,
        { system: 'teacher-honour', round },
        { form, materials: ['proof', 'ethics'] },
      ),
    )
  }

  test('who does not meet the conditions is told which, before anything is handed in', async () => {
    await assert.rejects(enter(TOWN[0]!, '骨干教师', { openLessons: 1 }), /近三年公开课 1 节，应不少于 3 节/)
    await assert.rejects(enter(TOWN[1]!, '名师'), /申报名师须有在任期内的骨干教师/)
    await assert.rejects(enter(EARLIER, '骨干教师'), /已是在任期内的骨干教师/)
    // the drafts of the refused are taken up again by their owners
    await played.db.admin.query(`delete from case_material`)
    await played.db.admin.query(`delete from case_record`)
  })

  test('teachers apply on their phones; the school recommends within its places', async () => {
    await enter(EARLIER, '名师')
    for (const name of [...RURAL.slice(1), ...TOWN]) await enter(name, '骨干教师')
    await act(played, 'school-A', idsOf(RURAL), { do: 'pass' })
    await act(played, 'school-T', idsOf(TOWN.slice(0, 5)), { do: 'pass' })
    const sixth = await tryToAct(played, 'school-T', idsOf(TOWN.slice(5)), { do: 'pass' })
    assert.match(sixth.body.because ?? '', /县第一小学的推荐名额为 5 个，已推荐 5 个/)
    assert.equal(
      (await tryToAct(played, 'school-A', idsOf(TOWN.slice(5)), { do: 'pass' })).status,
      404,
      'another school’s teacher',
    )
    await act(played, 'school-T', idsOf(TOWN.slice(5)), {
      do: 'return',
      because: '推荐名额已满，可改报其他类别',
    })
    await act(played, 'cluster', idsOf([...RURAL, ...TOWN.slice(0, 5)]), { do: 'pass' })
  })

  test('judges score by number, and the result is the mean of what they gave', async () => {
    const all = [...RURAL, ...TOWN.slice(0, 5)]
    await judge(played, JUDGES, idsOf(all), () => ({
      师德表现: 19,
      教学能力: 36,
      教研成果: 20,
      示范引领: 12,
    }))
    const { body } = await played.ask<{ judgings: object[] }>(JUDGES[0]!, 'GET', '/api/judgings')
    const shown = JSON.stringify(body.judgings)
    assert.ok(shown.includes('片区公开课') && !shown.includes('石岭') && !shown.includes('县城'))
    await act(played, 'officer', idsOf(all), { do: 'pass' })
    const page = await played.get<{ row: { score: number } }>('officer', `/api/cases/${cases.get(EARLIER)}`)
    assert.equal(page.row.score, 87)
  })

  test('the bureau decides within the places, of which some are kept for rural teachers', async () => {
    await act(played, 'leader', idsOf([EARLIER]), { do: 'pass' })
    await act(played, 'leader', idsOf(TOWN.slice(0, 3)), { do: 'pass' })
    const fourth = await tryToAct(played, 'leader', idsOf(TOWN.slice(3, 4)), { do: 'pass' })
    assert.match(fourth.body.because ?? '', /6 个名额中有 3 个留给乡村教师/)
    await act(played, 'leader', idsOf(RURAL.slice(1, 4)), { do: 'pass' })
    const seventh = await tryToAct(played, 'leader', idsOf(RURAL.slice(4)), { do: 'pass' })
    assert.match(seventh.body.because ?? '', /6 个名额已用完/)
    await act(played, 'leader', idsOf([...RURAL.slice(4), ...TOWN.slice(3, 5)]), {
      do: 'refuse',
      because: '名额所限',
    })
  })

  test('an objection that holds sends one back; the others are named after the notice', async () => {
    const winners = [...RURAL.slice(0, 4), ...TOWN.slice(0, 3)]
    await act(played, 'officer', idsOf(winners), { do: 'publish', document: '甲教〔2026〕33号' })
    const { body: list } = await played.ask<{ notices: { id: string }[] }>(null, 'GET', '/api/public/notices')
    const notice = list.notices[0]!.id
    const accused = winners.at(-1)!
    const said = {
      key: key(),
      case: cases.get(accused),
      name: '赵六',
      contact: '0871-63212345',
      text: '该教师近三年没有承担过片区公开课，请核实。',
    }
    assert.equal(
      (await played.ask(null, 'POST', `/api/public/notices/${notice}/objections`, said)).status,
      200,
    )
    const page = await played.get<{ objections: { seq: number }[] }>(
      'officer',
      `/api/cases/${cases.get(accused)}`,
    )
    await act(played, 'officer', idsOf([accused]), {
      do: 'uphold',
      objection: page.objections[0]!.seq,
      because: '经查公开课记录不实',
    })
    await act(played, 'leader', idsOf([accused]), { do: 'refuse', because: '业绩不实' })
    played.clock.now = new Date('2026-03-10T02:00:00Z')
    await act(played, 'officer', idsOf(winners.slice(0, -1)), { do: 'pass' })
    await act(played, 'officer', idsOf(winners.slice(0, -1)), {
      do: 'pass',
      number: '甲教〔2026〕36号',
      document: '甲教〔2026〕36号',
    })
    const figure = await titles()
    assert.deepEqual(
      figure?.by?.['kind'],
      { 骨干教师: 6, 名师: 1 },
      '5 of the round and the one named before',
    )
    assert.deepEqual(figure?.by?.['urban'], { 乡村: 5, 城区: 2 })
    const { rows } = await played.db.admin.query<{ named_on: string; ends_after: string }>(
      `select named_on, ends_after from title_grant where title = '名师'`,
    )
    assert.deepEqual(rows, [{ named_on: '2026-03-10', ends_after: '2029-03-09' }])
  })

  test('a naming that is taken back is gone from the person and the figures', async () => {
    await act(played, 'officer', idsOf([RURAL[1]!]), {
      do: 'annul',
      because: '查实学术不端',
      document: '甲教〔2026〕50号',
    })
    assert.equal((await titles())?.by?.['kind']?.['骨干教师'], 5)
  })
})
