import assert from 'node:assert/strict'
import { before, suite, test } from 'node:test'
import { suiteEnding } from '#test/harness/database.ts'
import {
  act,
  garden,
  handIn,
  key,
  openGardenRound,
  toNotice,
  tryToAct,
  type Answer,
  type Garden,
} from './garden.ts'

type Round = {
  id: string
  state: string
  applied: number
  granted: number
  floorTitle: string
  categories: {
    category: string
    places: number | null
    floor: number
    applied: number
    granted: number
    grantedOfFloor: number
  }[]
}

suite('rounds', () => {
  const ending = suiteEnding()
  let g: Garden
  before(async () => (g = await garden(ending)))

  const rounds = async (login: string): Promise<Round[]> =>
    (await g.ask(login, 'GET', '/api/rounds?system=garden-prize')).body['rounds'] as Round[]
  const find = async (login: string, id: string): Promise<Round> =>
    (await rounds(login)).find((one) => one.id === id)!

  test('counts are the same for everybody, by category and of the floor', async () => {
    const id = await openGardenRound(g)
    const granted = await toNotice(g, '甲一', id)
    await handIn(g, '乙一', id)
    await act(g, 'officer', granted, { do: 'publish' })
    g.clock.now = new Date('2026-03-10T02:00:00Z')
    await act(g, 'officer', granted, { do: 'pass' })
    await act(g, 'leader', granted, { do: 'pass' })
    const seen = await find('officer', id)
    assert.equal(seen.state, 'open')
    assert.equal(seen.floorTitle, '乡村园圃')
    assert.deepEqual([seen.applied, seen.granted], [2, 1])
    assert.deepEqual(seen.categories, [
      { category: '花圃', places: 2, floor: 1, applied: 2, granted: 1, grantedOfFloor: 1 },
    ])
    assert.deepEqual(await find('丙三', id), seen)
    assert.deepEqual(await find('school-b', id), seen)
  })

  test('its numbers stay as they were when it was opened', async () => {
    const early = await openGardenRound(g)
    await g.db.admin.query(
      `insert into system_params (region_id, system, year, params, document, set_by) values ($1, 'garden-prize', 2026, '{"noticeDays": 7}', '甲教〔2026〕9号', 'test')`,
      [g.county.region],
    )
    const late = await openGardenRound(g)
    const { rows } = await g.db.admin.query<{ id: string; days: number }>(
      `select id, (params->>'noticeDays')::integer as days from case_round where id = any ($1)`,
      [[early, late]],
    )
    const days = new Map(rows.map((row) => [row.id, row.days]))
    assert.deepEqual([days.get(early), days.get(late)], [5, 7])
    const running = await toNotice(g, '甲二', early)
    g.clock.now = new Date('2026-03-10T02:00:00Z')
    await act(g, 'officer', running, { do: 'publish' })
    const { rows: notice } = await g.db.admin.query<{ until: string }>(
      'select until_on as until from case_notice order by published_at desc limit 1',
    )
    assert.equal(notice[0]?.until, '2026-03-17')
  })

  test('a school recommends within its places, also when it recommends two at once', async () => {
    g.clock.now = new Date('2026-03-02T02:00:00Z')
    const round = await openGardenRound(g, { unitPlaces: [{ unit: 'A', category: '花圃', places: 1 }] })
    const { body } = await g.ask('school-a', 'GET', '/api/rounds?system=garden-prize&ofUnits=true')
    const shown = (body['rounds'] as { id: string; unitPlaces: object[] }[]).find(({ id }) => id === round)
    assert.equal(shown?.unitPlaces.length, 1)
    assert.match(
      JSON.stringify(shown.unitPlaces),
      /"code":"A".*"category":"花圃","places":1|"places":1.*"code":"A"/,
    )
    const ids = [await handIn(g, '甲一', round), await handIn(g, '甲二', round)]
    const recommend = (id: string, login: string): Promise<Answer> => tryToAct(g, login, id, { do: 'pass' })
    const both = await Promise.all([recommend(ids[0]!, 'school-a'), recommend(ids[1]!, 'school-a-2')])
    assert.deepEqual(both.map(({ status }) => status).toSorted(), [200, 422])
    assert.match(both.find(({ status }) => status === 422)?.body.because ?? '', /推荐名额为 1 个/)
  })

  test('refuses what does not fit, with words', async () => {
    const round = {
      key: key(),
      system: 'garden-prize',
      title: '某批',
      year: 2026,
      opensOn: '2026-05-01',
      closesOn: '2026-05-31',
      document: '甲教〔2026〕4号',
      places: [],
    }
    const refused = async (more: object): Promise<string> => {
      const { status, body } = await g.ask('officer', 'POST', '/api/rounds', {
        ...round,
        key: key(),
        ...more,
      })
      return `${status} ${body.because}`
    }
    assert.match(await refused({ places: [{ category: '果园', places: 1, floor: 0 }] }), /^422 .*没有“果园”/)
    assert.match(
      await refused({ unitPlaces: [{ unit: 'Z', category: '花圃', places: 1 }] }),
      /^422 没有单位代码 Z/,
    )
    assert.match(
      await refused({ title: '某批（联系人 138 0013 8000）' }),
      /^422 批次名称对外公开，里面有手机号/,
      'everybody may read which rounds run',
    )
    assert.match(await refused({ system: 'seed-licence' }), /^422 .*不分批次/)
    assert.match(await refused({ system: 'nothing' }), /^404/)
    assert.equal((await g.ask('officer', 'POST', '/api/rounds', round)).status, 200)
    assert.equal((await g.ask('officer', 'POST', '/api/rounds', round)).status, 200, 'a second click')
    assert.match(await refused({}), /^409 .*已有名为“某批”的批次/)
    assert.equal((await rounds('officer')).filter((one) => one.state === 'waiting').length, 1)
  })
})
