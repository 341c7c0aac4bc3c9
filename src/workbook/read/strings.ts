/** The table of shared strings: each text once, cells refer to it by number. */
import { WorkbookRefused } from '../refusal.ts'
import type { Package } from './package.ts'
import { decodeCellText } from './xml-text.ts'
import { XmlScanner, type XmlHandler } from './xml.ts'

/** More distinct texts than two full sheets have rows; beyond it memory would run out. */
const MOST_STRINGS = 5_000_000

/** Collects the texts of rich and plain strings; the phonetic guides (rPh) of East Asian Excel are no part of them. */
export class TextCollector {
  #phonetic = 0
  #inText = false
  #raw = ''

  open(name: string): void {
    if (name === 'rPh') this.#phonetic++
    else if (name === 't') this.#inText = this.#phonetic === 0
  }

  close(name: string): void {
    if (name === 'rPh') this.#phonetic--
    else if (name === 't') this.#inText = false
  }

  text(raw: string): void {
    if (this.#inText) this.#raw += raw
  }

  /** The collected text; begins anew. */
  take(): string {
    const text = decodeCellText(this.#raw)
    this.#raw = ''
    return text
  }
}

/** Reads the shared strings; an absent part is an empty table. */
export async function readStrings(pack: Package, part: string | undefined): Promise<readonly string[]> {
  const entry = part === undefined ? undefined : pack.find(part)
  const strings: string[] = []
  if (!entry) return strings
  const scanner = new XmlScanner(handlerFor(strings))
  for await (const chunk of pack.stream(entry)) scanner.push(chunk)
  scanner.end()
  return strings
}

function handlerFor(strings: string[]): XmlHandler {
  const collector = new TextCollector()
  return {
    open: (name) => collector.open(name),
    text: (raw) => collector.text(raw),
    close(name) {
      collector.close(name)
      if (name !== 'si') return
      if (strings.length >= MOST_STRINGS)
        throw new WorkbookRefused(
          'too-large',
          '工作簿里的文字太多，已拒绝读取。请按年度拆成几个工作簿分别导入。',
        )
      strings.push(collector.take())
    },
  }
}
