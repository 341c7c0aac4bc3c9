import assert from 'node:assert/strict'
import { before, suite, test } from 'node:test'
import * as z from 'zod'
import { defineCase } from '#kernel/case/define.ts'
import { notifyOfCase } from '#kernel/message/notices/notify.ts'
import { act, garden, key, type Answer, type Garden } from '#test/case/garden.ts'
import { suiteEnding } from '#test/harness/database.ts'
import { identityNumber } from '#test/people/county.ts'

/** A made-up system for anybody, that asks for a phone and tells the applicant what was decided. */
const permit = defineCase({
  id: 'beehive-permit',
  title: '养蜂许可',
  rev: 1,
  menu: 'training',
  about: '准许养蜂。',
  basis: 'docs/policy/none.md',
  params: z.object({}),
  subject: 'anyone',
  form: z.object({
    phone: z
      .string()
      .regex(/^1\d{10}$/)
      .describe('手机号'),
  }),
  materials: {},
  category: { title: '种类', of: () => null, words: [] },
  rounds: null,
  stages: {
    apply: { title: '申请', kind: 'submit' },
    decide: {
      title: '决定',
      kind: 'decide',
      by: 'centre',
      effects: () => [{ kind: 'notify', who: 'applicant', words: '准予养蜂两箱。' }],
    },
  },
  endings: { granted: '准予', refused: '不予', withdrawn: '撤回', lapsed: '终止' },
  archive: [],
})

const PHONE = '13900001234'
type Telling = { telling: { name: string; phone: string | null; told: { how: string } | null } | null }
type Todos = {
  groups: { time: string; items: { source: string; title: string; link: string; detail: string }[] }[]
}

suite('applicants without an account are told by the office', () => {
  const ending = suiteEnding()
  let g: Garden
  let id = ''
  before(async () => {
    g = await garden(ending, { systems: { programmes: [], cases: [permit] } })
  })

  const toTell = async (who: string) => {
    const { body } = await g.ask(who, 'GET', '/api/todos')
    return (body as unknown as Todos).groups.flatMap(({ time, items }) =>
      items.filter(({ source }) => source === 'tell').map((item) => ({ time, ...item })),
    )
  }
  const note = (who: string, more: object = {}): Promise<Answer> =>
    g.ask(who, 'POST', `/api/notices/${id}/told`, {
      key: key(),
      how: 'phone',
      on: '2026-03-02',
      note: null,
      ...more,
    })

  test('what was decided of an application at the counter is to be told, by any officer, within three days', async () => {
    const outsider = { name: '钱养蜂', identityNumber: identityNumber(911) }
    const opened = await g.ask('officer', 'POST', '/api/cases', {
      key: key(),
      system: 'beehive-permit',
      round: null,
      outsider,
    })
    const made = opened.body.id ?? ''
    assert.equal(opened.status, 200, opened.body.because)
    await g.ask('officer', 'PUT', `/api/cases/${made}/form`, { form: { phone: PHONE } })
    await act(g, 'officer', made, { do: 'submit' })
    await act(g, 'officer-2', made, { do: 'pass' })
    for (const who of ['officer', 'officer-2']) {
      const [todo] = await toTell(who)
      assert.deepEqual([todo?.title, todo?.time], ['告知钱养蜂办理结果', 'week'])
      id = todo?.link.split('/').at(-1) ?? ''
    }
    const all = JSON.stringify((await g.ask('officer', 'GET', '/api/todos')).body)
    assert.equal(all.match(/钱养蜂/g)?.length, 1 + 1, 'as a to-do alone, not as an unread notice beside it')
    assert.ok(!all.includes(PHONE))
  })

  test('the number is shown to the officer alone, and stands in no notice', async () => {
    const shown = (await g.ask('officer', 'GET', `/api/notices/${id}/telling`)).body as unknown as Telling
    assert.deepEqual([shown.telling?.name, shown.telling?.phone], ['钱养蜂', PHONE])
    for (const who of ['leader', 'school-a', '甲一'])
      assert.equal((await g.ask(who, 'GET', `/api/notices/${id}/telling`)).status, 403, who)
    const notice = JSON.stringify((await g.ask('officer', 'GET', `/api/notices/${id}`)).body)
    assert.ok(notice.includes('准予养蜂两箱') && !notice.includes(PHONE))
  })

  test('how and when is noted once; not in the future, not before the decision, not without saying why nobody answered', async () => {
    assert.equal((await note('leader')).status, 403)
    assert.equal((await note('officer', { on: '2026-03-03' })).body['field'], 'on')
    assert.equal((await note('officer', { on: '2026-03-01' })).body['field'], 'on')
    assert.equal((await note('officer', { how: 'unreachable' })).body['field'], 'note')
    const both = await Promise.all([note('officer'), note('officer-2')])
    assert.deepEqual(both.map(({ status }) => status).toSorted(), [200, 409], 'two officers at once')
    assert.equal((await note('officer-2')).status, 409)
    const { telling } = (await g.ask('officer-2', 'GET', `/api/notices/${id}/telling`))
      .body as unknown as Telling
    assert.equal(telling?.told?.how, 'phone')
    for (const who of ['officer', 'officer-2']) assert.deepEqual(await toTell(who), [])
    await assert.rejects(g.db.admin.query('delete from notice_told'), /append-only/)
  })

  test('whoever registered is told in their own account, and the office has nothing to do', async () => {
    const number = identityNumber(912)
    const said = {
      key: key(),
      region: 'R',
      name: '孙养蜂',
      identityNumber: number,
      phone: PHONE,
      password: 'beehive-12345',
    }
    const registered = await g.ask(null, 'POST', '/api/public/applicants', said)
    assert.equal(registered.status, 200, registered.body.because)
    const { rows } = await g.db.admin.query<{ id: string }>(`select id from account where login = $1`, [
      number,
    ])
    await g.county.as({ role: 'system' }, (work) =>
      notifyOfCase(work, {
        caseId: key(),
        title: '养蜂许可：孙养蜂',
        words: '准予。',
        who: 'applicant',
        personId: null,
        applicantId: rows[0]?.id ?? '',
        unitId: null,
      }),
    )
    const own = await g.db.admin.query(
      `select 1 from notice n join notice_recipient r on r.notice_id = n.id where n.tells_case is null and r.account_id = $1`,
      [rows[0]?.id],
    )
    assert.equal(own.rowCount, 1)
    assert.deepEqual(await toTell('officer'), [])
  })
})
