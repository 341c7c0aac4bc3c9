import assert from 'node:assert/strict'
import { before, suite, test } from 'node:test'
import type { Adjustment, NewUnit } from '#contract/network.ts'
import type { Refused } from '#lib/refusal.ts'
import { newId } from '#lib/ids.ts'
import { adjustUnit, openUnit } from '#kernel/network/service.ts'
import { networkView, unitPageView } from '#kernel/network/view.ts'
import { suiteDatabase } from '#test/harness/database.ts'
import { addPeople, makeCounty, type County } from '#test/people/county.ts'

const UNITS = [
  { code: 'R', category: 'region' },
  { code: 'X1', category: 'cluster', parent: 'R' },
  { code: 'X2', category: 'cluster', parent: 'R' },
  { code: 'A', category: 'school', parent: 'X1' },
  { code: 'B', category: 'school', parent: 'X1' },
  { code: 'C', category: 'school', parent: 'X2' },
  { code: 'OLD', category: 'school', parent: 'X2', closed: '2025-09-01', into: 'OLDER' },
  { code: 'OLDER', category: 'school', parent: 'X2', closed: '2026-02-01', into: 'C' },
]

type Basis = { key: string; on: string; document: string }
const basis = (on: string): Basis => ({ key: newId(), on, document: '教发〔2026〕8号' })
const adjust = (county: County, code: string, asked: Adjustment): Promise<unknown> =>
  county.as({ role: 'officer' }, (work) => adjustUnit(work, code, asked))
const refusedWith = (status: number, code: string) => (error: Refused) =>
  error.status === status && error.refusal.code === code

