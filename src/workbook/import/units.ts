/** Which rows of 单位 stand: parents and successors may point forward, and to rows that fall themselves. */
import { sql } from 'kysely'
import type { CellError } from '#contract/import-report.ts'
import type { Work } from '#kernel/call.ts'
import { readyOf, reference, repeatedWords } from './resolve.ts'
import { stageOf } from './stage.ts'

export type UnitRow = {
  part: number
  row: number
  /** A cell is at fault: the row falls in any case. */
  faulty: boolean
  period: string | null
  code: string
  category: string
  parent_code: string | null
  merged_into_code: string | null
}

export type UnitFault = {
  row: UnitRow
  column: '单位代码' | '上级代码' | '撤并日期' | '并入代码'
  code: CellError['code']
  message: string
}

/**
 * Finds the rows that stand. A row falls when it refers to a unit that is neither known nor stands in the file;
 * whatever depends on it falls too. Of several rows with one code the first that can stand does.
 * @param known codes of the units that the region has already.
 */
export function judgeUnits(rows: readonly UnitRow[], known: ReadonlySet<string>): UnitFault[] {
  const sound = new Set(rows.filter((row) => !row.faulty))
  const holds = (code: string | null, codes: ReadonlySet<string>): boolean =>
    code === null || known.has(code) || codes.has(code)
  for (let before = -1; before !== sound.size;) {
    before = sound.size
    const codes = codesOf(sound)
    for (const row of sound)
      if (!holds(row.parent_code, codes) || !holds(row.merged_into_code, codes)) sound.delete(row)
  }
  const codes = codesOf(sound)
  const missing = rows.flatMap((row) => [
    ...(holds(row.parent_code, codes) ? [] : [faultOf(row, '上级代码', row.parent_code)]),
    ...(holds(row.merged_into_code, codes) ? [] : [faultOf(row, '并入代码', row.merged_into_code)]),
  ])
  return [...missing, ...rowFaults([...sound])]
}

function codesOf(rows: ReadonlySet<UnitRow>): Set<string> {
  return new Set([...rows].filter((row) => row.period === null).map((row) => row.code))
}

function faultOf(row: UnitRow, column: '上级代码' | '并入代码', code: string | null): UnitFault {
  return { row, column, code: 'reference', message: reference(column, String(code), '单位') }
}

function rowFaults(rows: readonly UnitRow[]): UnitFault[] {
  const standing = new Set<string>()
  return rows.flatMap((row) => {
    const faults: UnitFault[] = []
    if (standing.has(row.code))
      faults.push({ row, column: '单位代码', code: 'duplicate', message: repeatedWords('单位') })
    else if (row.period === null) standing.add(row.code)
    if (row.period !== null) faults.push({ row, column: '撤并日期', code: 'period', message: row.period })
    return faults
  })
}

const COLUMNS = ['单位代码', '上级代码', '撤并日期', '并入代码']

/** Judges the staged 单位 and makes the rows that stand ready to be taken in. */
export async function resolveUnits({ tx, caller }: Work, titles: readonly string[]): Promise<CellError[]> {
  const stage = stageOf('单位')
  const { rows } = await sql
    .raw<UnitRow>(
      `select part, row, faulty, period, code, category, parent_code, merged_into_code from ${stage} order by part, row`,
    )
    .execute(tx)
  const known = await sql<{ code: string }>`select code from unit where region_id = ${caller.region}`.execute(
    tx,
  )
  const faults = judgeUnits(rows, new Set(known.rows.map((row) => row.code)))
  const fallen = [...faults.map((fault) => fault.row), ...rows.filter((row) => row.faulty)].map(
    (row) => `${row.part}/${row.row}`,
  )
  await sql`create temporary table ${sql.raw(readyOf('单位'))} on commit drop as
    select * from ${sql.raw(stage)} where not (part || '/' || row = any (${fallen}::text[]))`.execute(tx)
  return faults
    .toSorted(
      (a, b) =>
        a.row.part - b.row.part ||
        a.row.row - b.row.row ||
        COLUMNS.indexOf(a.column) - COLUMNS.indexOf(b.column),
    )
    .map((fault) => ({
      sheet: titles[fault.row.part] ?? '单位',
      row: fault.row.row,
      column: fault.column,
      code: fault.code,
      message: fault.message,
    }))
}
