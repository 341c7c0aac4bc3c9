import assert from 'node:assert/strict'
import { before, suite, test } from 'node:test'
import { suiteEnding } from '#test/harness/database.ts'
import { sendPdf } from '#test/http/harness.ts'
import {
  act,
  assign,
  garden,
  judgingsOf,
  openGardenRound,
  scoreAll,
  toNotice,
  tryToAct,
  type Garden,
} from './garden.ts'

type Page = {
  row: { stage: string | null; score: number | null }
  judges: { name: string; scored: boolean }[]
  events: { because: string | null; kind: string }[]
}

suite('a returned case whose judges would see something else', () => {
  const ending = suiteEnding()
  let g: Garden
  let round: string
  before(async () => {
    g = await garden(ending)
    round = await openGardenRound(g)
  })

  const at = (local: string): void => void (g.clock.now = new Date(`${local}+08:00`))
  const page = async (id: string): Promise<Page> =>
    (await g.ask('officer', 'GET', `/api/cases/${id}`)).body as unknown as Page
  /** A case that was judged with 85 points, shown in public, and returned by the bureau. */
  const returned = async (teacher: string): Promise<string> => {
    at('2026-03-02T10:00')
    const id = await toNotice(g, teacher, round)
    await act(g, 'officer', id, { do: 'publish' })
    at('2026-03-10T10:00')
    await act(g, 'officer', id, { do: 'pass' })
    await act(g, 'leader', id, { do: 'return', because: '请补正' })
    return id
  }
  const again = async (teacher: string, id: string, more: object): Promise<void> => {
    const form = { kind: '花圃', story: `${teacher}在A的园子里种了三年月季`, size: 12.5, ...more }
    await g.ask(teacher, 'PUT', `/api/cases/${id}/form`, { form })
    await act(g, teacher, id, { do: 'submit' })
  }

  test('goes to its review again: points given before stay on record and count no more', async () => {
    const id = await returned('甲一')
    await again('甲一', id, { story: '只种了一年，原来写错了' })
    const shown = await page(id)
    assert.deepEqual([shown.row.stage, shown.judges.map(({ scored }) => scored)], ['judge', [false, false]])
    assert.match(shown.events.at(-1)?.because ?? '', /此前的打分不再计入/)
    const [sheet] = await judgingsOf(g, '丙一')
    assert.deepEqual([sheet!.points, (sheet as { again?: boolean }).again], [null, true], 'and is told so')
    const early = await tryToAct(g, 'officer', id, { do: 'pass' })
    assert.match(early.body.because ?? '', /还有 2 名评委没有打分/)

    await scoreAll(g, '丙一', { 长势: 20, 布局: 10 })
    await scoreAll(g, '丙二', { 长势: 30, 布局: 20 })
    assert.equal((await judgingsOf(g, '丙一'))[0]?.points?.['长势'], 20)
    await act(g, 'officer', id, { do: 'pass' })
    assert.equal((await page(id)).row.score, 40)
    const { rows } = await g.db.admin.query(
      'select from case_point p join case_judge j on j.id = p.judging_id where j.case_id = $1',
      [id],
    )
    assert.equal(rows.length, 8, 'of each judge both sheets')
  })

  test('a change that judges do not see leaves their points as they are', async () => {
    const id = await returned('甲二')
    await again('甲二', id, { reason: '家中无事' })
    const { row, judges, events } = await page(id)
    assert.deepEqual([row.stage, row.score, judges.every(({ scored }) => scored)], ['decide', 90, true])
    assert.equal(events.at(-1)?.because, null)
  })

  test('so does a file, where judges do not open it; one that they open has it judged again', async () => {
    const id = await returned('甲三')
    const upload = async (material: string): Promise<void> =>
      sendPdf(await g.who('甲三'), `/api/cases/${id}/materials/${material}`, 'a.pdf')
    await upload('consent')
    await act(g, '甲三', id, { do: 'submit' })
    assert.equal((await page(id)).row.stage, 'decide')
    await act(g, 'leader', id, { do: 'return', because: '缺照片' })
    await upload('photo')
    await act(g, '甲三', id, { do: 'submit' })
    assert.equal((await page(id)).row.stage, 'judge')
  })

  test('who has not scored the changed case may be taken off, and somebody else named', async () => {
    const id = await returned('乙一')
    await again('乙一', id, { size: 3 })
    assert.equal((await assign(g, id, ['丙一', '丙三'])).body['assigned'], 2)
    await scoreAll(g, '丙一', { 长势: 10, 布局: 10 })
    await scoreAll(g, '丙三', { 长势: 20, 布局: 20 })
    await act(g, 'officer', id, { do: 'pass' })
    assert.equal((await page(id)).row.score, 30)
  })
})