suite('network', () => {
  const db = suiteDatabase()
  let county: County

  before(async () => {
    county = await makeCounty(db(), 'R', UNITS)
    await addPeople(db(), county, 'A', ['甲一', '甲二'])
    await addPeople(db(), county, 'OLD', ['旧一', '旧二', '旧三'])
  })

  const node = async (code: string, year: number, who: Parameters<County['as']>[0] = { role: 'officer' }) => {
    const { nodes } = await county.as(who, (work) => networkView(work, year))
    const found = nodes.find((one) => one.code === code)
    assert.ok(found, `${code} is in the tree of ${year}`)
    return found
  }

  test('people of a closed school count along the chain of successors, as of the year', async () => {
    assert.equal((await node('OLD', 2024)).teachers, 3)
    assert.equal((await node('OLDER', 2025)).teachers, 3)
    assert.equal((await node('C', 2026)).teachers, 3)
    assert.deepEqual([(await node('R', 2026)).schools, (await node('R', 2024)).schools], [3, 5])
    assert.equal((await node('X2', 2026)).teachers, 3)
    assert.deepEqual((await node('OLD', 2026)).successor, { code: 'OLDER', name: 'OLDER' })
  })

  test('every desk sees the same numbers in the tree', async () => {
    assert.equal((await node('R', 2026, { role: 'school', unit: 'A' })).teachers, 5)
  })

  const page = (code: string) =>
    county.as({ role: 'school', unit: 'A' }, (work) => unitPageView(work, code, 2026))

  test('a school opens its own page and no other', async () => {
    assert.equal((await page('A')).unit.teachers, 2)
    assert.equal(
      (await page('A')).actions.every((one) => !one.enabled && one.whyNot),
      true,
    )
    await assert.rejects(page('B'), { status: 404 })
    await assert.rejects(page('X1'), { status: 404 })
  })

  test('another region sees nothing of it', async () => {
    const other = await makeCounty(db(), 'S', [{ code: 'S', category: 'region' }])
    const { nodes } = await other.as({ role: 'officer' }, (work) => networkView(work, 2026))
    assert.deepEqual(
      nodes.map((one) => [one.code, one.teachers]),
      [['S', 0]],
    )
  })

  test('a renamed and moved school keeps its past', async () => {
    await adjust(county, 'B', { kind: 'rename', ...basis('2026-09-01'), name: 'B中心小学' })
    await adjust(county, 'B', { kind: 'move', ...basis('2026-09-01'), parent: 'X2' })
    const page = await county.as({ role: 'officer' }, (work) => unitPageView(work, 'B', 2026))
    assert.deepEqual(
      page.history.map((row) => [row.from, row.until, row.name, row.parent?.code, row.document]),
      [
        [null, '2026-08-31', 'B', 'X1', null],
        ['2026-09-01', null, 'B中心小学', 'X2', '教发〔2026〕8号'],
      ],
    )
    assert.deepEqual(
      page.path.map((one) => one.code),
      ['R', 'X2', 'B'],
    )
    assert.equal((await node('B', 2025)).parent, 'X1')
    await assert.rejects(
      adjust(county, 'B', { kind: 'rename', ...basis('2025-01-01'), name: '早名' }),
      refusedWith(409, 'later-change'),
    )
  })

  test('opens a school, merges it, and its page says what became of it', async () => {
    const asked: NewUnit = {
      ...basis('2026-03-01'),
      code: 'NEW',
      name: '新学校',
      category: 'school',
      parent: 'X1',
      schoolKind: 'primary',
      urban: 'town',
      town: null,
    }
    const open = (body: NewUnit) => county.as({ role: 'officer' }, (work) => openUnit(work, body))
    await open(asked)
    await assert.rejects(open(asked), refusedWith(422, 'code-taken'))
    await assert.rejects(open({ ...asked, code: 'N2', parent: 'OLD' }), refusedWith(422, 'parent-missing'))
    await adjust(county, 'NEW', { kind: 'merge', ...basis('2026-10-01'), successor: 'A' })
    const page = await county.as({ role: 'officer' }, (work) => unitPageView(work, 'NEW', 2026))
    assert.deepEqual(
      page.history.map((row) => [row.from, row.until, row.end]),
      [
        ['2026-03-01', '2026-09-30', null],
        ['2026-10-01', null, '并入A'],
      ],
    )
    const into = await county.as({ role: 'officer' }, (work) => unitPageView(work, 'A', 2026))
    assert.deepEqual(into.merged, [{ code: 'NEW', name: '新学校', closed: '2026-10-01' }])
    await assert.rejects(
      adjust(county, 'NEW', { kind: 'rename', ...basis('2026-11-01'), name: '再改' }),
      refusedWith(422, 'closed'),
    )
  })

  test('refuses what would leave people or schools in the air', async () => {
    const day = basis('2026-11-01')
    await assert.rejects(adjust(county, 'A', { kind: 'close', ...day }), refusedWith(422, 'people-left'))
    await assert.rejects(
      adjust(county, 'X1', { kind: 'merge', ...day, successor: 'X2' }),
      refusedWith(422, 'units-below'),
    )
    await assert.rejects(
      adjust(county, 'A', { kind: 'merge', ...day, successor: 'X2' }),
      refusedWith(422, 'successor-category'),
    )
    await assert.rejects(
      adjust(county, 'X1', { kind: 'move', ...day, parent: 'A' }),
      refusedWith(422, 'parent-category'),
    )
    await assert.rejects(
      adjust(county, 'X1', { kind: 'move', ...day, parent: 'X1' }),
      refusedWith(422, 'circle'),
    )
    await assert.rejects(adjust(county, 'NOPE', { kind: 'close', ...day }), refusedWith(404, 'not-found'))
  })

  test('only who governs the region may adjust, whatever the route says', async () => {
    const act = county.as({ role: 'school', unit: 'A' }, (work) =>
      adjustUnit(work, 'A', { kind: 'rename', ...basis('2026-11-01'), name: '自封大学' }),
    )
    await assert.rejects(act)
    assert.equal((await node('A', 2026)).name, 'A')
  })

  test('two adjustments at once: one stands, the other is told', async () => {
    const both = await Promise.allSettled(
      ['一', '二'].map((name) =>
        adjust(county, 'C', { kind: 'rename', ...basis('2026-05-01'), name: `C${name}` }),
      ),
    )
    const page = await county.as({ role: 'officer' }, (work) => unitPageView(work, 'C', 2026))
    assert.equal(page.history.length, 2)
    assert.ok(both.some((one) => one.status === 'fulfilled'))
  })

  test('units that name each other as parents or successors hang nothing', async () => {
    const circle = await makeCounty(db(), 'Z', [
      { code: 'P', category: 'school', parent: 'Q', closed: '2020-01-01', into: 'Q' },
      { code: 'Q', category: 'school', parent: 'P', closed: '2020-01-01', into: 'P' },
      { code: 'SELF', category: 'school', parent: 'SELF' },
    ])
    await addPeople(db(), circle, 'P', ['圈内'])
    const page = await circle.as({ role: 'officer' }, (work) => unitPageView(work, 'SELF', 2026))
    assert.deepEqual([page.unit.schools, page.children.length, page.path.length], [1, 0, 1])
    const { nodes } = await circle.as({ role: 'school', unit: 'P' }, (work) => networkView(work, 2026))
    assert.equal(nodes.length, 3)
  })
})
