import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { titlesBook } from './books.ts'
import { decision, documents } from './honour-papers.ts'
import { act, apply, judge, key, play, tryToAct, type Played } from './county.ts'

const JUDGES = ['评委甲', '评委乙', '评委丙']
const DIGITS = '一二三四五六七八九十'
const named = (school: string, many: number): string[] =>
  Array.from(
    { length: many },
    (_, n) => `${school}${DIGITS.charAt(Math.floor(n / 10))}${DIGITS.charAt(n % 10)}`,
  )

/** Who is named in the round, by category and where they teach: 90, of whom 46 rural; 6 of 10 famous ones rural. */
const ROUND = {
  骨干教师: { rural: 30, town: 30 },
  教学能手: { rural: 10, town: 10 },
  名师: { rural: 6, town: 4 },
} as const
type Honour = keyof typeof ROUND
const HONOURS = Object.keys(ROUND) as Honour[]

const RURAL = named('岭', 47)
const TOWN = named('城', 46)
/** Two more than there are places for: one rural, one of the town. */
const SPARE_RURAL = RURAL[46]!
const SPARE_TOWN = TOWN[44]!
/** Beyond the school's places. */
const BEYOND = TOWN[45]!

/** Each category's people, taken from the lists in order. */
function shared(): Record<Honour, { rural: string[]; town: string[] }> {
  const [rural, town] = [[...RURAL], [...TOWN]]
  const take = (honour: Honour) => ({
    rural: rural.splice(0, ROUND[honour].rural),
    town: town.splice(0, ROUND[honour].town),
  })
  return { 骨干教师: take('骨干教师'), 教学能手: take('教学能手'), 名师: take('名师') }
}
const PEOPLE = shared()
const everyone = (honour: Honour): string[] => [...PEOPLE[honour].rural, ...PEOPLE[honour].town]
const WINNERS = HONOURS.flatMap(everyone)

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
    played = await play({ after: (done) => void endings.push(done) }, { A: RURAL, T: TOWN, C: JUDGES }, [
      RURAL[0]!,
      TOWN[0]!,
    ])
    // those who apply as famous teachers were named in an earlier round, which is over by the end of the year
    const earlier = { from: '2023-09-01', until: '2026-08-31' }
    await played.takeIn(await titlesBook(played.db, everyone('名师'), earlier))
    const { body } = await played.ask('officer', 'POST', '/api/rounds', {
      key: key(),
      system: 'teacher-honour',
      title: '2026 年骨干教师与名师评选',
      year: 2026,
      opensOn: '2026-03-01',
      closesOn: '2026-03-31',
      document: '甲教〔2026〕15号',
      places: HONOURS.map((category) => ({
        category,
        places: ROUND[category].rural + ROUND[category].town,
        floor: ROUND[category].rural,
      })),
      unitPlaces: [{ unit: 'T', category: '骨干教师', places: 31 }],
    })
    round = body.id
  })

  /** A teacher applies alone, or the school's clerk enters it. */
  const enter = async (name: string, honour: string, login: string, more: object = {}): Promise<void> => {
    const form = {
      honour,
      subject: '语文',
      openLessons: 6,
      guided: 3,
      deeds:
        '近三年承担片区公开课六节，指导三名青年教师，主持县级小课题一项，成果在全县推广，教学质量名列前茅，撰写的课例两次获县级一等奖。',
      ...more,
    }
    const asked = { system: 'teacher-honour', round, personId: played.county.people.get(name) }
    cases.set(name, await apply(played, login, asked, { form, materials: ['proof', 'ethics'] }))
  }

  test('who does not meet the conditions is told which, and may mend it', async () => {
    const own = RURAL[0]!
    await assert.rejects(enter(own, '骨干教师', own, { openLessons: 1 }), /近三年公开课 1 节，应不少于 3 节/)
    await assert.rejects(enter(TOWN[0]!, '名师', TOWN[0]!), /申报名师须有在任期内的骨干教师/)
    await assert.rejects(enter(everyone('名师')[0]!, '骨干教师', 'school-A'), /已是在任期内的骨干教师/)
    const drafts = await played.get<{ rows: { id: string; name: string }[] }>(own, '/api/cases?status=draft')
    await played.ask(own, 'PUT', `/api/cases/${drafts.rows[0]!.id}/form`, {
      form: {
        ...(await played.get<{ form: object }>(own, `/api/cases/${drafts.rows[0]!.id}`)).form,
        openLessons: 5,
      },
    })
    await act(played, own, [drafts.rows[0]!.id], { do: 'submit' })
    cases.set(own, drafts.rows[0]!.id)
    for (const login of [TOWN[0]!, 'school-A']) {
      const { rows } = await played.get<{ rows: { id: string }[] }>(login, '/api/cases?status=draft')
      await act(played, login, [rows[0]!.id], { do: 'withdraw', because: '改报其他类别' })
    }
  })

  test('teachers apply, or their school enters it; the school recommends within its places', async () => {
    const left = HONOURS.flatMap((honour) => everyone(honour).map((name) => [name, honour] as const)).filter(
      ([name]) => !cases.has(name),
    )
    left.push([SPARE_RURAL, '骨干教师'], [SPARE_TOWN, '骨干教师'], [BEYOND, '骨干教师'])
    const clerk = async (): Promise<void> => {
      for (let next = left.shift(); next !== undefined; next = left.shift()) {
        await enter(next[0], next[1], next[0].startsWith('岭') ? 'school-A' : 'school-T')
      }
    }
    await Promise.all([clerk(), clerk(), clerk(), clerk()])
    await act(played, 'school-A', idsOf(RURAL), { do: 'pass' })
    await act(played, 'school-T', idsOf(TOWN.filter((name) => name !== BEYOND)), { do: 'pass' })
    const beyond = await tryToAct(played, 'school-T', idsOf([BEYOND]), { do: 'pass' })
    assert.match(beyond.body.because ?? '', /县第一小学的推荐名额为 31 个，已推荐 31 个/)
    const other = await tryToAct(played, 'school-A', idsOf([BEYOND]), { do: 'pass' })
    assert.equal(other.status, 404, 'another school’s teacher')
    await act(played, 'school-T', idsOf([BEYOND]), { do: 'return', because: '推荐名额已满，可改报其他类别' })
    await act(played, 'cluster', idsOf([...WINNERS, SPARE_RURAL, SPARE_TOWN]), { do: 'pass' })
  })

  test('judges score by number, and the result is the mean of what they gave', async () => {
    const all = idsOf([...WINNERS, SPARE_RURAL, SPARE_TOWN])
    await judge(played, JUDGES, all, () => ({ 师德表现: 19, 教学能力: 36, 教研成果: 20, 示范引领: 12 }))
    const { body } = await played.ask<{ judgings: object[] }>(JUDGES[0]!, 'GET', '/api/judgings')
    const shown = JSON.stringify(body.judgings)
    assert.ok(shown.includes('片区公开课') && !shown.includes('岭') && !shown.includes('城一'))
    await act(played, 'officer', all, { do: 'pass' })
    const page = await played.get<{ row: { score: number } }>('officer', `/api/cases/${all[0]}`)
    assert.equal(page.row.score, 87)
  })

  test('the bureau decides within the places, of which some are kept for rural teachers', async () => {
    await act(played, 'leader', idsOf(HONOURS.flatMap((honour) => PEOPLE[honour].town)), { do: 'pass' })
    assert.deepEqual(await room([SPARE_TOWN, ...PEOPLE.骨干教师.rural, SPARE_RURAL]), {
      category: '骨干教师',
      places: 60,
      taken: 30,
      floor: 30,
      floorTitle: '乡村教师',
      takenOfFloor: 0,
      chosen: 32,
      chosenOfFloor: 31,
      refused: 2,
      because: '骨干教师的 60 个名额中有 30 个留给乡村教师，其余 30 个已用完。',
    })
    const town = await tryToAct(played, 'leader', idsOf([SPARE_TOWN]), { do: 'pass' })
    assert.match(town.body.because ?? '', /60 个名额中有 30 个留给乡村教师/)
    await act(played, 'leader', idsOf(HONOURS.flatMap((honour) => PEOPLE[honour].rural)), { do: 'pass' })
    const last = await tryToAct(played, 'leader', idsOf([SPARE_RURAL]), { do: 'pass' })
    assert.match(last.body.because ?? '', /60 个名额已用完/)
  })

  /** What is told of the places before it is decided. */
  const room = async (names: readonly string[]): Promise<unknown> => {
    const { body } = await played.ask<{ rows: unknown[] }>('leader', 'POST', '/api/cases/room', {
      cases: idsOf(names),
    })
    return body.rows[0]
  }

  test('an objection that holds sends one back, and the place goes to the next', async () => {
    await act(played, 'officer', idsOf(WINNERS), { do: 'publish', document: '甲教〔2026〕33号' })
    const { body: list } = await played.ask<{ notices: { id: string; people: number }[] }>(
      null,
      'GET',
      '/api/public/notices',
    )
    assert.equal(list.notices[0]?.people, 90)
    const accused = PEOPLE.骨干教师.rural.at(-1)!
    const said = {
      key: key(),
      case: cases.get(accused),
      name: '赵六',
      contact: '0871-63212345',
      text: '该教师近三年没有承担过片区公开课，请核实。',
    }
    const objected = await played.ask(
      null,
      'POST',
      `/api/public/notices/${list.notices[0]!.id}/objections`,
      said,
    )
    assert.equal(objected.status, 200)
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
    await act(played, 'leader', idsOf([SPARE_RURAL]), { do: 'pass' })
    await act(played, 'officer', idsOf([SPARE_RURAL]), { do: 'publish', document: '甲教〔2026〕34号' })
    WINNERS.splice(WINNERS.indexOf(accused), 1, SPARE_RURAL)
  })

  test('nobody is named before the decision has a number, unless one is typed', async () => {
    played.clock.now = new Date('2026-09-01T02:00:00Z')
    await act(played, 'officer', idsOf(WINNERS), { do: 'pass' })
    const early = await tryToAct(played, 'officer', idsOf([WINNERS[0]!]), { do: 'pass' })
    assert.deepEqual([early.status, early.body['code']], [422, 'number'])
    assert.match(early.body.because ?? '', /《命名决定》还没有印发.*请先在批次的文书中印发，或填写/)
    assert.deepEqual(
      (await letters()).map(({ number, cases: many }) => [number, many]),
      [[null, 90]],
    )
  })

  /** What the letters offer for the number of those who are to be named. */
  const letters = async (): Promise<{ number: string | null; cases: number }[]> => {
    type Letters = { rows: { number: string | null; cases: number }[] }
    const asked = { cases: idsOf(WINNERS) }
    return (await played.ask<Letters>('officer', 'POST', '/api/cases/letters', asked)).body.rows
  }

  const papers = {
    played: () => played,
    round: () => round,
    undecided: () => cases.get(SPARE_TOWN) ?? '',
  }
  decision(papers)

  test('ninety are named for a term by the number of the decision, 46 of them rural, 6 of the 10 famous ones', async () => {
    assert.deepEqual(await letters(), [
      { title: '命名决定', number: '甲教通〔2026〕1号', because: null, cases: 90 },
    ])
    const [elsewhere, ...others] = WINNERS
    await act(played, 'officer', idsOf([elsewhere!]), { do: 'pass', number: '州教〔2026〕8号' })
    await act(played, 'officer', idsOf(others), { do: 'pass' })
    const numbers = async (asked: string): Promise<number> =>
      (await played.get<{ total: number }>('officer', `/api/cases?ending=granted&search=${asked}`)).total
    assert.deepEqual([await numbers('甲教通'), await numbers('州教')], [89, 1])
    const figure = await titles()
    assert.equal(figure?.value, 90)
    assert.deepEqual(figure?.by?.['kind'], { 骨干教师: 60, 教学能手: 20, 名师: 10 })
    assert.deepEqual(figure?.by?.['urban'], { 乡村: 46, 城区: 44 })
    const { tiers } = await played.get<{ tiers: { id: string; people: number; rural: number }[] }>(
      'officer',
      '/api/titles',
    )
    const named = tiers.filter(({ id }) => id === 'body' || id === 'tip')
    assert.deepEqual(
      named.map(({ people, rural }) => [people, rural]),
      [
        [80, 40],
        [10, 6],
      ],
      '46 of 90 rural, 6 of the 10 famous ones',
    )
    const { rows } = await played.db.admin.query<{ rural: number; term: string }>(
      `select count(*) filter (where s.urban = 'rural')::integer as rural, min(g.named_on || ' ' || g.ends_after) as term
       from title_grant g join person_state p on p.person_id = g.person_id join unit_state s on s.unit_id = p.unit_id where g.title = '名师'`,
    )
    assert.deepEqual(rows, [{ rural: 6, term: '2026-09-01 2029-08-31' }])
  })

  documents({ ...papers, named: (name) => cases.get(name) ?? '' })

  test('a naming that is taken back is gone from the person and the figures', async () => {
    await act(played, 'officer', idsOf([PEOPLE.骨干教师.town[0]!]), {
      do: 'annul',
      because: '查实学术不端',
      document: '甲教〔2026〕50号',
    })
    assert.equal((await titles())?.value, 89)
  })
})
