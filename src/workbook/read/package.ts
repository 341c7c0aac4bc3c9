/**
 * The parts of an .xlsx: a zip whose sizes, names and flags are checked before a part is unpacked, and whose bytes
 * are counted again while they stream.
 */
import type { Readable } from 'node:stream'
import { crc32, createInflateRaw } from 'node:zlib'
import { openPromise, type Entry, type ZipFile } from 'yauzl'
import { WorkbookRefused } from '../refusal.ts'
import { RATIO_MATTERS_FROM, type ReadLimits } from './limits.ts'

const STORED = 0
const DEFLATED = 8
const INFLATE_CHUNK = 256 * 1024
const SMALL_PART_BYTES = 64 * 1024 ** 2
const DAMAGED = '工作簿已损坏，请用 Excel 或 WPS 打开并另存后再导入。'

/** An opened package; parts are found by their name without the leading slash, in any case of letters. */
export interface Package {
  readonly names: readonly string[]
  /** The part's entry, or undefined. */
  find(name: string): Entry | undefined
  /** Streams a part, unpacked and counted against the limits. */
  stream(entry: Entry): AsyncGenerator<Buffer>
  /** The packed bytes of a part as they stand in the file. */
  packed(entry: Entry): Promise<Readable>
  /** A small part as text (UTF-8); undefined when it is not there. */
  text(name: string): Promise<string | undefined>
  close(): void
}

/** Opens a package and checks all its entries. Throws WorkbookRefused. */
export async function openPackage(path: string, limits: ReadLimits): Promise<Package> {
  const zip = await openZip(path)
  try {
    const entries = await listEntries(zip, limits)
    return packageOf(zip, entries, limits)
  } catch (error) {
    zip.close()
    throw error
  }
}

async function openZip(path: string): Promise<ZipFile> {
  try {
    return await openPromise(path, { autoClose: false, strictFileNames: true })
  } catch (cause) {
    throw new WorkbookRefused('damaged', `压缩目录读不出来，${DAMAGED}`, { cause })
  }
}

async function listEntries(zip: ZipFile, limits: ReadLimits): Promise<Map<string, Entry>> {
  if (zip.entryCount > limits.entries)
    throw new WorkbookRefused(
      'too-large',
      `工作簿里有 ${zip.entryCount} 个部件，超过 ${limits.entries} 个的上限。`,
    )
  const entries = new Map<string, Entry>()
  let declared = 0
  try {
    for await (const entry of zip.eachEntry()) {
      checkEntry(entry, limits)
      declared += entry.uncompressedSize
      if (declared > limits.unpackedBytes) throw unpackedTooLarge(limits)
      const name = entry.fileName.toLowerCase()
      if (entries.has(name))
        throw new WorkbookRefused('damaged', `部件“${entry.fileName}”出现了两次，${DAMAGED}`)
      entries.set(name, entry)
    }
  } catch (cause) {
    throw asRefusal(cause)
  }
  return entries
}

function checkEntry(entry: Entry, limits: ReadLimits): void {
  if (entry.isEncrypted())
    throw new WorkbookRefused('encrypted', '工作簿的压缩包设有密码，无法读取。请取消密码后再导入。')
  if (entry.compressionMethod !== STORED && entry.compressionMethod !== DEFLATED) {
    throw new WorkbookRefused(
      'damaged',
      `部件“${entry.fileName}”的压缩方式不受支持。请用 Excel 或 WPS 另存后再导入。`,
    )
  }
  const packed = Math.max(1, entry.compressedSize)
  if (entry.uncompressedSize > RATIO_MATTERS_FROM && entry.uncompressedSize / packed > limits.ratio) {
    throw new WorkbookRefused(
      'too-large',
      `部件“${entry.fileName}”的压缩比异常，可能是恶意文件，已拒绝读取。`,
    )
  }
}

function packageOf(zip: ZipFile, entries: Map<string, Entry>, limits: ReadLimits): Package {
  const budget = { left: limits.unpackedBytes, limits }
  const find = (name: string): Entry | undefined => entries.get(name.replace(/^\//, '').toLowerCase())
  const stream = (entry: Entry): AsyncGenerator<Buffer> => unpack(zip, entry, budget)
  return {
    names: [...entries.values()].map((entry) => entry.fileName),
    find,
    stream,
    packed: (entry) => zip.openReadStreamPromise(entry, { decodeFileData: false }),
    text: async (name) => {
      const entry = find(name)
      return entry && readText(entry, stream)
    },
    close: () => zip.close(),
  }
}

async function readText(entry: Entry, stream: Package['stream']): Promise<string> {
  if (entry.uncompressedSize > SMALL_PART_BYTES)
    throw new WorkbookRefused('too-large', `部件“${entry.fileName}”过大，已拒绝读取。`)
  const chunks: Buffer[] = []
  for await (const chunk of stream(entry)) chunks.push(chunk)
  return Buffer.concat(chunks)
    .toString('utf8')
    .replace(/^\ufeff/, '')
}

interface Budget {
  left: number
  readonly limits: ReadLimits
}

/** Unpacks by hand, not through yauzl, for larger chunks and to check size and CRC as the bytes really come. */
async function* unpack(zip: ZipFile, entry: Entry, budget: Budget): AsyncGenerator<Buffer> {
  const seen = { bytes: 0, crc: 0 }
  try {
    const raw = await zip.openReadStreamPromise(entry, { decodeFileData: false })
    for await (const chunk of inflated(raw, entry)) {
      seen.bytes += chunk.length
      budget.left -= chunk.length
      if (budget.left < 0) throw unpackedTooLarge(budget.limits)
      if (seen.bytes > entry.uncompressedSize) break
      seen.crc = crc32(chunk, seen.crc)
      yield chunk
    }
  } catch (cause) {
    throw asRefusal(cause)
  }
  if (seen.bytes !== entry.uncompressedSize || seen.crc !== entry.crc32) {
    throw new WorkbookRefused('damaged', `部件“${entry.fileName}”的长度或校验值不符，${DAMAGED}`)
  }
}

function inflated(raw: Readable, entry: Entry): AsyncIterable<Buffer> {
  if (entry.compressionMethod === STORED) return raw
  const inflate = createInflateRaw({ chunkSize: INFLATE_CHUNK })
  raw.on('error', (error) => inflate.destroy(error))
  return raw.pipe(inflate)
}

function unpackedTooLarge(limits: ReadLimits): WorkbookRefused {
  const gigabytes = (limits.unpackedBytes / 1024 ** 3).toFixed(1)
  return new WorkbookRefused(
    'too-large',
    `工作簿解压后超过 ${gigabytes} GB，已拒绝读取。请拆成几个工作簿分别导入。`,
  )
}

function asRefusal(cause: unknown): WorkbookRefused {
  return cause instanceof WorkbookRefused ? cause : new WorkbookRefused('damaged', DAMAGED, { cause })
}
