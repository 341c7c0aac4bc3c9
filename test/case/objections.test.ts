import assert from 'node:assert/strict'
import { test } from 'node:test'
import { browser } from '#test/http/harness.ts'
import { act, garden, key, openGardenRound, toNotice, tryToAct } from './garden.ts'

test('an objection that is upheld leaves the others open, until each is answered', async (context) => {
  const g = await garden(context)
  const at = (local: string): void => void (g.clock.now = new Date(`${local}+08:00`))
  const id = await toNotice(g, '甲一', await openGardenRound(g))
  const publish = async (): Promise<string> => {
    await act(g, 'officer', id, { do: 'publish' })
    const { rows } = await g.db.admin.query<{ id: string }>(
      'select notice_id as id from case_event where case_id = $1 and notice_id is not null order by seq desc limit 1',
      [id],
    )
    return rows[0]!.id
  }
  const notice = await publish()
  for (const text of ['他的月季是从别家的园子里移来的。', '他的园子其实是邻居在打理的。']) {
    const said = { key: key(), case: id, name: '群众甲', contact: '139 0000 0000', text }
    const answer = await browser(g.app, '203.0.113.9').send(
      'POST',
      `/api/public/notices/${notice}/objections`,
      said,
    )
    assert.equal(answer.statusCode, 200)
  }
  const { rows } = await g.db.admin.query<{ seq: number }>(
    'select seq from case_objection where case_id = $1 order by seq',
    [id],
  )
  const [first, second] = rows.map(({ seq }) => seq)
  await act(g, 'officer', id, { do: 'uphold', objection: first!, because: '经核实属实' })
  await act(g, 'officer', id, { do: 'pass' })
  await publish()
  at('2026-03-10T10:00')
  const open = await tryToAct(g, 'officer', id, { do: 'pass' })
  assert.match(open.body.because ?? '', /还有 1 件异议没有处理/)
  await act(g, 'officer', id, { do: 'dismiss', objection: second!, because: '经核实不属实' })
  await act(g, 'officer', id, { do: 'pass' })
})

test('who publishes a case that was published meanwhile is told so', async (context) => {
  const g = await garden(context)
  const id = await toNotice(g, '甲一', await openGardenRound(g))
  await act(g, 'officer', id, { do: 'publish' })
  const again = await tryToAct(g, 'officer-2', id, { do: 'publish' })
  assert.deepEqual([again.status, again.body['code']], [409, 'not-now'])
})
