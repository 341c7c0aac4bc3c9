import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { ImportReport } from '#contract/import-report.ts'
import type { Database } from '#db/open.ts'
import { standingRows } from '#kernel/credit/read.ts'
import { askedUnit } from '#kernel/figures/scope.ts'
import { figuresOf } from '#kernel/figures/read.ts'
import { testDatabase } from '#test/harness/database.ts'
import { answersOf, asSystem } from './county.ts'
import { accept } from './oracle/accept.ts'
import type { Refusal } from './oracle/accept.ts'
import { importBook } from './oracle/book.ts'
import type { Book } from './oracle/book.ts'
import { DRAWN_REGION } from './oracle/draw-people.ts'
import { drawCounty } from './oracle/draw.ts'
import { YearModel } from './oracle/model.ts'
import { random } from './oracle/random.ts'

/** More by hand: `SEEDS=200 node --test test/import/oracle.test.ts`. */
const SEEDS = Number(process.env['SEEDS'] ?? 3)

describe('drawn counties, against a model written from the description alone', () => {
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    test(`county ${seed}: every refusal, standing and figure`, async (t) => {
      const db = await testDatabase(t)
      const { book, spoilt } = drawCounty(seed)
      const { sheets, refusals } = accept(book, spoilt)
      const inTwoParts = seed % 2 === 0
      if (inTwoParts) await importBook(db, thinned(book, seed), DRAWN_REGION)
      const { report } = await importBook(db, book, DRAWN_REGION)
      assert.deepEqual(told(report.errors), told(refusals))
      if (!inTwoParts) assert.deepEqual(report.sheets, countsOf(book, refusals))
      const units = [null, ...(sheets['单位'] ?? []).map((unit) => String(unit['单位代码']))]
      for (const year of [2023, 2024, 2025]) await compareYear(db, new YearModel(sheets, year), year, units)
    })
  }
})

/** An earlier file of the same county, with the same lists in their order, but fewer records. */
function thinned(book: Book, seed: number): Book {
  const draw = random(seed)
  const whole = ['单位', '教师', '学分政策']
  return Object.fromEntries(
    Object.entries(book).map(([sheet, rows]) => [
      sheet,
      whole.includes(sheet) ? rows : rows.filter(() => draw.oneIn(2)),
    ]),
  )
}

/** What a first import counts. */
function countsOf(book: Book, refusals: readonly Refusal[]): ImportReport['sheets'] {
  const counts = Object.entries(book).map(([sheet, rows]) => {
    const refused = new Set(refusals.filter((one) => one.sheet === sheet).map((one) => one.row)).size
    return [sheet, { rows: rows.length, imported: rows.length - refused, unchanged: 0, refused }] as const
  })
  return Object.fromEntries(counts)
}

function told(refusals: readonly Refusal[]): string[] {
  return refusals.map(({ sheet, row, column, code }) => `${sheet}/${row}/${column}/${code}`).toSorted()
}

async function compareYear(
  db: Database,
  model: YearModel,
  year: number,
  units: readonly (string | null)[],
): Promise<void> {
  const { rows } = await db.admin.query<{ id: number }>('select id from region')
  const region = rows[0]?.id ?? 0
  for (const unit of units) {
    const about = `${year} ${unit ?? 'region'}`
    const asked = unit === null ? { year } : { year, unit }
    const { figures, standing } = await asSystem(db, region, async (work) => ({
      figures: answersOf(await figuresOf(work, asked)),
      standing: (await standingRows(work, year, (await askedUnit(work, year, unit ?? undefined)).units)).rows,
    }))
    assert.deepEqual(
      standing.map((row) => [
        row.identityNumber,
        row.unitCode,
        ...row.credits.map(Number),
        row.total,
        row.meets,
      ]),
      model.standing(unit),
      about,
    )
    const right = model.figures(unit)
    assert.deepEqual(Object.keys(figures).toSorted(), Object.keys(right).toSorted())
    for (const [id, figure] of Object.entries(right)) assert.deepEqual(figures[id], figure, `${about} ${id}`)
  }
}
