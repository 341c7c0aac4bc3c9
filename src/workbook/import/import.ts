/** The import of an exchange workbook: one file, one transaction, all or nothing. */
import { sql } from 'kysely'
import type { CellError, ImportReport, SheetCounts } from '#contract/import-report.ts'
import { audit } from '#kernel/call.ts'
import type { Work } from '#kernel/call.ts'
import { holdImports } from '#kernel/import-lock.ts'
import { settleTouched } from '#kernel/credit/service.ts'
import { yearsOfBatch } from '#kernel/credit/intake.ts'
import { prepareTouched, touchedActivities, touchedCourses } from '#kernel/programme/intake.ts'
import { Refused } from '#lib/refusal.ts'
import type { ReadReport, TypedBatch } from '../batch.ts'
import { parseWorkbook } from '../parse.ts'
import type { SheetName } from '../sheets.ts'
import { keepBatch } from './batches.ts'
import { circleWarnings } from './circles.ts'
import { isRoot } from './region.ts'
import { place, readyOf, resolveSheet } from './resolve.ts'
import { DESTINATIONS } from './sheets.ts'
import { Stage } from './stage.ts'
import { resolveUnits } from './units.ts'

/** Errors kept for the history page; the marked workbook has them all. */
const ERRORS_KEPT = 2000

/** What is being done, and how far, from 0 to 1. */
export type Progress = (
  state: 'reading' | 'checking' | 'writing' | 'crediting',
  done: number,
  words: string,
) => void

export type ImportInput = {
  path: string
  fileName: string
  sha256: Buffer
  bytes: number
  /** Id of the import; records that it brings name it. */
  batch: string
  /** 单位代码 of the session's region. */
  regionCode: string
  onProgress: Progress
}

/** The report, and where the file's header rows are, for the marked copy. */
export type Imported = { report: ImportReport; read: ReadReport; entries: number }

/**
 * Takes in a workbook. Two imports of one region come one after the other; nothing is seen of either before it is
 * whole. @throws WorkbookRefused or Refused when the file is refused as a whole.
 */
export async function importWorkbook(work: Work, input: ImportInput): Promise<Imported> {
  await holdImports(work)
  await planForBulk(work, true)
  const { batch } = input
  const { stage, read, formErrors } = await readIn(work, input)
  await prepareTouched(work)
  const errors = [...formErrors]
  const taken = new Map<SheetName, number>()
  for (const [index, sheet] of stage.sheets.entries()) {
    const done = 0.45 + (0.3 * index) / stage.sheets.length
    input.onProgress('checking', done, `正在核对“${sheet}”`)
    errors.push(...(await resolve(work, sheet, stage.titles)))
    // sheet by sheet in turn: on the page this is one phase, which does not go back and forth
    input.onProgress('checking', done, `正在写入“${sheet}”`)
    taken.set(sheet, await DESTINATIONS[sheet].takeIn(work, { table: readyOf(sheet), batch }))
  }
  await planForBulk(work, false)
  const entries = await credit(work, batch, input.onProgress)
  const circles = taken.has('单位') ? await circleWarnings(work) : []
  const report = reportOf({ ...read, warnings: [...read.warnings, ...circles] }, errors, taken)
  await remember(work, input, batch, report)
  return { report, read, entries }
}

/**
 * The planner knows nothing of rows that have just come, and would visit them one by one: sets are joined as sets.
 * The ledger's look-ups, which follow, are few and want its indexes. Of the checked rows it needs to know how many
 * there are, not how their texts are spread.
 */
async function planForBulk({ tx }: Work, bulk: boolean): Promise<void> {
  await sql`select set_config('work_mem', ${bulk ? '64MB' : '16MB'}, true), set_config('enable_nestloop', ${bulk ? 'off' : 'on'}, true),
    set_config('default_statistics_target', ${bulk ? '10' : '100'}, true)`.execute(tx)
}

