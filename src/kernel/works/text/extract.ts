import { unzipSync, strFromU8 } from 'fflate'
import { SaxesParser } from 'saxes'
import { tidyProse } from '#lib/text.ts'
import { pdfWords } from './pdf.ts'

/** The largest file whose words are read, the largest part of it unpacked, and the longest text kept. */
const MOST = { file: 30_000_000, part: 40_000_000, entries: 2000, characters: 400_000 }

/** Which parts of a zip hold words, by the ending of the name. */
const PARTS: Readonly<Record<string, RegExp>> = {
  docx: /^word\/(document|footnotes|endnotes)\.xml$/,
  pptx: /^ppt\/slides\/slide\d+\.xml$/,
}

/** Whether the words of a file can be read, by its ending and size. */
export function hasWords(ending: string, bytes: number): boolean {
  return bytes <= MOST.file && (ending in PARTS || ending === 'pdf' || ending === 'txt' || ending === 'md')
}

/** The words of a file, one paragraph a line; null where it has none that can be read, or is damaged. */
export async function wordsOf(ending: string, file: Buffer): Promise<string | null> {
  if (!hasWords(ending, file.length)) return null
  try {
    const text = ending === 'pdf' ? await pdfWords(file, MOST.characters) : read(ending, file)
    return tidy(text ?? '') || null
  } catch {
    return null
  }
}

function read(ending: string, file: Buffer): string {
  const parts = PARTS[ending]
  return parts === undefined ? plain(file) : unpack(file, parts).map(paragraphs).join('\n')
}

/** UTF-8, or the GB 18030 of older editors where it is none. */
function plain(file: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(file)
  } catch {
    return new TextDecoder('gb18030').decode(file)
  }
}

function unpack(file: Buffer, parts: RegExp): string[] {
  let entries = 0
  const found = unzipSync(file, {
    filter: ({ name, originalSize }) => {
      entries += 1
      return entries <= MOST.entries && originalSize <= MOST.part && parts.test(name)
    },
  })
  const numberOf = (name: string): number => Number(/\d+/.exec(name)?.[0] ?? 0)
  return Object.entries(found)
    .toSorted(([a], [b]) => numberOf(a) - numberOf(b) || a.localeCompare(b))
    .map(([, bytes]) => strFromU8(bytes))
}

/** The runs of text in Office's XML; what was deleted with tracked changes is another element and not read. */
function paragraphs(xml: string): string {
  const lines: string[] = []
  let line = ''
  let inside = false
  const parser = new SaxesParser()
  parser.on('opentag', ({ name }) => {
    if (name === 'w:t' || name === 'a:t') inside = true
    if (name === 'w:tab') line += '\t'
    if (name === 'w:br') line += '\n'
  })
  parser.on('text', (text) => {
    if (inside) line += text
  })
  parser.on('closetag', ({ name }) => {
    if (name === 'w:t' || name === 'a:t') inside = false
    if (name !== 'w:p' && name !== 'a:p') return
    lines.push(line)
    line = ''
  })
  parser.on('error', (error) => {
    throw error
  })
  parser.write(xml).close()
  return lines.join('\n')
}

function tidy(text: string): string {
  const lines = text.replaceAll('\r', '').split('\n').map(tidyProse)
  return lines
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()
    .slice(0, MOST.characters)
}
