import assert from 'node:assert/strict'
import { before, suite, test } from 'node:test'
import { garden, key, type Garden } from '#test/case/garden.ts'
import { suiteEnding } from '#test/harness/database.ts'
import { docxText } from '#test/message/docx-text.ts'

/** Who studied how many hours online, by workshop. */
const WORKSHOPS = {
  数学工作坊: { 甲一: 30, 甲二: 10, 乙一: null },
  语文工作坊: { 丙一: 80 },
} as const

suite('the circular of teacher workshops', () => {
  const ending = suiteEnding()
  let g: Garden
  before(async () => {
    g = await garden(ending)
    for (const [title, members] of Object.entries(WORKSHOPS)) await workshop(title, members)
  })

  async function workshop(title: string, members: Record<string, number | null>): Promise<void> {
    const [programme, activity] = [key(), key()]
    const run = (text: string, values: unknown[]) => g.db.admin.query(text, [g.county.region, ...values])
    await run(
      `insert into programme (region_id, id, code, title, system, level, year, organiser_id) values ($1, $2, $3, $3, 'teacher-workshop', 'county', 2026, $4)`,
      [programme, title, g.county.units.get('R')],
    )
    await run(
      `insert into activity (region_id, id, programme_id, code, title, starts_at, ends_at, hours, slots)
        values ($1, $2, $3, $4, '线下集中', '2026-02-20 08:00+08', '2026-02-20 12:00+08', 4, 1)`,
      [activity, programme, `${title}-1`],
    )
    for (const [name, hours] of Object.entries(members)) {
      const person = g.county.people.get(name)
      await run(
        `insert into participation (region_id, activity_id, person_id, role) values ($1, $2, $3, 'trainee')`,
        [activity, person],
      )
      if (hours !== null)
        await run(
          `insert into online_study (region_id, id, person_id, platform, course, hours, completed_on) values ($1, $2, $3, '云', '课', $4, '2026-02-01')`,
          [key(), person, hours],
        )
    }
  }

  test('each workshop stands in it by its figures, the slower ones and those who have not begun by name', async () => {
    const made = await g.ask('officer', 'POST', '/api/circulars', {
      key: key(),
      kind: 'circular',
      about: 'workshops',
      series: '甲教训',
      unit: 'R',
      year: 2026,
      names: true,
      publicUntil: null,
    })
    assert.equal(made.status, 200, made.body.because)
    assert.match(String(made.body['title']), /工作坊研修进度的通报/)
    const browser = await g.who('officer')
    const text = docxText((await browser.send('GET', `/api/circulars/${made.body.id}/docx`)).rawPayload)
    assert.match(text, /教师工作坊2个，坊员4人，完成网络学时120学时，提交作品0件。还有1人没有网络学时。/)
    assert.match(text.replaceAll(/\s/g, ''), /语文工作坊11808000数学工作坊134013\.3301/)
    assert.match(text, /排在最后的是数学工作坊（人均13\.33学时）/)
    assert.match(text, /乙一/)
    assert.ok(!text.includes('丙一'))
  })

  test('a number opens to its records, of one workshop too', async () => {
    const ask = async (query: string) =>
      (
        await g.ask(
          'officer',
          'GET',
          `/api/figures/workshop-hours/records?year=2026&unit=R&offset=0&limit=50${query}`,
        )
      ).body as unknown as { value: number; total: number }
    const whole = await ask('')
    assert.deepEqual([whole.value, whole.total], [120, 3])
    const one = await ask(`&dimension=programme&key=${encodeURIComponent('数学工作坊')}`)
    assert.deepEqual([one.value, one.total], [40, 2])
  })
})
