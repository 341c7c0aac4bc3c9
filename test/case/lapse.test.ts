import assert from 'node:assert/strict'
import { before, suite, test } from 'node:test'
import { systemSession } from '#kernel/account/system-session.ts'
import { lapseAll } from '#jobs/cases.ts'
import { gardenPrize } from '#test/fixtures/case/garden-prize.ts'
import { suiteEnding } from '#test/harness/database.ts'
import { act, garden, handIn, openGardenRound, tryToAct, type Garden } from './garden.ts'

suite('cases that were not completed in time', () => {
  const ending = suiteEnding()
  let g: Garden
  let round: string
  before(async () => {
    g = await garden(ending)
    round = await openGardenRound(g)
  })

  const at = (local: string): void => void (g.clock.now = new Date(`${local}+08:00`))
  const faults: unknown[] = []
  const sweep = async (cases = [gardenPrize]): Promise<number> => {
    const session = await systemSession(g.db, g.county.region, '系统')
    return lapseAll(g.runtime, session.hash, { programmes: [], cases }, (error) => void faults.push(error))
  }
  const returned = async (teacher: string): Promise<string> => {
    const id = await handIn(g, teacher, round)
    await act(g, 'school-a', id, { do: 'return', because: '缺少照片' })
    return id
  }
  const statusOf = async (id: string): Promise<string> => {
    const { body } = await g.ask('officer', 'GET', `/api/cases/${id}`)
    const { status, ending, due } = body['row'] as {
      status: string
      ending: string | null
      due: string | null
    }
    return `${status} ${ending} ${due}`
  }

  test('stays through its last day, ends with the day after, and what was completed stays', async () => {
    at('2026-03-02T10:00')
    const [late, done] = [await returned('甲一'), await returned('甲二')]
    assert.equal(await statusOf(late), 'returned null 2026-03-09')
    at('2026-03-09T23:59')
    assert.equal(await sweep(), 0)
    await act(g, '甲二', done, { do: 'submit' })
    at('2026-03-10T00:10')
    assert.equal(await sweep(), 1)
    assert.equal(await sweep(), 0)
    assert.match(await statusOf(late), /^ended lapsed/)
    assert.match(await statusOf(done), /^open null/)
    const { body } = await g.ask('甲一', 'GET', `/api/cases/${late}`)
    const last = (body['events'] as { word: string; because: string }[]).at(-1)
    assert.deepEqual([last?.word, /逾期没有补正/.test(last?.because ?? '')], ['逾期终止', true])
    assert.equal((await tryToAct(g, '甲一', late, { do: 'submit' })).status, 409)
  })

  test('one that this program cannot deal with keeps no other from ending', async () => {
    at('2026-03-02T10:00')
    const [stuck, other] = [await returned('甲三'), await returned('甲一')]
    await g.db.admin.query('update case_record set rev = 9 where id = $1', [stuck])
    at('2026-03-20T10:00')
    assert.equal(await sweep(), 1)
    assert.match(await statusOf(other), /^ended lapsed/)
    assert.match(String(faults[0]), /第 9 版/)
  })
})
