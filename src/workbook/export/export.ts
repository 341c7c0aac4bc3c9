/** The exchange workbook on its way out: all sixteen sheets of a region, streamed from the database to a file. */
import { TimedCursor } from '#db/streams.ts'
import { rawClient } from '#db/transact.ts'
import type { Work } from '#kernel/call.ts'
import { exchangeTable } from '../exchange.ts'
import { SHEETS, SHEET_NAMES, type RowValues, type SheetName } from '../sheets.ts'
import { columnOf } from '../import/stage.ts'
import type { Table } from '../write/table.ts'
import { writeWorkbookFile } from '../write.ts'
import { QUERIES } from './queries.ts'

const ROWS_AT_ONCE = 5000

/** Writes the caller's region as an exchange workbook; what it holds, an import takes in again without a change. */
export function exportRegion(work: Work, path: string): Promise<void> {
  return writeWorkbookFile(
    path,
    SHEET_NAMES.map((sheet) => tableOf(work, sheet)),
  )
}

function tableOf(work: Work, sheet: SheetName): Table {
  return exchangeTable(sheet, rowsOf(work, sheet))
}

async function* rowsOf<S extends SheetName>(work: Work, sheet: S): AsyncGenerator<RowValues<S>> {
  const properties = Object.keys(SHEETS[sheet].columns)
  const cursor = rawClient(work.tx).query(
    new TimedCursor<Record<string, unknown>>(QUERIES[sheet], [work.caller.region]),
  )
  try {
    for (
      let rows = await cursor.read(ROWS_AT_ONCE);
      rows.length > 0;
      rows = await cursor.read(ROWS_AT_ONCE)
    ) {
      for (const row of rows)
        yield Object.fromEntries(
          properties.map((property) => [property, row[columnOf(property)]]),
        ) as RowValues<S>
    }
  } finally {
    await cursor.close()
  }
}
