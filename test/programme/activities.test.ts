import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AttendanceStatus } from '#contract/activity.ts'
import { saveSheet } from '#kernel/programme/activities/attendance.ts'
import { cancel } from '#kernel/programme/activities/cancel.ts'
import { createActivity, type NewActivity } from '#kernel/programme/activities/create.ts'
import { activityPageOf } from '#kernel/programme/activities/page.ts'
import { changePeople } from '#kernel/programme/activities/roster-change.ts'
import { setTimes } from '#kernel/programme/activities/slot-times.ts'
import { createProgramme, type NewProgramme } from '#kernel/programme/programmes/create.ts'
import { programmePageOf } from '#kernel/programme/programmes/page.ts'
import { Systems } from '#kernel/programme/registry.ts'
import { Refused } from '#lib/refusal.ts'
import { programmeSystems } from '#systems/index.ts'
import { testDatabase, type Ending } from '#test/harness/database.ts'
import { addActivity, addPolicy, at, key, makeHall, officer, teacher, type Hall, type Who } from './hall.ts'

const systems = new Systems(programmeSystems)
const school = (unit: string): Who => ({ role: 'school', unit })

const hallOf = async (ending: Ending): Promise<Hall> => makeHall(await testDatabase(ending))

function refused(status: number, code: string, words?: RegExp): (error: unknown) => boolean {
  return (error) => {
    assert.ok(error instanceof Refused, String(error))
    assert.deepEqual([error.status, error.refusal.code], [status, code], error.refusal.because)
    if (words !== undefined) assert.match(error.refusal.because, words)
    return true
  }
}

const programme = (given: Partial<NewProgramme> = {}): NewProgramme => ({
  key: key(),
  title: '新课程培训',
  system: 'group-training',
  level: 'county',
  year: 2025,
  organiser: 'C',
  subject: null,
  stage: null,
  startsOn: null,
  endsOn: null,
  places: null,
  budget: null,
  category: null,
  ...given,
})

const activity = (given: Partial<NewActivity> = {}): NewActivity => ({
  key: key(),
  title: '第一期',
  phase: null,
  startsAt: at('08:30:00').toISOString(),
  endsAt: at('16:30:00').toISOString(),
  place: null,
  hours: 8,
  slots: 2,
  ...given,
})

const create = (hall: Hall, who: Who, given: Partial<NewProgramme> = {}): Promise<{ id: string }> =>
  hall.as(who, (work) => createProgramme(work, systems, programme(given)))

const add = (hall: Hall, who: Who, id: string, given: Partial<NewActivity> = {}): Promise<{ id: string }> =>
  hall.as(who, (work) => createActivity(work, systems, id, activity(given)))

const mark = (hall: Hall, name: string, slot: number, status: AttendanceStatus | null) => ({
  p: hall.county.people.get(name) ?? '',
  slot,
  status,
})

async function credits(hall: Hall): Promise<unknown[]> {
  const found = await hall.db.admin.query<{ line: string }>(
    `select p.name || ' ' || e.kind || ' ' || e.amount as line from credit_entry e
     join person p on p.region_id = e.region_id and p.id = e.person_id order by p.name, e.seq`,
  )
  return found.rows.map((row) => row.line)
}

test('codes are given by rule, also to two officers at once', async (t) => {
  const hall = await hallOf(t)
  const made = await Promise.all([1, 2, 3, 4].map(() => create(hall, officer)))
  const codes = await hall.db.admin.query<{ code: string }>('select code from programme order by code')
  assert.deepEqual(
    codes.rows.map((row) => row.code),
    ['2025-JZPX-001', '2025-JZPX-002', '2025-JZPX-003', '2025-JZPX-004'],
  )
  await Promise.all([1, 2].map(() => add(hall, officer, made[0]!.id)))
  const activities = await hall.db.admin.query<{ code: string }>('select code from activity order by code')
  assert.deepEqual(
    activities.rows.map((row) => row.code.slice(-3)),
    ['-01', '-02'],
  )
})

test('a retry has one effect and the same answer; the key of another request is refused', async (t) => {
  const hall = await hallOf(t)
  const asked = programme()
  const twice = await Promise.all(
    [1, 2].map(() => hall.as(officer, (work) => createProgramme(work, systems, asked))),
  )
  assert.deepEqual(twice[0], twice[1])
  const found = await hall.db.admin.query('select from programme')
  assert.equal(found.rows.length, 1)
  const other = { ...asked, title: '另一个项目' }
  await assert.rejects(
    hall.as(officer, (work) => createProgramme(work, systems, other)),
    refused(409, 'key-used'),
  )
})

