import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { sql } from 'kysely'
import { createAppraisal } from '#kernel/appraisal/rounds/service.ts'
import { judgeSheetOf, mySheetsOf, returnSheetOf, saveSheetOf } from '#kernel/appraisal/rounds/sheets.ts'
import { standardPageOf } from '#kernel/appraisal/standards/read.ts'
import { saveStandard } from '#kernel/appraisal/standards/service.ts'
import type { Refused } from '#lib/refusal.ts'
import type { Who } from '#test/people/county.ts'
import { suiteDatabase } from '#test/harness/database.ts'
import { appraisalCounty, key, refusedWith, SCHOOL_A, SCHOOL_B } from './county.ts'
import { madeUpRound, madeUpStandard } from './round.ts'

suite('standards, judges and their sheets', () => {
  const db = suiteDatabase()
  const { county, officer, standard, judge, page, step, round } = appraisalCounty(db)

  test('a standard has versions, and a round keeps its own', async () => {
    const first = await standard({ code: 'kept' })
    const { id } = await officer((work) => createAppraisal(work, madeUpRound(first.id)))
    const second = await standard({ code: 'kept', document: '试教〔2026〕2号', decimals: 1 })
    assert.deepEqual([second.id, second.version], [first.id, 2])
    assert.equal((await page(id)).appraisal.standard.version, 1)
    const old = await officer((work) => standardPageOf(work, first.id, 1))
    assert.deepEqual([old.standard.decimals, old.versions.length, old.standard.points], [2, 2, '100'])
    assert.deepEqual(old.standard.indicators, madeUpStandard().indicators)
  })

  test('a standard that does not add up is refused, and only the centre makes one', async () => {
    const [branch, ...rest] = madeUpStandard().indicators
    await assert.rejects(
      standard({ indicators: [{ ...branch!, points: '50' }, ...rest] }),
      (error: Refused) => error.status === 422 && /下级指标合计 60/.test(error.refusal.because),
    )
    await assert.rejects(
      county().as(SCHOOL_A, (work) => saveStandard(work, madeUpStandard())),
      refusedWith(403, 'role'),
    )
  })

  test('judges are spread evenly and never score their own school', async () => {
    const id = await round()
    const { judges, targets } = await page(id)
    assert.deepEqual(
      targets.map((target) => target.judges),
      [3, 3, 3, 3, 3],
    )
    assert.ok(
      judges.every((one) => one.targets >= 2 && one.targets <= 3),
      JSON.stringify(judges.map((one) => one.targets)),
    )
    const home = new Map(judges.map((one) => [one.id, one.unit?.code]))
    for (const { id: judgeId } of judges) {
      const { lines } = await officer((work) => judgeSheetOf(work, id, judgeId))
      assert.ok(lines.every(({ name }) => name !== `${home.get(judgeId)}校`))
    }
    await assert.rejects(
      officer(({ tx }) =>
        sql`insert into appraisal_assignment (region_id, target_id, judge_id)
          select ${county().region}, t.id, j.id from appraisal_target t join appraisal_judge j on j.appraisal_id = t.appraisal_id and j.unit_id = t.unit_id
          where t.appraisal_id = ${id} limit 1`.execute(tx),
      ),
      /other units/,
    )
  })

  test('too few judges without a conflict are named, and nobody is forced', async () => {
    const id = await round({}, ['评甲', '评己'], 2)
    assert.equal((await page(id)).targets.find(({ unit }) => unit.code === 'A')?.judges, 0)
    await assert.rejects(step(id, 'opened'), (error: Refused) =>
      /1 个对象没有分配评委/.test(error.refusal.because),
    )
  })

  test('a judge of a blind round sees numbers, in SQL too, and writes only on his own sheets', async () => {
    const id = await round()
    assert.deepEqual(await county().as(judge('评甲'), mySheetsOf), [])
    await step(id, 'opened')
    const mine = (await county().as(judge('评甲'), mySheetsOf)).find((one) => one.appraisal === id)
    assert.ok(mine !== undefined && mine.lines.length > 0)
    assert.ok(mine.lines.every(({ name }) => name === null))
    assert.doesNotMatch(JSON.stringify(mine), /[A-E]校/)
    const seen = await county().as(
      judge('评甲'),
      async ({ tx }) =>
        (await sql`select * from appraisal_target where appraisal_id = ${id}`.execute(tx)).rows,
    )
    assert.deepEqual(seen, [])
    const target = mine.lines[0]!.target
    const write = (who: Who, judgeId: string, score: string) =>
      county().as(who, (work) =>
        saveSheetOf(work, id, judgeId, {
          key: key(),
          changes: [{ target, indicator: 'B', score }],
          handIn: [],
        }),
      )
    assert.deepEqual(await write(judge('评甲'), mine.judge, '40'), { saved: 1, handedIn: 0 })
    await assert.rejects(write(judge('评甲'), mine.judge, '40.5'), refusedWith(422, 'points'))
    await assert.rejects(write(judge('评乙'), mine.judge, '30'), refusedWith(404, 'not-found'))
    await assert.rejects(write(SCHOOL_B, mine.judge, '30'), refusedWith(404, 'not-found'))
    const other = (await page(id)).judges.find((one) => one.name === '评乙')!
    const read = await county().as(
      judge('评甲'),
      async ({ tx }) =>
        (await sql`select * from appraisal_score where judge_id = ${other.id}`.execute(tx)).rows,
    )
    assert.deepEqual(read, [])
  })

  test('a sheet is handed in whole, and changed only after it was returned', async () => {
    const id = await round()
    await step(id, 'opened')
    const { judge: own, lines } = (await county().as(judge('评乙'), mySheetsOf)).find(
      (one) => one.appraisal === id,
    )!
    const target = lines[0]!.target
    const save = (changes: { target: string; indicator: string; score: string | null }[], handIn: string[]) =>
      county().as(judge('评乙'), (work) => saveSheetOf(work, id, own, { key: key(), changes, handIn }))
    await assert.rejects(save([{ target, indicator: 'A1', score: '20' }], [target]), (error: Refused) =>
      /2 项没有打分/.test(error.refusal.because),
    )
    const whole = ['A1', 'A2', 'B'].map((indicator) => ({ target, indicator, score: '20' }))
    await save(whole, [target])
    await assert.rejects(save([{ target, indicator: 'B', score: '1' }], []), refusedWith(409, 'handed-in'))
    const raw = county().as(
      judge('评乙'),
      async ({ tx }) =>
        (await sql`update appraisal_score set score = 1 where judge_id = ${own} returning 1`.execute(tx))
          .rows,
    )
    assert.deepEqual(await raw, [])
    await officer((work) => returnSheetOf(work, id, own, { key: key(), target, because: '请核对成效' }))
    assert.deepEqual(await save([{ target, indicator: 'B', score: '25' }], [target]), {
      saved: 1,
      handedIn: 1,
    })
  })
})
