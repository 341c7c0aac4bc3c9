import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { standingRows } from '#kernel/credit/read.ts'
import { figuresOf } from '#kernel/figures/read.ts'
import { suiteDatabase } from '#test/harness/database.ts'
import { answersOf, asSystem, expected, importFile, plain, sample } from './county.ts'
import type { Expected } from './county.ts'

for (const name of ['clean', 'dirty'] as const) {
  describe(`the sample county, ${name}`, () => {
    const database = suiteDatabase()

    test('imports with exactly the refusals that it should have', async () => {
      const answers = await expected()
      const { report } = await importFile(database(), sample(name))
      const found = report.errors.map(({ sheet, row, column, code }) => `${sheet}/${row}/${column}/${code}`)
      const told =
        name === 'dirty' ? answers.dirty_errors.map((e) => `${e.sheet}/${e.row}/${e.column}/${e.code}`) : []
      const repeated = found.filter(
        (error) => error.startsWith('网络学时/') && error.endsWith('/身份证件号/duplicate'),
      )
      assert.equal(repeated.length, answers.clean_errors['网络学时']?.['duplicate'])
      assert.deepEqual(found.filter((error) => !repeated.includes(error)).toSorted(), told.toSorted())
      for (const [sheet, count] of Object.entries(report.sheets))
        assert.equal(count.rows, count.imported + count.unchanged + count.refused, sheet)
      assert.ok(
        report.errors.every((error) => /[，。；]/.test(error.message)),
        'messages are sentences',
      )
    })

    test('gives every teacher the credits and standing of the answers', async () => {
      for (const [year, answers] of Object.entries((await expected()).years))
        await checkStanding(Number(year), answers.standing)
    })

    test('gives every figure of the answers, for the region and for units', async () => {
      for (const [year, answers] of Object.entries((await expected()).years)) {
        await checkFigures(Number(year), undefined, answers.figures)
        for (const [unit, of] of Object.entries(answers.units)) await checkFigures(Number(year), unit, of)
      }
    })

    test('changes nothing when imported again', async () => {
      const before = await state()
      const { report, entries } = await importFile(database(), sample(name))
      assert.deepEqual(
        Object.values(report.sheets)
          .map((count) => count.imported)
          .filter((count) => count > 0),
        [],
      )
      assert.equal(entries, 0)
      assert.deepEqual(await state(), before)
    })

    async function checkStanding(
      year: number,
      answers: Expected['years'][string]['standing'],
    ): Promise<void> {
      const { policy, rows } = await asSystem(database(), await regionId(), (work) =>
        standingRows(work, year, null),
      )
      const found = new Map(
        rows.map((row) => [
          row.identityNumber,
          [row.name, row.unitCode, ...row.credits.map(Number), row.total, row.meets],
        ]),
      )
      assert.equal(found.size, answers.length)
      for (const teacher of answers) {
        const credits = policy.map((rule) => teacher[rule.category])
        assert.deepEqual(
          found.get(teacher.id),
          [teacher.name, teacher.unit, ...credits, teacher.total, teacher.meets],
          `${year} ${teacher.id}`,
        )
      }
      const order = rows.map((row) => row.unitCode)
      assert.deepEqual(order, order.toSorted(), 'by unit code')
    }

    async function checkFigures(
      year: number,
      unit: string | undefined,
      answers: Expected['years'][string]['figures'],
    ): Promise<void> {
      const figures = answersOf(
        await asSystem(database(), await regionId(), (work) =>
          figuresOf(work, unit === undefined ? { year } : { year, unit }),
        ),
      )
      assert.deepEqual(Object.keys(figures), Object.keys(answers), "the contract's figures in its order")
      for (const [id, answer] of Object.entries(answers)) {
        assert.deepEqual(
          { value: figures[id]?.value, by: figures[id]?.by },
          { value: answer.value, by: plain(answer.by) },
          `${year} ${unit ?? 'region'} ${id}`,
        )
      }
    }

    async function regionId(): Promise<number> {
      const { rows } = await database().admin.query<{ id: number }>(
        `select id from region where code = '990123'`,
      )
      return rows[0]!.id
    }

    /** What a second import must leave alone; its own history is not part of it. */
    async function state(): Promise<unknown> {
      const { rows } = await database().admin.query(
        `select (select count(*) from credit_entry) as entries, (select sum(amount) from credit_balance) as credits,
           (select md5(string_agg(p::text, '' order by p.id)) from person p) as people,
           (select md5(string_agg(s::text, '' order by s.person_id)) from person_state s) as states,
           (select md5(string_agg(t::text, '' order by t.activity_id, t.person_id, t.slot)) from attendance t) as attendance`,
      )
      return rows[0]
    }
  })
}