test('a request that was refused leaves its key free', async (t) => {
  const hall = await hallOf(t)
  const asked = programme({ system: 'reading' })
  const attempt = (): Promise<{ id: string }> =>
    hall.as(officer, (work) => createProgramme(work, systems, asked))
  await assert.rejects(attempt(), refused(422, 'system', /专业阅读”还没有定义/))
  asked.system = 'group-training'
  await attempt()
})

test('what a programme can not be is said with the field', async (t) => {
  const hall = await hallOf(t)
  await addPolicy(hall)
  await assert.rejects(create(hall, officer, { level: 'galaxy' }), refused(422, 'value', /国家级/))
  const reversed = { startsOn: '2025-09-01', endsOn: '2025-08-31' }
  await assert.rejects(create(hall, officer, reversed), refused(422, 'period', /结束日期早于开始日期/))
  await assert.rejects(
    create(hall, officer, { startsOn: '2026-01-01' }),
    refused(422, 'year', /不含 2025 年/),
  )
  await assert.rejects(
    create(hall, officer, { category: '网络' }),
    refused(422, 'category', /可选：集中、校本/),
  )
  await assert.rejects(create(hall, officer, { organiser: 'S9' }), refused(422, 'reference'))
})

test('an organiser outside the own subtree is refused', async (t) => {
  const hall = await hallOf(t)
  await create(hall, school('S1'), { organiser: 'S1', system: 'school-based-project', level: 'school' })
  await assert.rejects(create(hall, school('S1'), { organiser: 'S2' }), refused(403, 'not-organiser'))
  await assert.rejects(create(hall, school('S1'), { organiser: 'C' }), refused(403, 'not-organiser'))
})

test('what an activity can not be is said with the field', async (t) => {
  const hall = await hallOf(t)
  const training = await create(hall, officer)
  const reversed = { endsAt: at('08:00:00').toISOString() }
  await assert.rejects(
    add(hall, officer, training.id, reversed),
    refused(422, 'period', /结束时间早于开始时间/),
  )
  await assert.rejects(
    add(hall, officer, training.id, { hours: 9 }),
    refused(422, 'hours', /1 天最多计 8 学时/),
  )
  await assert.rejects(
    add(hall, officer, training.id, { phase: '研课磨课' }),
    refused(422, 'phase', /集中研修/),
  )
  await assert.rejects(add(hall, officer, training.id, { place: 'S9' }), refused(422, 'reference'))
  const project = await create(hall, officer, { system: 'school-based-project' })
  await assert.rejects(
    add(hall, officer, project.id, { title: '教研组例会' }),
    refused(422, 'not-this-system', /例会不计入校本研修/),
  )
})

test('what the region has set for the year holds instead of the defaults', async (t) => {
  const hall = await hallOf(t)
  const training = await create(hall, officer)
  await hall.db.admin.query(
    `insert into system_params (region_id, system, year, params, document, set_by)
     values ($1, 'group-training', 2025, '{"hoursPerDay": 10}', '测教〔2025〕1号', 'x')`,
    [hall.county.region],
  )
  await add(hall, officer, training.id, { hours: 10 })
  await assert.rejects(
    add(hall, officer, training.id, { hours: 10.5 }),
    refused(422, 'hours', /每天 10 学时/),
  )
  const page = await hall.as(officer, (work) => programmePageOf(work, systems, training.id))
  assert.ok(page.programme.rules.includes('每天最多计 10 学时。'))
})

test('only who organises may change an activity; the page says so before', async (t) => {
  const hall = await hallOf(t)
  const { activity: id } = await addActivity(hall, ['甲'])
  const sheet = { key: key(), changes: [mark(hall, '甲', 1, 'present')] }
  await assert.rejects(
    hall.as(school('S1'), (work) => saveSheet(work, id, sheet)),
    refused(403, 'not-organiser', /由承办单位发展中心管理/),
  )
  await assert.rejects(
    hall.as({ role: 'leader' }, (work) => saveSheet(work, id, sheet)),
    refused(403, 'not-organiser'),
  )
  const page = await hall.as(school('S1'), (work) => activityPageOf(work, systems, id))
  assert.deepEqual(
    page.actions.filter((action) => action.enabled).map((action) => action.id),
    ['export'],
  )
  const own = await addActivity(hall, ['甲'], { organiser: 'S1' })
  await hall.as(school('S1'), (work) => saveSheet(work, own.activity, { ...sheet, key: key() }))
})

