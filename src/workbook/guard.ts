/**
 * What a file is, by its first bytes, before anything unpacks it: people hand in encrypted workbooks, the old .xls,
 * CSV, PDF and Word files under the name .xlsx, and each needs other words.
 */
import { open, type FileHandle } from 'node:fs/promises'
import type { ReadLimits } from './read/limits.ts'
import { WorkbookRefused } from './refusal.ts'

const HEAD_BYTES = 8192
const COMPOUND_FILE = Buffer.from('d0cf11e0a1b11ae1', 'hex')
const ZIP = Buffer.from('PK\u0003\u0004', 'latin1')
const ARCHIVES = ['Rar!', '7z\u00bc\u00af', '\u001f\u008b']
const SAVE_AS = '请用 Excel 或 WPS 打开后另存为“Excel 工作簿（*.xlsx）”，再导入。'

/** Refuses what is not an unencrypted .xlsx of a sensible size; says what it seems to be instead. */
export async function guardFile(path: string, limits: ReadLimits): Promise<void> {
  const file = await openFile(path)
  try {
    const { size } = await file.stat()
    if (size === 0) throw new WorkbookRefused('not-a-workbook', '文件是空的（0 字节）。请重新导出后再上传。')
    if (size > limits.fileBytes) throw new WorkbookRefused('too-large', tooLarge(size, limits.fileBytes))
    await guardHead(file, size)
  } finally {
    await file.close()
  }
}

async function openFile(path: string): Promise<FileHandle> {
  try {
    const file = await open(path, 'r')
    if ((await file.stat()).isFile()) return file
    await file.close()
  } catch (cause) {
    throw new WorkbookRefused('not-a-workbook', `打不开文件“${path}”。请检查路径和读取权限。`, { cause })
  }
  throw new WorkbookRefused('not-a-workbook', `“${path}”不是文件。请给出一个 .xlsx 文件。`)
}

async function guardHead(file: FileHandle, size: number): Promise<void> {
  const head = await readAt(file, 0, Math.min(size, HEAD_BYTES))
  if (head.subarray(0, 4).equals(ZIP)) return
  if (head.subarray(0, 8).equals(COMPOUND_FILE)) throw await compoundRefusal(file, head)
  throw new WorkbookRefused('not-a-workbook', `这不是 Excel 工作簿，看起来是${kindOf(head)}。${SAVE_AS}`)
}

/** A compound file is an encrypted .xlsx or an old .xls; its directory tells which. */
async function compoundRefusal(file: FileHandle, head: Buffer): Promise<WorkbookRefused> {
  const sectorBytes = 2 ** Math.min(head.readUInt16LE(30), 12)
  const directory = await readAt(file, (head.readUInt32LE(48) + 1) * sectorBytes, 4096)
  if (directory.includes(Buffer.from('EncryptedPackage', 'utf16le'))) {
    return new WorkbookRefused(
      'encrypted',
      '工作簿已加密，无法读取。请在 Excel 中取消打开密码（文件 → 信息 → 保护工作簿）并另存后再导入。',
    )
  }
  if (directory.includes(Buffer.from('WordDocument', 'utf16le'))) {
    return new WorkbookRefused(
      'not-a-workbook',
      `这不是 Excel 工作簿，看起来是 Word 文档。请选择 .xlsx 工作簿。`,
    )
  }
  return new WorkbookRefused('old-format', `这是旧版 Excel 格式（.xls），不能直接读取。${SAVE_AS}`)
}

function kindOf(head: Buffer): string {
  const start = head.subarray(0, 512).toString('latin1')
  if (start.startsWith('%PDF')) return ' PDF 文件'
  if (/^\s*(?:\u00ef\u00bb\u00bf)?\s*<(?:!doctype html|html|table)/i.test(start))
    return '网页（由网站导出的“假 Excel”）'
  if (/^\s*(?:\u00ef\u00bb\u00bf)?\s*<\?xml/i.test(start)) return ' XML 文件'
  if (/^(?:\u0089PNG|\u00ff\u00d8\u00ff|GIF8)/.test(start)) return '图片'
  if (ARCHIVES.some((mark) => start.startsWith(mark))) return '压缩包，请先解压'
  if (head.includes(0)) return '其他类型的文件'
  return '文本或 CSV 文件'
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length)
  const { bytesRead } = await file.read(buffer, 0, length, position)
  return buffer.subarray(0, bytesRead)
}

function megabytes(bytes: number): number {
  return Math.ceil(bytes / 1024 ** 2)
}

function tooLarge(size: number, most: number): string {
  return `文件有 ${megabytes(size)} MB，超过 ${megabytes(most)} MB 的上限。请拆成几个工作簿分别导入。`
}
