import { strFromU8, unzipSync } from 'fflate'

/** Largest upload, and largest part of it once unpacked, in bytes. */
const most = { file: 20_000_000, part: 40_000_000, entries: 1000 }

/** The parts of a Word file that are read, or why the file is refused. */
export type Archive =
  | { kind: 'open'; document: string; properties: string }
  | { kind: 'refused'; code: 'not-docx' | 'too-large' | 'damaged'; because: string }

const documentPart = 'word/document.xml'
const propertiesPart = 'docProps/custom.xml'

/** Opens a .docx without unpacking more than its text: sizes are capped before and while unpacking. */
export function openArchive(file: Uint8Array): Archive {
  if (file.length > most.file) return refuse('too-large', '文件超过20 MB。请删去图片后再上传。')
  if (startsWith(file, [0xd0, 0xcf, 0x11, 0xe0]))
    return refuse(
      'not-docx',
      '这是旧版 .doc 或加了密码的文件。请在 Word 或 WPS 中另存为不加密的 .docx 再上传。',
    )
  if (!startsWith(file, [0x50, 0x4b, 0x03, 0x04]))
    return refuse('not-docx', '这不是 Word 文件。请上传 .docx 格式的文件。')
  try {
    return unpack(file)
  } catch {
    return refuse('damaged', '文件已损坏，无法打开。请在 Word 或 WPS 中打开后另存为 .docx 再上传。')
  }
}

function unpack(file: Uint8Array): Archive {
  const seen = { entries: 0, tooLarge: false }
  const parts = unzipSync(file, {
    filter: ({ name, originalSize }) => {
      seen.entries += 1
      const wanted = (name === documentPart || name === propertiesPart) && seen.entries <= most.entries
      if (wanted && originalSize > most.part) seen.tooLarge = true
      return wanted && originalSize <= most.part
    },
  })
  if (seen.tooLarge || seen.entries > most.entries)
    return refuse('too-large', '文件展开后过大，不像是一份公文。请检查后重新上传。')
  const document = parts[documentPart]
  if (!document)
    return refuse('not-docx', '文件中没有正文，可能是表格或演示文稿。请上传 Word 的 .docx 文件。')
  const properties = parts[propertiesPart]
  return { kind: 'open', document: strFromU8(document), properties: properties ? strFromU8(properties) : '' }
}

function startsWith(file: Uint8Array, signature: number[]): boolean {
  return signature.every((byte, index) => file[index] === byte)
}

function refuse(code: 'not-docx' | 'too-large' | 'damaged', because: string): Archive {
  return { kind: 'refused', code, because }
}
