import assert from 'node:assert/strict'
import { before, suite, test } from 'node:test'
import type { HandbookPage, Handbooks } from '#contract/handbook.ts'
import { candidatesFor } from '#kernel/appraisal/rounds/target-store.ts'
import { suiteEnding } from '#test/harness/database.ts'
import { signedIn } from '#test/http/harness.ts'
import { key, play, type Played } from '#test/systems/county.ts'

const TEACHERS = ['李一', '李二']
const OTHERS = ['赵四']

suite('行动手册', () => {
  const ending = suiteEnding()
  let played: Played
  let activity: string
  let entry: string
  before(async () => {
    const teachers = { A: TEACHERS, B: OTHERS }
    played = await play(ending, teachers, ['李一', '赵四'])
    await heldActivity()
  })
  const person = (name: string): string => played.county.people.get(name)!

  async function heldActivity(): Promise<void> {
    const made = await played.ask('officer', 'POST', '/api/programmes', {
      key: key(),
      title: '估算教学研修',
      system: 'school-based-project',
      level: 'school',
      year: 2026,
      organiser: 'A',
      subject: null,
      stage: null,
      startsOn: '2026-03-01',
      endsOn: '2026-06-30',
      places: null,
      budget: null,
      category: '校本',
    })
    const { body } = await played.ask('school-A', 'POST', `/api/programmes/${made.body.id}/activities`, {
      key: key(),
      title: '估算课例研讨',
      phase: null,
      startsAt: '2026-03-12T08:00:00+08:00',
      endsAt: '2026-03-12T12:00:00+08:00',
      place: 'A',
      hours: 4,
      slots: 2,
    })
    activity = body.id
    const roster = { key: key(), add: [{ personId: person('李一'), role: 'trainee' }], remove: [] }
    await played.ask('school-A', 'PUT', `/api/activities/${activity}/roster`, roster)
    const changes = [{ p: person('李一'), slot: 1, status: 'present' }]
    await played.ask('school-A', 'PUT', `/api/activities/${activity}/attendance`, { key: key(), changes })
    played.clock.now = new Date('2026-04-02T02:00:00Z')
  }

  const book = (login: string, whose = 'own'): Promise<HandbookPage> =>
    played.get<HandbookPage>(login, `/api/handbooks/${whose}/2026`)
  const write = (login: string, more: object = {}) =>
    played.ask(login, 'POST', '/api/handbook-entries', {
      key: key(),
      on: '2026-03-12',
      kind: 'record',
      title: '估算课例研讨心得',
      text: '先让孩子说为什么要估，再说怎么估。',
      ...more,
    })

  test('what was done fills it: the activity with the hours attended', async () => {
    const { items, hours, activities } = await book('李一')
    assert.deepEqual(
      items.map(({ kind, part, title }) => [kind, part, title]),
      [['activity', 'research', '估算课例研讨']],
    )
    assert.deepEqual([hours, activities.map(({ id }) => id)], [2, [activity]])
    assert.deepEqual((await book('赵四')).items, [])
  })

  test('a teacher writes a record of an activity once, and only of the own', async () => {
    const same = { key: key() }
    entry = (await write('李一', { activity, ...same })).body.id
    assert.equal(
      (await write('李一', { activity, ...same })).body.id,
      entry,
      'a second try has no second effect',
    )
    assert.deepEqual(
      [(await write('李一', { activity })).status, (await write('赵四', { activity })).status],
      [409, 404],
    )
    assert.equal((await write('officer')).status, 403)
    assert.equal((await write('李一', { on: '2026-04-03' })).status, 422)
    const { items, activities } = await book('李一')
    assert.deepEqual([items.length, activities.length, items.at(-1)?.own], [2, 0, true])
  })

  test('the school sees its teachers, the centre all, nobody else anybody', async () => {
    assert.equal((await book('school-A', person('李一'))).items.length, 2)
    assert.equal((await book('cluster', person('李一'))).items.length, 2)
    for (const login of ['school-B', '赵四'])
      assert.equal((await played.ask(login, 'GET', `/api/handbooks/${person('李一')}/2026`)).status, 404)
    const grid = await played.get<Handbooks>('school-A', '/api/handbooks?year=2026')
    assert.deepEqual([grid.month, grid.rows?.map((row) => row.person.name)], [3, TEACHERS])
    assert.deepEqual(grid.rows?.[0]?.items, [0, 0, 2])
    assert.deepEqual(
      grid.rows?.[0]?.lacks?.map((place) => grid.lacks[place]),
      ['记录 2/4 条', '听课 0/1 节'],
    )
    assert.equal(grid.rows?.[0]?.counts[2], 2)
  })

  const waits = async (login: string): Promise<(readonly [string, string])[]> => {
    const { groups } = await played.get<{
      groups: { items: { source: string; title: string; detail: string }[] }[]
    }>(login, '/api/todos')
    const items = groups.flatMap((group) => group.items).filter(({ source }) => source === 'handbook')
    return items.map(({ title, detail }) => [title, detail] as const)
  }

  test('the last month waits for the school, and for nobody else', async () => {
    assert.deepEqual(await waits('school-A'), [['查 3 月的教师行动手册', '还有 2 人']])
    assert.deepEqual([await waits('officer'), await waits('school-T')], [[], []])
  })

  const check = (login: string, names: readonly string[], more: object = {}) =>
    played.ask(login, 'POST', '/api/handbooks/checks', {
      key: key(),
      year: 2026,
      month: 3,
      checks: names.map((name) => ({ person: person(name), grade: 'good', remark: '再补听课' })),
      ...more,
    })

  test('the school grades a month in bulk, each with a record of its own; nobody else does', async () => {
    assert.deepEqual(
      [
        (await check('officer', TEACHERS)).status,
        (await check('school-B', TEACHERS)).status,
        (await check('school-A', TEACHERS, { month: 5 })).status,
      ],
      [403, 404, 422],
    )
    assert.equal((await check('school-A', TEACHERS)).body['checked'], 2)
    const [grade] = (await book('李一')).checks
    assert.deepEqual(
      [grade?.month, grade?.grade, grade?.remark, grade?.items, grade?.hours],
      [3, 'good', '再补听课', 2, 2],
    )
    const better = [{ person: person('李一'), grade: 'excellent', remark: '' }]
    await check('school-A', [], { checks: better })
    assert.deepEqual(
      (await book('李一')).checks.map((one) => one.grade),
      ['excellent'],
      'the newest counts',
    )
    const { rows } = await played.db.admin.query<{ n: number }>(
      'select count(*)::integer as n from handbook_check',
    )
    assert.equal(rows[0]?.n, 3, 'and the earlier one stands')
  })

  test('the newest grade can prove an indicator of an appraisal', async () => {
    const target = {
      kind: 'person' as const,
      subjectId: person('李一'),
      unitId: played.county.units.get('A')!,
    }
    const rows = await played.county.as({ role: 'system' }, (work) =>
      candidatesFor(work, target, 'handbook', 2026),
    )
    assert.deepEqual(
      rows.map(({ title, on }) => [title, on]),
      [['李一 3 月手册：优', '2026-03-01']],
    )
    assert.deepEqual(await waits('school-A'), [])
  })

  test('the figure opens to the grades behind it, and the centre sees them by school', async () => {
    const { schools } = await played.get<Handbooks>('officer', '/api/handbooks?year=2026')
    assert.deepEqual(
      schools.map(({ unit, teachers, checked, grades }) => [
        unit.code,
        teachers,
        checked,
        grades.excellent,
        grades.good,
      ]),
      [
        ['A', 2, 2, 1, 1],
        ['B', 1, 0, 0, 0],
        ['T', 0, 0, 0, 0],
      ],
    )
    const listed = await played.get<{ value: number; total: number }>(
      'officer',
      `/api/figures/handbook-checks/records?year=2026&unit=A&dimension=month&key=${encodeURIComponent('3 月')}`,
    )
    assert.deepEqual([listed.value, listed.total], [2, 2])
  })

  test('what was graded is not taken back, what was not is', async () => {
    const withdraw = (id: string) =>
      played.ask('李一', 'POST', `/api/handbook-entries/${id}/withdraw`, { key: key() })
    assert.equal((await withdraw(entry)).status, 409)
    assert.equal((await book('李一')).items.length, 2)
    const { body } = await write('李一', { on: '2026-04-01', kind: 'note', title: '读《估算》' })
    assert.equal(
      (await played.ask('赵四', 'POST', `/api/handbook-entries/${body.id}/withdraw`, { key: key() })).status,
      404,
    )
    assert.equal((await withdraw(body.id)).status, 200)
    assert.equal((await book('李一')).items.length, 2)
  })

  test('it is printed as Word and as PDF', async () => {
    const teacher = await signedIn(played.app, '李一')
    for (const [format, magic] of [
      ['docx', 'PK'],
      ['pdf', '%PDF'],
    ]) {
      const answer = await teacher.send('GET', `/api/handbooks/own/2026/${format}`)
      assert.deepEqual(
        [answer.statusCode, answer.rawPayload.subarray(0, magic!.length).toString()],
        [200, magic],
      )
    }
  })
})
