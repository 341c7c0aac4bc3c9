import assert from 'node:assert/strict'
import { before, suite, test } from 'node:test'
import { Cases } from '#kernel/case/registry.ts'
import { archives } from '#kernel/message/todos/sources/archives.ts'
import { Systems } from '#kernel/programme/registry.ts'
import { seal } from '#kernel/works/archives/seals.ts'
import { findSubject } from '#kernel/works/archives/subject.ts'
import { archiveRules } from '#systems/archives.ts'
import { programmeSystems } from '#systems/index.ts'
import { suiteDatabase } from '#test/harness/database.ts'
import { moneyCounty, OFFICER, SCHOOL_A, SCHOOL_B } from '#test/money/county.ts'
import type { Who } from '#test/people/county.ts'

const CASES = new Cases([])
const SETTING = { systems: new Systems(programmeSystems), cases: CASES, rules: archiveRules }

suite('archives that wait to be completed', () => {
  const db = suiteDatabase()
  const { county, made } = moneyCounty(db)
  const found = (who: Who) => county().as(who, (work) => archives(SETTING).find(work, CASES))

  before(async () => {
    await db().admin.query('update activity set programme_id = $1 where id = $2', [made.own, made.sentTo])
    await db().admin.query(
      `update programme set starts_on = '2026-09-01', ends_after = '2026-10-31' where id = $1`,
      [made.own],
    )
  })

  test('they wait for who holds the programme, with the first gap and who fills it', async () => {
    const { total, items } = await found(SCHOOL_A)
    assert.deepEqual(
      [total, items[0]?.title, items[0]?.due, items[0]?.link],
      [1, '补齐档案：P1', '2026-11-30', `/resources/archives/programme/${made.own}`],
    )
    assert.match(items[0]!.detail, /^已归 \d+%，.+（.+）$/u)
    for (const who of [SCHOOL_B, OFFICER, { role: 'leader' } as const])
      assert.equal((await found(who)).total, 0)
  })

  test('what is sealed waits no more', async () => {
    await county().as(OFFICER, async (work) => {
      const subject = await findSubject(work, SETTING, { kind: 'programme', id: made.own, year: 2026 })
      await seal(work, SETTING, subject, '材料由学校留存纸质')
    })
    assert.equal((await found(SCHOOL_A)).total, 0)
  })
})
