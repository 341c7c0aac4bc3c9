import assert from 'node:assert/strict'
import { before, suite, test } from 'node:test'
import { transferPerson } from '#kernel/people/service.ts'
import { suiteEnding } from '#test/harness/database.ts'
import { act, garden, handIn, key, openGardenRound, type Garden } from './garden.ts'

type Page = { subject: { facts: { title: string; value: string }[] }; row: { stage: string | null } }

suite('a teacher who moves while the case runs', () => {
  const ending = suiteEnding()
  let g: Garden
  let round: string
  before(async () => {
    g = await garden(ending)
    await g.db.admin.query(`update unit_state set urban = 'rural' where unit_id = $1`, [
      g.county.units.get('A'),
    ])
    round = await openGardenRound(g)
  })

  const move = (name: string, unit: string): Promise<unknown> =>
    g.county.as({ role: 'officer' }, (work) =>
      transferPerson(work, g.county.people.get(name)!, {
        key: key(),
        unit,
        on: '2026-03-03',
        document: '甲教人〔2026〕1号',
      }),
    )
  const kept = async (id: string): Promise<unknown> => {
    const { rows } = await g.db.admin.query<{ of_floor: boolean; unit: string }>(
      `select c.of_floor, u.code as unit from case_record c join unit u on u.id = c.unit_id where c.id = $1`,
      [id],
    )
    return rows[0]
  }

  test('is dealt with by the old school, as of the day of handing in', async () => {
    const id = await handIn(g, '甲一', round)
    assert.deepEqual(await kept(id), { of_floor: true, unit: 'A' })
    await move('甲一', 'B')
    const { status, body } = await g.ask('school-a', 'GET', `/api/cases/${id}`)
    const page = body as unknown as Page
    assert.equal(status, 200)
    assert.match(page.subject.facts.find(({ title }) => title === '单位')?.value ?? '', /A/)
    await act(g, 'school-a', id, { do: 'pass' })
    assert.deepEqual(await kept(id), { of_floor: true, unit: 'A' })
  })

  test('keeps the facts when what the school had entered is returned and handed in by it again', async () => {
    const opened = await g.ask('school-a', 'POST', '/api/cases', {
      key: key(),
      system: 'garden-prize',
      round,
      personId: g.county.people.get('甲二'),
    })
    const id = opened.body.id ?? ''
    const fill = (story: string) =>
      g.ask('school-a', 'PUT', `/api/cases/${id}/form`, { form: { kind: '花圃', story } })
    await fill('种了三年')
    await act(g, 'school-a', id, { do: 'submit' })
    await act(g, 'school-a', id, { do: 'return', because: '经过写得太短' })
    await move('甲二', 'C')
    await fill('种了三年月季')
    await act(g, 'school-a', id, { do: 'submit' })
    assert.deepEqual(await kept(id), { of_floor: true, unit: 'A' })
  })
})