test('the database too refuses a school that marks its teachers in an activity of others', async (t) => {
  const hall = await hallOf(t)
  const { activity: id } = await addActivity(hall, ['甲'])
  const session = await hall.session(school('S1'))
  const client = await hall.db.app.connect()
  try {
    await client.query('begin')
    await client.query(`select set_config('yanpei.session', $1, true)`, [session.toString('hex')])
    const seen = await client.query('select from participation where activity_id = $1', [id])
    assert.equal(seen.rows.length, 1)
    await assert.rejects(
      client.query(
        `insert into attendance (region_id, activity_id, person_id, slot, status, method, recorded_by)
         values ($1, $2, $3, 1, 'present', 'desk', 'x')`,
        [hall.county.region, id, hall.county.people.get('甲')],
      ),
      /row-level security/,
    )
  } finally {
    await client.query('rollback')
    client.release()
  }
})

test('what one may not see is not there', async (t) => {
  const hall = await hallOf(t)
  const far = await makeHall(hall.db, '990002')
  const { activity: id, programme: programmeId } = await addActivity(hall, ['甲', '丙'])
  await assert.rejects(
    far.as(officer, (work) => activityPageOf(work, systems, id)),
    refused(404, 'not-found'),
  )
  await assert.rejects(
    far.as(officer, (work) => programmePageOf(work, systems, programmeId)),
    refused(404, 'not-found'),
  )
  const page = await hall.as(school('S2'), (work) => activityPageOf(work, systems, id))
  assert.deepEqual(
    page.roster.map((row) => row.name),
    ['丙'],
  )
})

test('people are added by identity number as pasted, and each who can not be is named', async (t) => {
  const hall = await hallOf(t)
  const { activity: id } = await addActivity(hall, ['甲'])
  const found = await hall.db.admin.query<{ identity_number: string }>(
    `select identity_number from person where name = '乙'`,
  )
  const number = found.rows[0]!.identity_number
  const change = {
    key: key(),
    add: [
      { identityNumber: ` ${number.slice(0, 6)} ${number.slice(6)}　`, role: 'trainee' as const },
      { identityNumber: '330102198001011234', role: 'trainee' as const },
      { identityNumber: '11010119900307', role: 'trainee' as const },
      { personId: hall.county.people.get('甲'), role: 'trainee' as const },
      { personId: hall.county.people.get('丙'), role: 'lecturer' as const },
    ],
    remove: [],
  }
  const outcome = await hall.as(officer, (work) => changePeople(work, id, change))
  assert.equal(outcome.added, 2)
  assert.equal(outcome.refused.length, 2)
  assert.match(outcome.refused[0]!.who, /\*/)
  const again = await hall.as(officer, (work) => changePeople(work, id, change))
  assert.deepEqual(again, outcome)
})

test('who has been marked stays on the roster', async (t) => {
  const hall = await hallOf(t)
  const { activity: id } = await addActivity(hall, ['甲', '乙'])
  await hall.as(officer, (work) =>
    saveSheet(work, id, { key: key(), changes: [mark(hall, '甲', 1, 'present')] }),
  )
  const remove = ['甲', '乙'].map((name) => ({
    personId: hall.county.people.get(name) ?? '',
    role: 'trainee' as const,
  }))
  const outcome = await hall.as(officer, (work) => changePeople(work, id, { key: key(), add: [], remove }))
  assert.deepEqual(outcome, {
    added: 0,
    removed: 1,
    refused: [{ who: '甲', because: outcome.refused[0]!.because }],
  })
  assert.match(outcome.refused[0]!.because, /已有签到记录/)
})

test('a sheet is saved whole or not at all', async (t) => {
  const hall = await hallOf(t)
  const { activity: id } = await addActivity(hall, ['甲', '乙'])
  const save = (changes: ReturnType<typeof mark>[]): Promise<{ saved: number }> =>
    hall.as(officer, (work) => saveSheet(work, id, { key: key(), changes }))
  await assert.rejects(
    save([mark(hall, '甲', 1, 'present'), mark(hall, '丙', 1, 'present')]),
    refused(422, 'not-on-roster', /什么也没有保存/),
  )
  await assert.rejects(
    save([mark(hall, '甲', 1, 'present'), mark(hall, '乙', 3, 'present')]),
    refused(422, 'slot', /没有第 3 场/),
  )
  const none = await hall.db.admin.query('select from attendance')
  assert.equal(none.rows.length, 0)
  const { saved } = await save([
    mark(hall, '甲', 1, 'absent'),
    mark(hall, '甲', 1, 'present'),
    mark(hall, '乙', 2, 'late'),
  ])
  assert.equal(saved, 2)
  assert.equal((await save([mark(hall, '甲', 1, 'present'), mark(hall, '乙', 2, null)])).saved, 1)
  const page = await hall.as(officer, (work) => activityPageOf(work, systems, id))
  assert.deepEqual(
    page.roster.map((row) => [row.name, row.marks]),
    [
      ['甲', 'P-'],
      ['乙', '--'],
    ],
  )
})

