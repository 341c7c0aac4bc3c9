import assert from 'node:assert/strict'
import { before, suite, test } from 'node:test'
import type { KyselyPlugin } from 'kysely'
import { committeeFor } from '#kernel/case/committee/view.ts'
import { Cases } from '#kernel/case/registry.ts'
import { lantern } from '#test/fixtures/case/lantern.ts'
import { suiteEnding } from '#test/harness/database.ts'
import { act, garden, key, tryToAct, type Answer, type Garden } from './garden.ts'

suite('when a committee sat, and who it was', () => {
  const ending = suiteEnding()
  let g: Garden
  let round: string
  const person = (name: string): string => g.county.people.get(name)!
  const said = (more: object = {}): object => ({
    heldOn: '2026-03-02',
    place: '会议室',
    chair: person('丙一'),
    members: ['丙一', '丙二', '教研员'].map((name) => ({ person: person(name), present: true })),
    ...more,
  })
  const sit = (more: object = {}): Promise<Answer> =>
    g.ask('officer', 'POST', `/api/rounds/${round}/committees/vote/sittings`, { key: key(), ...said(more) })
  const correct = (id: string, more: object): Promise<Answer> =>
    g.ask('officer', 'POST', `/api/committee-sittings/${id}/corrections`, {
      key: key(),
      because: '记错',
      ...said(more),
    })
  const handIn = async (teacher: string): Promise<string> => {
    const { id = '' } = (await g.ask(teacher, 'POST', '/api/cases', { key: key(), system: 'lantern', round }))
      .body
    await g.ask(teacher, 'PUT', `/api/cases/${id}/form`, { form: { colour: '红' } })
    await act(g, teacher, id, { do: 'submit' })
    return id
  }

  before(async () => {
    g = await garden(ending, { systems: { programmes: [], cases: [lantern] } })
    const dates = { year: 2026, opensOn: '2026-03-01', closesOn: '2026-12-31', document: '甲教〔2026〕3号' }
    const asked = { key: key(), system: 'lantern', title: '元宵', places: [], ...dates }
    round = (await g.ask('officer', 'POST', '/api/rounds', asked)).body.id ?? ''
  })

  test('it sat once its round had opened, and is recorded once', async () => {
    const early = await sit({ heldOn: '2026-02-28' })
    assert.deepEqual([early.status, early.body['field']], [422, 'heldOn'])
    assert.match(early.body.because ?? '', /这个批次 2026-03-01 才开始/)
    const both = await Promise.all([sit(), sit()])
    assert.deepEqual(both.map(({ status }) => status).toSorted(), [200, 409])
    assert.match(
      both.find(({ status }) => status === 409)?.body.because ?? '',
      /2026-03-02 在会议室的评审会已由officer.*登记，不用再登记/,
    )
    const other = await sit({ place: '会议室（下午）' })
    assert.equal(other.status, 200)
    assert.equal((await correct(other.body.id!, {})).status, 409, 'nor by a correction')
    assert.equal(
      (await correct(other.body.id!, { place: '会议室（下午）' })).status,
      200,
      'itself is no other',
    )
  })

  test('a member was at a unit on the day of the sitting', async () => {
    await g.db.admin.query(
      `update person_state set valid = daterange('2026-03-02', null) where person_id = $1`,
      [person('丙三')],
    )
    const members = ['丙一', '丙二', '丙三'].map((name) => ({ person: person(name), present: true }))
    const answer = await sit({ heldOn: '2026-03-01', members })
    assert.equal(answer.status, 422)
    assert.match(answer.body.because ?? '', /丙三：教师档案里没有 2026-03-01 的任职单位/)
    assert.equal((await sit({ place: '二楼', members })).status, 200)
  })

  test('a case is voted on at a sitting after it was handed in; nobody steps aside twice', async () => {
    const before = (await sit({ heldOn: '2026-03-01' })).body.id!
    const id = await handIn('甲一')
    const early = await tryToAct(g, 'officer', id, { do: 'vote', sitting: before })
    assert.equal(early.status, 422)
    assert.match(early.body.because ?? '', /2026-03-02 才提交，这次评审会 2026-03-01 已经开过/)
    const sitting = (await sit({ place: '三楼' })).body.id!
    const one = { person: person('丙二'), because: '同学' }
    const twice = await tryToAct(g, 'officer', id, { do: 'vote', sitting, aside: [one, one] })
    assert.deepEqual([twice.status, twice.body['field']], [422, 'aside'])
    assert.match(twice.body.because ?? '', /写了两次，请去掉重复的/)
    await act(g, 'officer', id, { do: 'vote', sitting, aside: [one] })
    const moved = await correct(sitting, { heldOn: '2026-03-01', place: '三楼' })
    assert.equal(moved.status, 409)
    assert.match(moved.body.because ?? '', /表决过 2026-03-02 提交的申请，日期不能改到这一天以前/)
  })

  test('who steps aside is looked up once for all cases, not for each', async () => {
    const ids = await Promise.all(['甲二', '甲三', '教研员'].map(handIn))
    let queries = 0
    const counter: KyselyPlugin = {
      transformQuery: ({ node }) => {
        queries += 1
        return node
      },
      transformResult: ({ result }) => Promise.resolve(result),
    }
    const asked = (cases: readonly string[]) =>
      g.county.as({ role: 'officer' }, async (work) => {
        queries = 0
        const seen = { ...work, tx: work.tx.withPlugin(counter) }
        const { aside } = await committeeFor(seen, new Cases([lantern]), cases)
        return { queries, aside: aside.map(({ name, who }) => `${name}：${who}`) }
      })
    const [one, all] = [await asked(ids.slice(0, 1)), await asked(ids)]
    assert.ok(one.queries > 0)
    assert.equal(all.queries, one.queries)
    const competes = (name: string): string => `${name}：教研员`
    assert.deepEqual(new Set(one.aside), new Set([competes('甲二')]))
    assert.deepEqual(new Set(all.aside), new Set(['甲二', '甲三', '教研员'].map(competes)))
  })
})
