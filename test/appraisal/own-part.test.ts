import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { randomUUID } from 'node:crypto'
import { listAppraisals } from '#kernel/appraisal/rounds/read.ts'
import { addTargets, createAppraisal } from '#kernel/appraisal/rounds/service.ts'
import { saveSheetOf } from '#kernel/appraisal/rounds/sheets.ts'
import { evidenceChoicesOf, targetPageOf } from '#kernel/appraisal/rounds/target.ts'
import type { Who } from '#test/people/county.ts'
import { suiteDatabase } from '#test/harness/database.ts'
import { appraisalCounty, JUDGES, key, OFFICER, refusedWith, SCHOOL_A, SCHOOL_B, SCHOOLS } from './county.ts'
import { madeUpRound } from './round.ts'

suite('what the appraised do themselves', () => {
  const db = suiteDatabase()
  const { county, officer, standard, results, step, act, round, scoreAll, targetOf } = appraisalCounty(db)

  test('a school evaluates itself with evidence from its records, and sees nobody else', async () => {
    const { id: of } = await standard()
    const { id } = await officer((work) => createAppraisal(work, madeUpRound(of)))
    await officer((work) => addTargets(work, id, { key: key(), kind: 'unit', subjects: ['A', 'B'] }))
    await db().admin.query(
      `insert into appraisal_step (region_id, appraisal_id, step, by) values ($1, $2, 'opened', 'x')`,
      [county().region, id],
    )
    const [programme, activity] = [randomUUID(), randomUUID()]
    await db().admin.query(
      `insert into programme (region_id, id, code, title, system, level, year, organiser_id) values ($1, $2, $3, '校本', 'school-based-project', 'school', 2026, $4)`,
      [county().region, programme, programme, county().units.get('A')],
    )
    await db().admin.query(
      `insert into activity (region_id, id, programme_id, code, title, starts_at, ends_at, hours, slots) values ($1, $2, $3, $4, '集体备课', '2026-03-01', '2026-03-01', 2, 1)`,
      [county().region, activity, programme, activity],
    )
    const target = await targetOf(id, 'A')
    await assert.rejects(
      county().as(SCHOOL_B, (work) => targetPageOf(work, target)),
      refusedWith(404, 'not-found'),
    )
    assert.deepEqual(
      (await county().as(SCHOOL_A, (work) => listAppraisals(work, 2026))).mine
        .map(({ title }) => title)
        .includes('A校'),
      true,
    )
    const mine = await county().as(SCHOOL_A, (work) => targetPageOf(work, target))
    const { rows } = await county().as(SCHOOL_A, (work) => evidenceChoicesOf(work, target, 'A2'))
    assert.deepEqual(
      rows.map(({ title }) => title),
      ['集体备课'],
    )
    await act(SCHOOL_A, target, { act: 'show', key: key(), indicator: 'A2', records: [activity] })
    await assert.rejects(
      act(SCHOOL_A, target, { act: 'show', key: key(), indicator: 'B', records: [activity] }),
      refusedWith(422, 'indicator'),
    )
    await assert.rejects(
      act(SCHOOL_A, target, { act: 'show', key: key(), indicator: 'A2', records: [programme] }),
      refusedWith(404, 'not-found'),
    )
    const scores = ['A1', 'A2', 'B'].map((indicator) => ({ target, indicator, score: '28' }))
    await county().as(SCHOOL_A, (work) =>
      saveSheetOf(work, id, mine.self!.judge, { key: key(), changes: scores, handIn: [target] }),
    )
    const other = await targetOf(id, 'B')
    await assert.rejects(
      county().as(SCHOOL_A, (work) =>
        saveSheetOf(work, id, mine.self!.judge, {
          key: key(),
          changes: [{ target: other, indicator: 'B', score: '1' }],
          handIn: [],
        }),
      ),
      refusedWith(404, 'not-found'),
    )
    const row = (await results(id)).rows.find((one) => one.target === target)!
    assert.deepEqual([row.self, row.result], ['84.00', null])
    assert.deepEqual(row.missing, ['专家评委：没有分配评委', '家长：还没有指定问卷'])
  })

  test('a result is appealed in time, answered once, and corrected by a further row', async () => {
    const id = await round({ outside: false }, JUDGES, 6)
    await step(id, 'opened')
    await scoreAll(id, (school) => 95 - 10 * SCHOOLS.indexOf(school))
    await step(id, 'published')
    const target = await targetOf(id, 'D')
    const view = () => county().as({ role: 'school', unit: 'D' }, (work) => targetPageOf(work, target))
    assert.deepEqual([(await view()).results[0]?.result, (await view()).results[0]?.band], ['65.00', '合格'])
    const owner: Who = { role: 'school', unit: 'D' }
    await assert.rejects(
      act(SCHOOL_A, target, { act: 'appeal', key: key(), says: '不服' }),
      refusedWith(404, 'not-found'),
    )
    await act(owner, target, { act: 'appeal', key: key(), says: '佐证没有计入' })
    await assert.rejects(
      act(owner, target, { act: 'appeal', key: key(), says: '再申诉' }),
      refusedWith(409, 'open-appeal'),
    )
    const appeal = (await view()).appeals[0]!.id
    const answer = {
      act: 'answer',
      appeal,
      upheld: true,
      because: '漏计一项',
      result: '72.00',
      band: null,
    } as const
    await assert.rejects(act(owner, target, { ...answer, key: key() }), refusedWith(403, 'runs'))
    await act(OFFICER, target, { ...answer, key: key() })
    await assert.rejects(act(OFFICER, target, { ...answer, key: key() }), refusedWith(409, 'overtaken'))
    const { results: rows, appeals } = await view()
    assert.deepEqual(
      rows.map((row) => row.result),
      ['72.00', '65.00'],
    )
    assert.equal(appeals[0]?.answer?.upheld, true)
    await db().admin.query('alter table appraisal_step disable trigger append_only')
    await db().admin.query(
      `update appraisal_step set at = '2026-11-01' where appraisal_id = $1 and step = 'published'`,
      [id],
    )
    await db().admin.query('alter table appraisal_step enable trigger append_only')
    await assert.rejects(
      act(owner, target, { act: 'appeal', key: key(), says: '太迟' }),
      refusedWith(409, 'appeal-over'),
    )
  })

  test('rectification has a day, a report and an acceptance', async () => {
    const id = await round({ outside: false }, JUDGES, 6)
    await step(id, 'opened')
    await scoreAll(id, (school) => 95 - 10 * SCHOOLS.indexOf(school))
    await step(id, 'published')
    const target = await targetOf(id, 'E')
    const owner: Who = { role: 'school', unit: 'E' }
    const says = '补齐活动记录'
    await assert.rejects(
      act(owner, target, { act: 'demand', key: key(), says, dueOn: '2026-12-20' }),
      refusedWith(403, 'runs'),
    )
    await act(OFFICER, target, { act: 'demand', key: key(), says, dueOn: '2026-12-20' })
    const demands = async () => (await county().as(owner, (work) => targetPageOf(work, target))).demands
    const [{ id: demand } = { id: '' }] = await demands()
    const report = (who: Who, what: 'reported' | 'accepted' | 'refused') =>
      act(who, target, { act: 'report', key: key(), demand, what, says: '已办' })
    await assert.rejects(report(OFFICER, 'accepted'), refusedWith(409, 'early'))
    await report(owner, 'reported')
    await assert.rejects(report(owner, 'accepted'), refusedWith(403, 'runs'))
    await report(OFFICER, 'refused')
    assert.equal((await demands())[0]?.state, 'refused')
    await report(owner, 'reported')
    await report(OFFICER, 'accepted')
    assert.equal((await demands())[0]?.state, 'accepted')
    await assert.rejects(report(owner, 'reported'), refusedWith(409, 'overtaken'))
  })
})
