import assert from 'node:assert/strict'
import { before, suite, test } from 'node:test'
import { sql } from 'kysely'
import { newId } from '#lib/ids.ts'
import type { HomeItem, HomeView } from '#contract/statistics.ts'
import { audit } from '#kernel/call.ts'
import { auditTrailOf } from '#kernel/home/audit-trail.ts'
import { searchAll } from '#kernel/home/search.ts'
import { homePage } from '#kernel/home/view.ts'
import { suiteDatabase } from '#test/harness/database.ts'
import { addPeople, makeCounty, NOW, type County, type Who } from '#test/people/county.ts'

const OFFICER: Who = { role: 'officer' }
const UNITS = [
  { code: 'R', name: '甲县教育局', category: 'region' },
  { code: 'X', name: '东学区', category: 'cluster', parent: 'R' },
  { code: 'A', name: '红旗小学', category: 'school', parent: 'X' },
  { code: 'B', name: '红星小学', category: 'school', parent: 'X' },
]

type Held = { title: string; starts: string; ends: string; people?: string[]; programme?: string }

const item = (items: readonly HomeItem[], id: string): HomeItem | undefined =>
  items.find((one) => one.id === id)

suite('home', () => {
  const db = suiteDatabase()
  let county: County

  const programme = async (title: string, organiser: string): Promise<string> => {
    const id = newId()
    await db().admin.query(
      `insert into programme (region_id, id, code, title, system, level, year, organiser_id) values ($1, $2, $3, $4, 'group-training', 'county', 2026, $5)`,
      [county.region, id, `P${title}`, title, county.units.get(organiser)],
    )
    return id
  }
  /** Adds an activity without an audit row, as if it had been there before. */
  const activity = async ({ title, starts, ends, people = [], programme: in_ }: Held): Promise<string> => {
    const id = newId()
    await db().admin.query(
      `insert into activity (region_id, id, programme_id, code, title, starts_at, ends_at, hours, slots) values ($1, $2, $3, $4, $5, $6, $7, 8, 2)`,
      [county.region, id, in_ ?? programmes.get('A'), `A${title}`, title, starts, ends],
    )
    for (const name of people) {
      await db().admin.query(
        `insert into participation (region_id, activity_id, person_id, role) values ($1, $2, $3, 'trainee')`,
        [county.region, id, county.people.get(name)],
      )
    }
    return id
  }
  const home = (who = OFFICER, year = 2026): Promise<HomeView> =>
    county.as(who, (work) => homePage(work, db(), year))
  /** What every change does: its audit row makes pages that were computed before it out of date. */
  const record = (): Promise<void> =>
    county.as(OFFICER, (work) => audit(work.tx, 'test', { kind: 'test', id: '1' }))
  const programmes = new Map<string, string>()

  before(async () => {
    county = await makeCounty(db(), 'R', UNITS)
    await addPeople(db(), county, 'A', ['张三', '李四'])
    await addPeople(db(), county, 'B', ['王五'])
    for (const organiser of ['A', 'R'])
      programmes.set(organiser, await programme(`项目${organiser}`, organiser))
    await activity({
      title: '秋季班',
      starts: '2026-10-10 08:00+08',
      ends: '2026-10-11 17:00+08',
      people: ['张三', '王五'],
    })
    await activity({
      title: '同日班',
      starts: '2026-10-11 08:00+08',
      ends: '2026-10-11 12:00+08',
      people: ['张三'],
    })
    await activity({ title: '空名单班', starts: '2026-11-24 08:00+08', ends: '2026-11-24 17:00+08' })
    await activity({
      title: '远期班',
      starts: '2026-12-24 08:00+08',
      ends: '2026-12-24 17:00+08',
      people: ['李四'],
    })
  })

  test('says what was not recorded, what is not prepared, and what clashes', async () => {
    const page = await home()
    assert.equal(item(page.todo, 'unrecorded')?.count, 2)
    assert.deepEqual(
      item(page.todo, 'roster-missing')?.records.map((one) => one.title),
      ['空名单班'],
    )
    assert.equal(item(page.todo, 'slots-missing')?.count, 1)
    const clash = item(page.risks, 'clash-past')
    assert.deepEqual([clash?.count, clash?.records[0]?.title], [1, '张三（同日班与秋季班）'])
    assert.equal(item(page.risks, 'clash'), undefined)
    assert.deepEqual(
      item(page.risks, 'programme-empty')?.records.map((one) => one.title),
      ['项目R'],
    )
    assert.deepEqual(
      page.upcoming.map((one) => [one.title, one.enrolled]),
      [
        ['空名单班', 0],
        ['远期班', 1],
      ],
    )
    assert.deepEqual(
      page.numbers.map((one) => one.id),
      ['teachers', 'activities', 'participations', 'hours', 'credits', 'meeting'],
    )
    assert.equal(page.numbers[0]?.value, 3)
  })

  test('years without policy and people short of the year', async () => {
    assert.deepEqual(
      (await home()).todo.filter((one) => one.id.startsWith('policy')).map((one) => one.id),
      ['policy-2026', 'policy-2027'],
    )
    await db().admin.query(
      `insert into credit_policy (region_id, year, category, position, required, hours_per_credit) values ($1, 2026, '集中', 1, 16, 3)`,
      [county.region],
    )
    await record()
    const page = await home()
    assert.equal(item(page.todo, 'policy-2026'), undefined)
    const short = item(page.risks, 'short-集中')
    assert.equal(short?.count, 3)
    assert.match(short?.detail ?? '', /离年底还有 40 天/)
    assert.equal(new URL(short?.link ?? '', 'http://x').searchParams.get('short'), '集中')
  })

  test('the summary of a year that is over is asked for until the unit itself has one', async () => {
    const asked = async (who: Who): Promise<boolean> =>
      (await home(who, 2025)).todo.some((one) => one.id === 'summary')
    assert.equal(item((await home()).todo, 'summary'), undefined, 'the year is not over')
    assert.deepEqual([await asked(OFFICER), await asked({ role: 'school', unit: 'A' })], [true, true])
    await db().admin.query(
      `with f as (insert into stored_file (region_id, id, sha256, bytes, name, media_type, purpose, made_by)
         values ($1, $2, '\\x00', 1, 'a', 'b', 'document', 'x') returning region_id, id)
       insert into document (region_id, id, kind, unit_id, year, language, title, file_id, facts, made_by)
       select region_id, $3, 'work-summary', $4, 2025, 'zh-Hans', '总结', id, '{}', 'x' from f`,
      [county.region, newId(), newId(), county.units.get('A')],
    )
    await record()
    assert.deepEqual([await asked(OFFICER), await asked({ role: 'school', unit: 'A' })], [true, false])
  })

  test('each sees its own part only', async () => {
    const b = await home({ role: 'school', unit: 'B' })
    assert.equal(item(b.todo, 'unrecorded'), undefined, 'B organises nothing')
    assert.equal(item(b.risks, 'clash-past'), undefined)
    assert.equal(b.numbers[0]?.value, 1)
    assert.deepEqual(b.upcoming, [])
    const a = await home({ role: 'school', unit: 'A' })
    assert.equal(item(a.risks, 'clash-past')?.count, 1)
    assert.equal(item(a.todo, 'unrecorded')?.count, 2)
    assert.equal(item(a.todo, 'policy-2027'), undefined)
    const other = await makeCounty(db(), 'S', [{ code: 'S', category: 'region' }])
    const elsewhere = await other.as(OFFICER, (work) => homePage(work, db(), 2026))
    assert.deepEqual(
      [elsewhere.todo.map((one) => one.id), elsewhere.upcoming],
      [['policy-2026', 'policy-2027'], []],
    )
  })

  test('an activity with people of other schools only is not taken for unrecorded', async () => {
    const id = await activity({
      title: '外校班',
      starts: '2026-09-01 08:00+08',
      ends: '2026-09-01 17:00+08',
      people: ['王五'],
    })
    await db().admin.query(
      `insert into attendance (region_id, activity_id, person_id, slot, status, method, recorded_by) values ($1, $2, $3, 1, 'present', 'desk', 'x')`,
      [county.region, id, county.people.get('王五')],
    )
    await record()
    const page = await home({ role: 'school', unit: 'A' })
    assert.equal(
      item(page.todo, 'unrecorded')?.records.some((one) => one.title === '外校班'),
      false,
    )
  })

  test('a page that is at hand is given out until something is recorded, also by who began earlier', async () => {
    const title = '迟到的班'
    const seen = async (): Promise<boolean> => (await home()).upcoming.some((one) => one.title === title)
    assert.equal(await seen(), false)
    await activity({ title, starts: '2026-11-22 08:00+08', ends: '2026-11-22 17:00+08' })
    assert.equal(await seen(), false, 'nothing was audited: the page is the one at hand')
    const begun = Promise.withResolvers<void>()
    const finish = Promise.withResolvers<void>()
    const slow = county.as(OFFICER, async (work) => {
      await audit(work.tx, 'slow', { kind: 'test', id: '2' })
      begun.resolve()
      await finish.promise
    })
    await begun.promise
    await record()
    assert.equal(await seen(), true)
    await db().admin.query(`delete from activity where region_id = $1 and title = $2`, [county.region, title])
    assert.equal(await seen(), true, 'the page is at hand again')
    finish.resolve()
    await slow
    assert.equal(
      await seen(),
      false,
      'the row that was written before the page was computed came to light after it',
    )
  })

  test('check-ins alone bring a new page after some seconds, not each one', async () => {
    const title = '签到中的班'
    const seen = async (): Promise<boolean> => (await home()).upcoming.some((one) => one.title === title)
    await record()
    assert.equal(await seen(), false)
    await activity({ title, starts: '2026-11-23 08:00+08', ends: '2026-11-23 17:00+08' })
    await county.as(OFFICER, (work) => audit(work.tx, 'check-in', { kind: 'activity', id: '1' }))
    assert.equal(await seen(), false)
    const later = county.as(OFFICER, (work) =>
      homePage({ ...work, now: new Date(NOW.getTime() + 6_000) }, db(), 2026),
    )
    assert.equal(
      (await later).upcoming.some((one) => one.title === title),
      true,
    )
  })

  test('searches people, programmes and units', async () => {
    const search = (q: string, who = OFFICER) => county.as(who, (work) => searchAll(work, q))
    const found = await search('红')
    assert.deepEqual(
      found.units.map((one) => one.code),
      ['A', 'B'],
    )
    assert.deepEqual((await search('zs')).people, [
      { id: county.people.get('张三'), name: '张三', unit: '红旗小学' },
    ])
    assert.deepEqual(
      (await search('项目')).programmes.map((one) => [one.title, one.year]),
      [
        ['项目A', 2026],
        ['项目R', 2026],
      ],
    )
    assert.deepEqual((await search('王五', { role: 'school', unit: 'A' })).people, [])
    assert.deepEqual((await search('红', { role: 'school', unit: 'A' })).units, [
      { code: 'A', name: '红旗小学' },
    ])
    assert.deepEqual(await search('   '), { people: [], programmes: [], units: [], documents: [] })
    assert.deepEqual((await search('_')).units, [])
  })

  test('the audit log says who did what, and whether it is sealed', async () => {
    const trail = (who: Who, limit = 5) =>
      county.as(who, (work) => auditTrailOf(work, { limit, offset: 0, subjectKind: 'test' }))
    const before = await trail(OFFICER)
    assert.equal(
      before.rows.every((row) => !row.sealed && row.actor === 'officer'),
      true,
    )
    assert.deepEqual((await trail(OFFICER, 1)).rows.length, 1)
    await county.as({ role: 'system' }, ({ tx, caller }) =>
      sql`select seal_audit(${caller.region})`.execute(tx),
    )
    const after = await trail({ role: 'leader' })
    assert.equal(after.total, before.total)
    assert.equal(
      after.rows.every((row) => row.sealed),
      true,
    )
    assert.deepEqual(await trail({ role: 'school', unit: 'A' }), { total: 0, rows: [] })
  })
})
