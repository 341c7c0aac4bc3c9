import assert from 'node:assert/strict'
import { before, suite, test } from 'node:test'
import { sql } from 'kysely'
import { suiteEnding } from '#test/harness/database.ts'
import { sendPdf } from '#test/http/harness.ts'
import { act, assign, garden, judgingsOf, key, openGardenRound, type Garden, type Judging } from './garden.ts'

type Sheet = Judging & { files: { n: number; title: string }[] }

suite('files for judges', () => {
  const ending = suiteEnding()
  let g: Garden
  let id: string
  before(async () => {
    g = await garden(ending)
    const round = await openGardenRound(g)
    id =
      (await g.ask('甲一', 'POST', '/api/cases', { key: key(), system: 'garden-prize', round })).body.id ?? ''
    const form = { kind: '花圃', story: '种了三年月季' }
    await g.ask('甲一', 'PUT', `/api/cases/${id}/form`, { form })
    const who = await g.who('甲一')
    await sendPdf(who, `/api/cases/${id}/materials/consent`, '甲一同意书.pdf')
    await sendPdf(who, `/api/cases/${id}/materials/photo`, 'A学校甲一的园子.pdf')
    await sendPdf(who, `/api/cases/${id}/materials/photo`, '甲一的月季.pdf')
    await assert.rejects(sendPdf(who, `/api/cases/${id}/materials/constructor`, '甲一的月季.pdf'), /: 404 /)
    await act(g, '甲一', id, { do: 'submit' })
    await assign(g, id, ['丙一', '丙二'])
  })

  const sheetOf = async (judge: string): Promise<Sheet> => (await judgingsOf(g, judge))[0] as Sheet
  const open = async (who: string, judging: string, n: number) =>
    (await g.who(who)).send('GET', `/api/judgings/${judging}/files/${n}`)

  test('are there while the review is open, not before', async () => {
    const before = await sheetOf('丙一')
    assert.deepEqual(before.files, [])
    assert.equal((await open('丙一', before.id, 1)).statusCode, 404)
    await act(g, 'school-a', id, { do: 'pass' })
    assert.deepEqual(
      (await sheetOf('丙一')).files.map(({ n, title }) => [n, title]),
      [
        [1, '园圃照片 1'],
        [2, '园圃照片 2'],
      ],
    )
  })

  test('are opened by number, and neither address, answer nor name says whose they are', async () => {
    const sheet = await sheetOf('丙一')
    const answer = await open('丙一', sheet.id, 2)
    assert.deepEqual([answer.statusCode, answer.body.startsWith('%PDF')], [200, true])
    const told = `${decodeURIComponent(String(answer.headers['content-disposition']))} ${JSON.stringify(sheet)}`
    assert.match(told, /材料2\.pdf/)
    assert.doesNotMatch(told, /甲一|学校/)
  })

  test('are for the judge of that case alone, and of its papers only those meant for judges', async () => {
    const sheet = await sheetOf('丙一')
    for (const other of ['丙二', '丙三', '甲二', 'school-b', 'cluster'])
      assert.equal((await open(other, sheet.id, 1)).statusCode, 404, other)
    assert.equal((await open('丙一', sheet.id, 3)).statusCode, 404, 'no third one')
    const seen = await g.county.as({ role: 'teacher', person: '丙一' }, async ({ tx }) => [
      (await sql`select from case_material`.execute(tx)).rows.length,
      (await sql`select from stored_file`.execute(tx)).rows.length,
      (await sql`select from judging_files()`.execute(tx)).rows.length,
    ])
    assert.deepEqual(seen, [0, 0, 2], 'no row of the tables, whose names could tell')
  })

  test('are closed for who has stepped aside, and for all once the review is closed', async () => {
    const [mine, theirs] = [await sheetOf('丙一'), await sheetOf('丙二')]
    await g.ask('丙一', 'PUT', `/api/judgings/${mine.id}`, { key: key(), points: null, recuse: '是邻居' })
    assert.equal((await open('丙一', mine.id, 1)).statusCode, 404)
    assert.equal((await open('丙二', theirs.id, 1)).statusCode, 200)
    await act(g, '甲一', id, { do: 'withdraw', because: '不再申报' })
    assert.equal((await open('丙二', theirs.id, 1)).statusCode, 404)
  })
})
