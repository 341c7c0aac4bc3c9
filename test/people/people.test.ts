import assert from 'node:assert/strict'
import { before, suite, test } from 'node:test'
import type { NewPerson, PeopleQuery, Transfer } from '#contract/people.ts'
import { newId } from '#lib/ids.ts'
import type { Refused } from '#lib/refusal.ts'
import { peopleList } from '#kernel/people/list.ts'
import { personPageView } from '#kernel/people/page.ts'
import { addPerson, changePerson, correctPerson, transferPerson } from '#kernel/people/service.ts'
import { suiteDatabase } from '#test/harness/database.ts'
import { addPeople, identityNumber, makeCounty, type County, type Who } from './county.ts'

const OFFICER: Who = { role: 'officer' }
const SCHOOL_A: Who = { role: 'school', unit: 'A' }
const facts = {
  stage: '小学',
  subject: '数学',
  rank: null,
  degree: null,
  staffing: '在编',
  putonghua: null,
  certificate: null,
}
const refusedWith = (status: number, code: string) => (error: Refused) =>
  error.status === status && error.refusal.code === code

suite('people', () => {
  const db = suiteDatabase()
  let county: County

  before(async () => {
    county = await makeCounty(db(), 'R', [
      { code: 'R', category: 'region' },
      { code: 'X', category: 'cluster', parent: 'R' },
      { code: 'A', category: 'school', parent: 'X' },
      { code: 'B', category: 'school', parent: 'X' },
      { code: 'G', category: 'school', parent: 'X', closed: '2026-02-01', into: 'A' },
      { code: 'L', category: 'school', parent: 'R', closed: '2020-01-01' },
    ])
    await addPeople(db(), county, 'A', ['张三', '张三丰', '李四', 'Amy张'])
    await addPeople(db(), county, 'B', ['赵三', '张晓'])
    await addPeople(db(), county, 'G', ['葛老师'])
    await addPeople(db(), county, 'L', ['留守'])
  })

  const list = (who: Who, query: Partial<PeopleQuery> = {}) =>
    county.as(who, (work) => peopleList(work, { year: 2026, sort: 'file', offset: 0, limit: 100, ...query }))
  const names = async (who: Who, query: Partial<PeopleQuery> = {}) =>
    (await list(who, query)).rows.map((row) => row.name)
  const page = (who: Who, name: string, year = 2026) =>
    county.as(who, (work) => personPageView(work, county.people.get(name)!, year))

  test('finds by part of the name, initials, identity number and phone', async () => {
    assert.deepEqual(await names(OFFICER, { q: '张三' }), ['张三', '张三丰'])
    assert.deepEqual(await names(OFFICER, { q: '三' }), ['张三', '张三丰', '赵三'])
    assert.deepEqual(await names(OFFICER, { q: 'zs' }), ['张三', '张三丰', '赵三'])
    assert.deepEqual(await names(OFFICER, { q: 'ZSF' }), ['张三丰'])
    assert.deepEqual(await names(OFFICER, { q: 'amy' }), ['Amy张'])
    assert.deepEqual(await names(OFFICER, { q: '%' }), [])
    assert.deepEqual(await names(OFFICER, { q: `' or 1=1 --` }), [])
    const { rows } = await db().admin.query<{ identity_number: string; phone: string }>(
      `select identity_number, phone from person where name = '李四'`,
    )
    assert.deepEqual(await names(OFFICER, { q: rows[0]!.identity_number.toLowerCase() }), ['李四'])
    assert.deepEqual(await names(OFFICER, { q: rows[0]!.phone }), ['李四'])
    assert.deepEqual(await names(OFFICER, { q: rows[0]!.identity_number.slice(0, 10) }), [])
  })

  test('a list pages, counts, and masks', async () => {
    const first = await list(OFFICER, { limit: 2 })
    assert.deepEqual([first.total, first.rows.length, first.subjects], [8, 2, ['语文']])
    assert.match(first.rows[0]!.identityMasked, /^\d{6}\*{8}\d{3}[\dX]$/)
    assert.deepEqual(await names(OFFICER, { limit: 2, offset: 2 }), ['李四', 'Amy张'])
    assert.equal((await list(OFFICER, { subject: '数学' })).total, 0)
    assert.deepEqual(await names(OFFICER, { sort: 'credits', limit: 2 }), ['张三', '张三丰'])
    assert.deepEqual(await names(OFFICER, { unit: 'B', sort: 'name' }), ['张晓', '赵三'])
  })

  test('people count where their school went', async () => {
    const found = await list(OFFICER, { unit: 'A' })
    assert.equal(found.rows.find((row) => row.name === '葛老师')?.unit.code, 'A')
    assert.deepEqual(await names(OFFICER, { unit: 'A', year: 2025 }), ['张三', '张三丰', '李四', 'Amy张'])
    assert.ok(
      (await names(OFFICER)).includes('留守'),
      'people of a school without successor stay in the list',
    )
  })

  test('a school sees its own people, whatever it asks for', async () => {
    assert.deepEqual(await names(SCHOOL_A), ['张三', '张三丰', '李四', 'Amy张', '葛老师'])
    assert.deepEqual(await names(SCHOOL_A, { q: 'zs' }), ['张三', '张三丰'])
    await assert.rejects(list(SCHOOL_A, { unit: 'B' }), { status: 404 })
    await assert.rejects(page(SCHOOL_A, '赵三'), { status: 404 })
    assert.equal((await page(SCHOOL_A, '张三')).person.name, '张三')
    assert.deepEqual(await names({ role: 'cluster', unit: 'X' }, { q: 'zs' }), ['张三', '张三丰', '赵三'])
    const other = await makeCounty(db(), 'S', [{ code: 'S', category: 'region' }])
    const seen = other.as(OFFICER, (work) => personPageView(work, county.people.get('张三')!, 2026))
    await assert.rejects(seen, { status: 404 })
  })

  test('whole numbers are for the file keeper and the person', async () => {
    const whole = /^\d{17}[\dX]$/
    assert.match((await page(OFFICER, '张三')).person.identityNumber, whole)
    const self = await page({ role: 'teacher', person: '张三' }, '张三')
    assert.match(self.person.identityNumber, whole)
    assert.equal(
      self.actions.some((one) => one.enabled),
      false,
    )
    await assert.rejects(page({ role: 'teacher', person: '张三' }, '李四'), { status: 404 })
    const led = await page({ role: 'leader' }, '张三')
    assert.match(led.person.identityNumber, /\*{8}/)
    assert.equal(led.person.phone, null)
  })

  const transfer = (name: string, asked: Partial<Transfer> = {}, who = OFFICER) =>
    county.as(who, (work) =>
      transferPerson(work, county.people.get(name)!, {
        key: newId(),
        unit: 'B',
        on: '2026-09-01',
        document: '教人〔2026〕3号',
        ...asked,
      }),
    )

  test('a transfer holds from its day on; the years before keep the old school', async () => {
    await transfer('李四')
    assert.ok((await names(OFFICER, { unit: 'B' })).includes('李四'))
    assert.ok((await names(OFFICER, { unit: 'A', year: 2025 })).includes('李四'))
    assert.ok(!(await names(SCHOOL_A)).includes('李四'))
    const { timeline } = await page(OFFICER, '李四')
    assert.deepEqual(
      timeline.map((one) => [one.on, one.until, one.title]),
      [
        ['2026-09-01', null, 'B'],
        ['2026-08-31', '2026-08-31', 'A'],
      ],
    )
    await assert.rejects(transfer('李四', { on: '2026-03-01', unit: 'A' }), refusedWith(409, 'later-change'))
    await assert.rejects(transfer('李四', { on: '2026-10-01' }), refusedWith(422, 'same-unit'))
    await assert.rejects(transfer('张三', { unit: 'G' }), refusedWith(422, 'unit-closed'))
    await assert.rejects(transfer('张三', { unit: 'NOPE' }), refusedWith(422, 'unit-missing'))
    await assert.rejects(transfer('张三', {}, SCHOOL_A), refusedWith(403, 'centre-only'))
    await assert.rejects(transfer('赵三', {}, SCHOOL_A), refusedWith(404, 'not-found'))
  })

  test('a school changes and corrects its own people only', async () => {
    const change = (who: Who, name: string) =>
      county.as(who, (work) =>
        changePerson(work, county.people.get(name)!, {
          key: newId(),
          on: '2026-07-01',
          document: null,
          facts: { rank: '高级教师' },
        }),
      )
    await change(SCHOOL_A, '张三')
    assert.deepEqual(
      [(await page(OFFICER, '张三')).person.rank, (await page(OFFICER, '张三', 2025)).person.rank],
      ['高级教师', '一级教师'],
    )
    await assert.rejects(change(SCHOOL_A, '张晓'), { status: 404 })
    await assert.rejects(change({ role: 'leader' }, '张三'), { status: 403 })
    await county.as(SCHOOL_A, (work) =>
      correctPerson(work, county.people.get('张三丰')!, {
        key: newId(),
        because: '户口簿',
        name: '张 三峰',
        phone: null,
      }),
    )
    assert.deepEqual(await names(OFFICER, { q: 'zsf' }), ['张三峰'])
    const { rows } = await db().admin.query<{ details: object }>(
      `select details from audit_log where action = 'person.correct'`,
    )
    assert.equal(JSON.stringify(rows).includes('1380000'), false)
  })

  test('adds a person once, with words for what does not fit', async () => {
    const add = (said: Partial<NewPerson>, who = OFFICER) =>
      county.as(who, (work) =>
        addPerson(work, {
          key: newId(),
          identityNumber: identityNumber(900),
          name: '新 人',
          phone: null,
          startedOn: null,
          unit: 'B',
          on: '2026-09-01',
          document: null,
          ...facts,
          ...said,
        }),
      )
    await assert.rejects(add({ identityNumber: '330102198001010011' }), refusedWith(422, 'id-number'))
    await assert.rejects(add({}, { role: 'cluster', unit: 'X' }), refusedWith(403, 'centre-only'))
    await add({ identityNumber: ` ${identityNumber(900)} ` })
    assert.deepEqual(await names(OFFICER, { q: '新人' }), ['新人'])
    assert.equal((await list(OFFICER, { year: 2025, q: '新人' })).total, 0)
    await assert.rejects(add({}), refusedWith(422, 'known'))
    const both = await Promise.allSettled([1, 2].map(() => add({ identityNumber: identityNumber(901) })))
    assert.equal(both.filter((one) => one.status === 'fulfilled').length, 1)
    const reasons = both.flatMap((one) => (one.status === 'rejected' ? [(one.reason as Refused).status] : []))
    assert.ok(reasons.every((status) => status === 409 || status === 422))
  })

  test('the database itself refuses days that overlap', async () => {
    const overlap = db().admin.query(
      `insert into person_state (region_id, person_id, valid, unit_id)
       select region_id, person_id, '[2026-01-01,2026-02-01)', unit_id from person_state limit 1`,
    )
    await assert.rejects(overlap, { code: '23P01' })
  })

  test('titles, pairs, exchanges and trainings stand in the timeline', async () => {
    const { region, people, units } = county
    const [person, other, a, b] = [people.get('张晓'), people.get('赵三'), units.get('A'), units.get('B')]
    const admin = db().admin
    await admin.query(
      `insert into title_grant (region_id, id, person_id, title, level, named_on, ends_after) values ($1, $2, $3, '骨干教师', 'county', '2024-05-01', '2027-04-30')`,
      [region, newId(), person],
    )
    await admin.query(
      `insert into award (region_id, id, person_id, name, kind, level, grade, awarded_on) values ($1, $2, $3, '优质课', '教学比武', 'city', '一等奖', '2025-11-02')`,
      [region, newId(), person],
    )
    await admin.query(
      `insert into pairing (region_id, id, mentor_id, apprentice_id, starts_on) values ($1, $2, $3, $4, '2026-03-01')`,
      [region, newId(), other, person],
    )
    await admin.query(
      `insert into exchange (region_id, id, person_id, kind, from_unit_id, to_unit_id, starts_on) values ($1, $2, $3, '支教', $4, $5, '2026-04-01')`,
      [region, newId(), person, b, a],
    )
    const view = await page(OFFICER, '张晓')
    assert.deepEqual(
      view.timeline.map((one) => [one.on, one.kind, one.title, one.detail]),
      [
        ['2026-04-01', '交流', 'B → A', '支教'],
        ['2026-03-01', '结对', '拜赵三为师', '徒弟'],
        ['2025-11-02', '教学比武', '优质课', '市级 一等奖'],
        ['2024-05-01', '称号', '骨干教师', '县级'],
      ],
    )
    assert.deepEqual(
      view.honours.map((one) => one.title),
      ['优质课', '骨干教师'],
    )
  })
})
