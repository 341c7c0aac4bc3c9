/** The error report as a copy of the user's own workbook: bad cells coloured, reasons in a column beside them. */
import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import type { Entry } from 'yauzl'
import type { CellError } from '#contract/import-report.ts'
import type { ReadReport } from './batch.ts'
import { readBook } from './read/book.ts'
import { READ_LIMITS } from './read/limits.ts'
import { openPackage, type Package } from './read/package.ts'
import { marksOf, type RowMarks } from './report/marks.ts'
import { markSheet } from './report/sheet-marker.ts'
import { StyleBook } from './report/style-book.ts'
import type { TabReport } from './rows/tab-reader.ts'
import { zip, type ZipPart } from './write/zip.ts'

interface MarkedTab {
  readonly tab: TabReport
  readonly marks: ReadonlyMap<number, RowMarks>
}

/**
 * Writes the report of the workbook `source` to `target`. `errors` are those of all its tabs, whose `sheet` is the
 * tab's title. Parts without errors are copied as they are. `target` appears only when it is whole. Throws WorkbookRefused when the source changed meanwhile.
 */
export async function writeReport(
  source: string,
  target: string,
  report: ReadReport,
  errors: readonly CellError[],
): Promise<void> {
  const pack = await openPackage(source, READ_LIMITS)
  const unfinished = `${target}.${process.pid}.unfinished`
  try {
    await pipeline(zip(parts(pack, report, errors)), createWriteStream(unfinished))
    await rename(unfinished, target)
  } finally {
    pack.close()
    await rm(unfinished, { force: true })
  }
}

async function* parts(
  pack: Package,
  report: ReadReport,
  errors: readonly CellError[],
): AsyncGenerator<ZipPart> {
  const stylesPart = (await readBook(pack)).styles
  const styles = new StyleBook(stylesPart === undefined ? '' : ((await pack.text(stylesPart)) ?? ''))
  const marked = markedTabs(report, errors)
  for (const name of pack.names) {
    const entry = pack.find(name)
    if (!entry || name.endsWith('/') || name === stylesPart) continue
    const tab = marked.get(name)
    yield tab ? markedPart(pack, entry, tab, styles) : await copiedPart(pack, entry)
  }
  if (stylesPart !== undefined) yield { name: stylesPart, content: [styles.xml] }
}

/** By part name: the tabs on which there is something to tell. */
function markedTabs(report: ReadReport, errors: readonly CellError[]): Map<string, MarkedTab> {
  const byTitle = Map.groupBy(errors, (error) => error.sheet)
  const tabs = report.tabs.map((tab): [string, MarkedTab] => [
    tab.part,
    { tab, marks: marksOf(tab, byTitle.get(tab.title) ?? []) },
  ])
  return new Map(tabs.filter(([, { marks }]) => marks.size > 0))
}

function markedPart(pack: Package, entry: Entry, { tab, marks }: MarkedTab, styles: StyleBook): ZipPart {
  const place = { column: tab.reportColumn, headerRow: tab.headerRow }
  return { name: entry.fileName, content: markSheet(pack.stream(entry), place, marks, styles) }
}

async function copiedPart(pack: Package, entry: Entry): Promise<ZipPart> {
  return {
    name: entry.fileName,
    packed: await pack.packed(entry),
    method: entry.compressionMethod,
    crc: entry.crc32,
    packedBytes: entry.compressedSize,
    plainBytes: entry.uncompressedSize,
  }
}
