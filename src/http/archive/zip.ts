import { PassThrough, Readable } from 'node:stream'
import { ZipFile } from 'yazl'
import { storeOf, type FilePlace } from '#kernel/files.ts'
import { catalogueOf, type Entry, type Filed } from '#kernel/works/archives/filed.ts'
import { writeWorkbook } from '#workbook/write.ts'
import type { TableColumn } from '#workbook/write/table.ts'
import { indexPage, type IndexFacts } from './index-page.ts'
import { fileNames } from './names.ts'

/** What is packed already gains nothing from being packed again. */
const PACKED = /\.(zip|docx|xlsx|pptx|jpe?g|png|webp|heic|mp3|m4a|mp4|mov|webm|avi)$/i

/**
 * An archive as a ZIP that opens without us: index.html, catalogue.xlsx, and a folder for each material. It is streamed:
 * whatever its size, one piece of one file is in memory.
 */
export function archiveZipStream(place: FilePlace, facts: IndexFacts, materials: readonly Filed[]): Readable {
  const zip = new ZipFile()
  const names = fileNames(materials)
  const fail = (error: unknown): void =>
    void output.destroy(error instanceof Error ? error : new Error(String(error)))
  const output = new PassThrough()
  zip.on('error', fail)
  zip.outputStream.on('error', fail).pipe(output)
  zip.addBuffer(Buffer.from(indexPage(facts, materials, names)), 'index.html')
  addLazily(zip, '目录.xlsx', false, async () =>
    Readable.from(writeWorkbook([catalogueTable(materials, names)])),
  )
  for (const { entries } of materials)
    for (const entry of entries) {
      const name = names.get(entry) ?? entry.name
      addLazily(zip, name, !PACKED.test(name), () => contentOf(place, entry))
    }
  zip.end()
  return output
}

function addLazily(zip: ZipFile, name: string, compress: boolean, open: () => Promise<Readable>): void {
  zip.addReadStreamLazy(name, { compress }, (give) => {
    open().then(
      (stream) => give(null, stream),
      (error: unknown) => zip.emit('error', error),
    )
  })
}

function contentOf(place: FilePlace, entry: Entry): Promise<Readable> {
  if (entry.kind === 'file') return storeOf(place).open(entry.sha256)
  if (entry.kind === 'text') return Promise.resolve(Readable.from([Buffer.from(entry.text)]))
  const columns = entry.columns.map((head, at): TableColumn => ({ head, kind: kindOf(entry.rows, at) }))
  return Promise.resolve(Readable.from(writeWorkbook([{ name: '记录', columns, rows: entry.rows }])))
}

function kindOf(rows: readonly (readonly unknown[])[], at: number): TableColumn['kind'] {
  return rows.length > 0 && rows.every((row) => row[at] === null || typeof row[at] === 'number')
    ? 'number'
    : 'text'
}

function catalogueTable(materials: readonly Filed[], names: ReadonlyMap<Entry, string>) {
  const entries = materials.flatMap(({ entries }) => entries)
  const rows = catalogueOf(materials).map((line, at) => {
    const entry = entries[at]
    const path = entry === undefined ? line.name : (names.get(entry) ?? line.name)
    return [
      at + 1,
      line.material,
      path,
      line.size,
      line.kind === 'sheet' ? '行' : '字节',
      line.sha256.toString('hex'),
    ]
  })
  const heads = ['序号', '材料', '文件', '大小', '单位', 'SHA-256']
  const columns = heads.map((head, at): TableColumn => ({
    head,
    kind: at === 0 || at === 3 ? 'number' : 'text',
  }))
  return { name: '目录', columns, rows }
}
