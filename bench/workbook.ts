/**
 * Reading and writing workbooks: the sample county in, 32,000 rows of twelve columns out. Prints one JSON line each,
 * in milliseconds (the best of five, since the machine does other things too) and MB resident at the most.
 */
import { mkdtempDisposable } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CellError } from '#contract/import-report.ts'
import type { ReadReport } from '#workbook/batch.ts'
import { parseWorkbook } from '#workbook/parse.ts'
import { writeReport } from '#workbook/report.ts'
import { writeCsv } from '#workbook/write/csv.ts'
import type { Table, TableValue } from '#workbook/write/table.ts'
import { writeWorkbookFile } from '#workbook/write.ts'

const COUNTY = new URL('../test/fixtures/county/dirty.xlsx', import.meta.url).pathname
const ROWS = 32_000
const HEADS = [
  '身份证件号',
  '姓名',
  '单位代码',
  '单位名称',
  '学段',
  '学科',
  '集中',
  '网络',
  '校本',
  '其他',
  '合计',
  '达标',
]
const ROUNDS = 5

async function best(what: string, work: () => Promise<unknown>): Promise<void> {
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const started = performance.now()
    await work()
    times.push(performance.now() - started)
  }
  const resident = Math.round(process.memoryUsage.rss() / 1024 ** 2)
  console.log(
    JSON.stringify({ what, milliseconds: Math.round(Math.min(...times)), residentMegabytes: resident }),
  )
}

function rowOf(at: number): TableValue[] {
  return [
    `99012319900510${String(at % 10_000).padStart(4, '0')}`,
    '李菲雁',
    `990123S${at % 46}`,
    '青川谷县第一小学',
    '小学',
    '语文',
    ...[at % 20, at % 9, at % 24, 0, at % 53].map((credits) => `${credits}.25`),
    at % 3 === 0 ? '是' : '否',
  ]
}

function standing(): Table {
  const columns = HEADS.map((head, at) => ({
    head,
    kind: at > 5 && at < 11 ? ('fixed' as const) : ('text' as const),
  }))
  return { name: '学分达标', columns, rows: Array.from({ length: ROWS }, (_, at) => rowOf(at)) }
}

async function readCounty(): Promise<{ report: ReadReport; errors: CellError[] }> {
  const errors: CellError[] = []
  const report = await parseWorkbook(COUNTY, async (batch) => void errors.push(...batch.errors))
  return { report, errors }
}

await using folder = await mkdtempDisposable(join(tmpdir(), 'yanpei-bench-'))
const table = standing()
await best('read the sample county, 83,000 rows', readCounty)
const { report, errors } = await readCounty()
await best('write its error report', () =>
  writeReport(COUNTY, join(folder.path, 'report.xlsx'), report, errors),
)
await best(`write ${ROWS} rows × ${HEADS.length} as Excel`, () =>
  writeWorkbookFile(join(folder.path, 'out.xlsx'), [table]),
)
await best(`write ${ROWS} rows × ${HEADS.length} as CSV`, async () => {
  for await (const chunk of writeCsv(table)) if (chunk.length === 0) break
})