async function readIn(
  work: Work,
  input: ImportInput,
): Promise<{ stage: Stage; read: ReadReport; formErrors: CellError[] }> {
  const stage = new Stage(work)
  const formErrors: CellError[] = []
  const take = async (batch: TypedBatch): Promise<void> => {
    if (batch.sheet === '单位')
      for (const row of batch.rows) if (isRoot(row)) checkRegion(row, input.regionCode)
    formErrors.push(...batch.errors)
    await stage.take(batch)
    input.onProgress('reading', 0.45 * batch.done, `正在读取“${batch.title}”`)
  }
  try {
    const read = await parseWorkbook(input.path, take)
    await stage.end()
    return { stage, read, formErrors }
  } finally {
    await stage.abandon()
  }
}

function checkRegion(root: { code: string; name: string }, regionCode: string): void {
  if (root.code === regionCode) return
  throw new Refused(422, {
    code: 'another-region',
    because: `这份工作簿是“${root.name}”（${root.code}）的，当前区域是 ${regionCode}。请换成本区域的工作簿，或登录到那个区域再导入。`,
  })
}

function resolve(work: Work, sheet: SheetName, titles: readonly string[]): Promise<CellError[]> {
  if (sheet === '单位') return resolveUnits(work, titles)
  return resolveSheet(work, sheet, titles, DESTINATIONS[sheet].extra?.(work.caller.region))
}

async function credit(work: Work, batch: string, onProgress: Progress): Promise<number> {
  const touched = {
    years: await yearsOfBatch(work, batch),
    activities: await touchedActivities(work),
    courses: await touchedCourses(work),
  }
  const report = (done: number, of: number): void =>
    onProgress('crediting', 0.75 + (0.25 * done) / of, `正在记学分（活动 ${done}/${of}）`)
  report(0, touched.activities.length || 1)
  const occasion = { because: '导入交换工作簿', batch, onProgress: report }
  return (await settleTouched(work, touched, occasion)).entries
}

/** rows = imported + unchanged + refused, by tab for 签到(2) and its like too. */
function reportOf(
  read: ReadReport,
  errors: readonly CellError[],
  taken: ReadonlyMap<SheetName, number>,
): ImportReport {
  const sheets: Record<string, SheetCounts> = {}
  for (const tab of read.tabs) {
    const count = (sheets[tab.sheet] ??= {
      rows: 0,
      imported: taken.get(tab.sheet) ?? 0,
      unchanged: 0,
      refused: 0,
    })
    const told = new Set(errors.filter((error) => error.sheet === tab.title).map((error) => error.row))
    count.rows += tab.rows
    count.refused += Math.max(told.size, tab.refused)
  }
  for (const count of Object.values(sheets)) count.unchanged = count.rows - count.imported - count.refused
  return { sheets, errors: inOrder(read, errors), warnings: [...read.warnings] }
}

/** By sheets, rows and columns: what a cell's form and what its reference tells come from different steps. */
function inOrder(read: ReadReport, errors: readonly CellError[]): CellError[] {
  const order = new Map(read.tabs.map((tab, index) => [tab.title, { index, sheet: tab.sheet }]))
  const placed = errors.map((error) => {
    const tab = order.get(error.sheet)
    return { error, tab: tab?.index ?? 0, column: tab === undefined ? 0 : place(tab.sheet, error) }
  })
  return placed
    .toSorted((a, b) => a.tab - b.tab || a.error.row - b.error.row || a.column - b.column)
    .map(({ error }) => error)
}

async function remember(work: Work, input: ImportInput, batch: string, report: ImportReport): Promise<void> {
  await keepBatch(work, { ...input, batch }, { ...report, errors: report.errors.slice(0, ERRORS_KEPT) })
  await audit(
    work.tx,
    'import',
    { kind: 'import-batch', id: batch },
    { file: input.fileName, sha256: input.sha256.toString('hex'), sheets: report.sheets },
  )
}

/** Ends a dry run: the transaction is rolled back, the report is kept. */
export class DryRun extends Error {
  readonly imported: Imported

  constructor(imported: Imported) {
    super('a dry run leaves nothing behind')
    this.name = 'DryRun'
    this.imported = imported
  }

  /** The report of a dry run; other errors go on. */
  static caught(this: void, error: unknown): Imported {
    if (error instanceof DryRun) return error.imported
    throw error
  }
}
