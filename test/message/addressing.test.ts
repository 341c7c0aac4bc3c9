import assert from 'node:assert/strict'
import { before, suite, test } from 'node:test'
import { garden, key, type Answer, type Garden } from '#test/case/garden.ts'
import { rawClient } from '#db/transact.ts'
import { suiteEnding } from '#test/harness/database.ts'

type Row = Record<string, unknown>
type Page = { notice: Row; files: { id: string; name: string; bytes: number }[] }

suite('to whom a notice goes, and with which files', () => {
  const ending = suiteEnding()
  let g: Garden
  before(async () => {
    g = await garden(ending)
    await activity()
  })

  const send = (who: string, audience: object, more: object = {}): Promise<Answer> =>
    g.ask(who, 'POST', '/api/notices', {
      key: key(),
      title: '请带教案',
      body: '请带一份教案。',
      dueOn: null,
      pinnedUntil: null,
      circular: null,
      robots: false,
      audience,
      ...more,
    })
  const readers = async (id: string): Promise<string[]> => {
    const { body } = await g.ask('officer', 'GET', `/api/notices/${id}/receipts`)
    return (body as unknown as { rows: Row[] }).rows.map((row) => String(row['name'])).toSorted()
  }
  const PROGRAMME = key()
  const ACTIVITY = key()

  /** A programme of school A with one activity, on whose roster are 甲一, 甲二 and 丙一. */
  async function activity(): Promise<void> {
    const run = (text: string, values: unknown[]) => g.db.admin.query(text, [g.county.region, ...values])
    await run(
      `insert into programme (region_id, id, code, title, system, level, year, organiser_id) values ($1, $2, 'P1', '种花培训', 'group-training', 'county', 2026, $3)`,
      [PROGRAMME, g.county.units.get('R')],
    )
    await run(
      `insert into activity (region_id, id, programme_id, code, title, starts_at, ends_at, hours, slots)
        values ($1, $2, $3, 'A1', '第一讲', '2026-03-20 08:00+08', '2026-03-20 12:00+08', 4, 1)`,
      [ACTIVITY, PROGRAMME],
    )
    for (const name of ['甲一', '甲二', '丙一'])
      await run(
        `insert into participation (region_id, activity_id, person_id, role) values ($1, $2, $3, 'trainee')`,
        [ACTIVITY, g.county.people.get(name)],
      )
    for (const [name, until] of [
      ['乙一', null],
      ['丙二', '2026-03-01'],
    ] as const)
      await run(
        `insert into title_grant (region_id, id, person_id, title, level, named_on, ends_after) values ($1, $2, $3, '骨干教师', 'county', '2024-01-01', $4)`,
        [key(), g.county.people.get(name), until],
      )
  }

  test('a roster and a programme reach those on it, from a school its own of them', async () => {
    for (const audience of [
      { to: 'roster', activity: ACTIVITY },
      { to: 'programme', programme: PROGRAMME },
    ]) {
      const { body, status } = await send('officer', audience)
      assert.equal(status, 200, body.because)
      assert.deepEqual(await readers(body.id ?? ''), ['丙一', '甲一', '甲二'])
    }
    const own = await send('school-a', { to: 'roster', activity: ACTIVITY })
    assert.deepEqual([own.status, own.body['people']], [200, 2])
    assert.equal((await send('officer', { to: 'programme', programme: key() })).status, 404)
  })

  test('the holders of a title are those whose term runs today', async () => {
    const { body } = await g.ask('officer', 'GET', '/api/notices/titles')
    assert.deepEqual(body['titles'], [{ title: '骨干教师', people: 1 }])
    const sent = await send('officer', { to: 'title', title: '骨干教师' })
    assert.deepEqual(await readers(sent.body.id ?? ''), ['乙一'])
  })

  test('a pasted list names who is found, and each line that is not, as far as the sender sees', async () => {
    const lines = ['1 甲一', '丙三', '', '无名氏', '甲一']
    const ask = async (who: string) => {
      const { body } = await g.ask(who, 'POST', '/api/notices/addressees', { lines })
      return body as unknown as {
        found: { id: string; name: string }[]
        refused: { line: string; because: string }[]
      }
    }
    const officer = await ask('officer')
    assert.deepEqual(
      officer.found.map(({ name }) => name),
      ['甲一', '丙三'],
    )
    assert.deepEqual(
      officer.refused.map(({ line }) => line),
      ['无名氏'],
    )
    const school = await ask('school-a')
    assert.deepEqual(
      [school.found.map(({ name }) => name), school.refused.map(({ line }) => line)],
      [['甲一'], ['丙三', '无名氏']],
    )
    const sent = await send('officer', { to: 'people', people: officer.found.map(({ id }) => id) })
    assert.equal(sent.body['people'], 2)
    assert.equal((await g.ask('甲一', 'POST', '/api/notices/addressees', { lines })).status, 403)
  })

  async function upload(who: string, name: string, text: string): Promise<string> {
    const { body } = await g.ask(who, 'POST', '/api/uploads', { key: key(), name, bytes: text.length })
    const browser = await g.who(who)
    const answer = await browser.send('PATCH', `/api/uploads/${body.id}`, text, {
      'content-type': 'application/offset+octet-stream',
      'upload-offset': '0',
    })
    assert.equal(answer.statusCode, 204, answer.body)
    return body.id ?? ''
  }
  const get = async (who: string, url: string) => (await g.who(who)).send('GET', url)

  test('an attachment is read by whoever may read the notice, by nobody else', async () => {
    const file = await upload('officer', '名册.txt', 'one two three')
    const sent = await send('officer', { to: 'roster', activity: ACTIVITY }, { uploads: [file] })
    assert.equal(sent.status, 200, sent.body.because)
    const page = (await g.ask('甲一', 'GET', `/api/notices/${sent.body.id}`)).body as unknown as Page
    assert.deepEqual(
      page.files.map(({ name, bytes }) => [name, bytes]),
      [['名册.txt', 13]],
    )
    const url = `/api/notices/${sent.body.id}/files/${page.files[0]?.id}`
    const answer = await get('甲一', url)
    assert.deepEqual([answer.statusCode, answer.body], [200, 'one two three'])
    for (const who of ['丙二', 'school-b']) assert.equal((await get(who, url)).statusCode, 404, who)
    const seen = await g.county.as({ role: 'teacher', person: '丙二' }, async ({ tx }) => {
      const files = await rawClient(tx).query('select 1 from notice_file union all select 1 from stored_file')
      return files.rowCount
    })
    assert.equal(seen, 0)
  })

  test("another's upload, one under way and one too large cannot be attached, and nothing is sent", async () => {
    const before = (await g.db.admin.query('select 1 from notice')).rowCount
    const others = await upload('school-a', '甲.txt', 'words')
    assert.equal(
      (await send('officer', { to: 'roster', activity: ACTIVITY }, { uploads: [others] })).status,
      404,
    )
    const { body } = await g.ask('officer', 'POST', '/api/uploads', { key: key(), name: '乙.txt', bytes: 5 })
    const early = await send('officer', { to: 'roster', activity: ACTIVITY }, { uploads: [body.id] })
    assert.equal(early.status, 409)
    const large = await upload('officer', '丙.txt', 'large')
    await g.db.admin.query(
      `update stored_file set bytes = 21 * 1024 * 1024 where id = (select file_id from upload where id = $1)`,
      [large],
    )
    const refused = await send('officer', { to: 'roster', activity: ACTIVITY }, { uploads: [large] })
    assert.deepEqual([refused.status, refused.body['field']], [413, 'uploads'])
    assert.equal((await g.db.admin.query('select 1 from notice')).rowCount, before)
  })
})