test('credits follow the sheet once the activity has ended, and go back when it is cancelled', async (t) => {
  const hall = await hallOf(t)
  await addPolicy(hall)
  const { activity: id } = await addActivity(hall, ['甲', '乙'])
  const both = [1, 2].flatMap((slot) => [mark(hall, '甲', slot, 'present'), mark(hall, '乙', slot, 'late')])
  const running = await hall.as(officer, (work) => saveSheet(work, id, { key: key(), changes: both }))
  assert.deepEqual(running, { saved: 4, recognised: 0, entries: 0, pending: true })
  hall.clock.now = at('17:00:00')
  const ended = await hall.as(officer, (work) =>
    saveSheet(work, id, { key: key(), changes: [mark(hall, '乙', 2, 'absent')] }),
  )
  assert.deepEqual(ended, { saved: 1, recognised: 1, entries: 1, pending: false })
  const asked = { key: key(), because: '误登记' }
  assert.deepEqual(await hall.as(officer, (work) => cancel(work, id, asked)), { reversed: 1 })
  assert.deepEqual(await hall.as(officer, (work) => cancel(work, id, asked)), { reversed: 1 })
  assert.deepEqual(await credits(hall), ['甲 award 8.00', '甲 reversal -8.00'])
  await assert.rejects(
    hall.as(officer, (work) => cancel(work, id, { key: key(), because: '再取消' })),
    refused(409, 'cancelled', /误登记/),
  )
})

test('several desks saving at once leave what was typed, and credits that fit it', async (t) => {
  const hall = await hallOf(t)
  await addPolicy(hall)
  const { activity: id } = await addActivity(hall, ['甲', '乙', '丙'])
  hall.clock.now = at('17:00:00')
  const sheets = Array.from({ length: 8 }, (_, n) =>
    ['甲', '乙', '丙'].flatMap((name) =>
      [1, 2].map((slot) => mark(hall, name, slot, n % 2 === 0 ? 'present' : 'absent')),
    ),
  )
  await Promise.all(
    sheets.map((changes) => hall.as(officer, (work) => saveSheet(work, id, { key: key(), changes }))),
  )
  const settled = await hall.db.admin.query<{ fits: boolean }>(`
    select bool_and(p.recognised = (select count(*) = 2 from attendance t where t.person_id = p.person_id and t.status = 'present')
      and p.recognised = exists (select from credit_balance b where b.person_id = p.person_id and b.amount = 8)) as fits
    from participation p`)
  assert.equal(settled.rows[0]?.fits, true)
})

/** Slot times of the day by the clock. */
const times = (opens: string, late: string, closes: string) => ({
  opensAt: at(opens).toISOString(),
  lateAfter: at(late).toISOString(),
  closesAt: at(closes).toISOString(),
})

test('slot times out of order are refused in words, others hold', async (t) => {
  const hall = await hallOf(t)
  const { activity: id } = await addActivity(hall, ['甲'])
  const set = (slot: number, asked: ReturnType<typeof times>) =>
    hall.as(officer, (work) => setTimes(work, id, slot, asked))
  await assert.rejects(
    set(1, times('09:00:00', '09:00:00', '08:00:00')),
    refused(422, 'slot-times', /应在其后/),
  )
  await assert.rejects(
    set(1, times('08:00:00', '10:00:00', '09:00:00')),
    refused(422, 'slot-times', /迟到时间 10:00/),
  )
  await assert.rejects(set(3, times('08:00:00', '09:00:00', '10:00:00')), refused(404, 'not-found'))
  const view = await set(2, times('13:00:00', '13:30:00', '14:00:00'))
  assert.equal(view.state, 'waiting')
  const page = await hall.as(officer, (work) => activityPageOf(work, systems, id))
  assert.deepEqual(
    page.slots.map((slot) => slot.opensAt),
    [at('08:00:00'), at('13:00:00')].map((each) => each.toISOString()),
  )
})

test('a teacher manages nothing', async (t) => {
  const hall = await hallOf(t)
  const { activity: id } = await addActivity(hall, ['甲'])
  const sheet = { key: key(), changes: [mark(hall, '甲', 1, 'present')] }
  await assert.rejects(
    hall.as(teacher('甲'), (work) => saveSheet(work, id, sheet)),
    refused(403, 'not-organiser'),
  )
})
