/**
 * A small XML scanner for the parts of a workbook. Sheets of hundreds of megabytes pass through it, so it works on
 * Latin-1 strings (one byte, one character; markup is ASCII) and leaves decoding to those who want a text. It keeps
 * to what Open XML allows: no DOCTYPE, hence no entities of a file's own; UTF-8 only; tags must match.
 */
import { WorkbookRefused } from '../refusal.ts'

export interface XmlHandler {
  /** `name` without prefix; `attributes` raw, to be asked by `attribute`. Self-closing elements close at once. */
  open(name: string, attributes: string): void
  close(name: string): void
  /** Raw character data (`decodeText` makes text of it); a long text may come in several pieces. */
  text(raw: string): void
  /** Every token as it stands, after the calls above, for those who copy: joined they are the part again. */
  token?(raw: string): void
}

/** A tag or piece of text that is longer than this is no part of a workbook. */
const LONGEST_TOKEN = 16 * 1024 ** 2
const LT = 60
const QUOTE = 34
const APOSTROPHE = 39
const SLASH = 47
const COLON = 58
const BANG = 33
const QUESTION = 63

export class XmlScanner {
  readonly #handler: XmlHandler
  readonly #open: string[] = []
  #rest = ''
  #started = false

  constructor(handler: XmlHandler) {
    this.#handler = handler
  }

  /** Scans one more chunk of bytes. Throws WorkbookRefused when they are not well-formed. */
  push(chunk: Buffer): void {
    const source = this.#rest + (this.#started ? chunk : withoutMark(chunk)).toString('latin1')
    this.#started = true
    const end = this.#scan(source)
    this.#rest = source.slice(end)
    if (this.#rest.length > LONGEST_TOKEN) throw malformed('标记过长')
  }

  /** Ends the scan. Throws WorkbookRefused when elements are still open or bytes are left. */
  end(): void {
    if (this.#open.length > 0 || this.#rest.trim() !== '') throw malformed('内容不完整')
  }

  /** Scans complete tokens; returns where the incomplete rest begins. */
  #scan(source: string): number {
    let at = 0
    for (;;) {
      const start = source.indexOf('<', at)
      if (start < 0) return at
      if (start > at) this.#characters(source.slice(at, start))
      const end = this.#token(source, start)
      if (end < 0) return start
      this.#handler.token?.(source.slice(start, end))
      at = end
    }
  }

  #characters(raw: string): void {
    if (this.#open.length > 0) this.#handler.text(raw)
    this.#handler.token?.(raw)
  }

  /** Handles the token at `start`; returns its end, or -1 when it is incomplete. */
  #token(source: string, start: number): number {
    const next = source.charCodeAt(start + 1)
    if (next === BANG) return this.#declaration(source, start)
    if (next === QUESTION) return skipTo(source, '?>', start)
    const end = tagEnd(source, start + 1)
    if (end < 0) return -1
    if (next === SLASH) this.#closeTag(closingName(source, start + 2, end))
    else this.#openTag(source, start + 1, end)
    return end + 1
  }

  #openTag(source: string, start: number, end: number): void {
    const selfClosing = source.charCodeAt(end - 1) === SLASH
    const stop = selfClosing ? end - 1 : end
    let nameStart = start
    let nameEnd = start
    for (let character = 0; nameEnd < stop; nameEnd++) {
      character = source.charCodeAt(nameEnd)
      if (character <= 32) break
      if (character === COLON) nameStart = nameEnd + 1
    }
    const name = source.slice(nameStart, nameEnd)
    this.#handler.open(name, source.slice(nameEnd, stop))
    if (selfClosing) this.#handler.close(name)
    else this.#open.push(name)
  }

  #closeTag(name: string): void {
    if (this.#open.pop() !== name) throw malformed(`标记 ${name} 不配对`)
    this.#handler.close(name)
  }

  #declaration(source: string, start: number): number {
    if (source.startsWith('<!--', start)) return skipTo(source, '-->', start + 4)
    if (source.startsWith('<![CDATA[', start)) {
      const end = skipTo(source, ']]>', start)
      if (end >= 0) this.#handler.text(source.slice(start + 9, end - 3).replaceAll('&', '&amp;'))
      return end
    }
    if (source.length - start < 9) return -1
    throw malformed('含有不允许的声明')
  }
}

function skipTo(source: string, mark: string, from: number): number {
  const at = source.indexOf(mark, from)
  return at < 0 ? -1 : at + mark.length
}

/** Where the tag's '>' stands; one inside quotes does not count. */
function tagEnd(source: string, from: number): number {
  let quote = 0
  for (let at = from; at < source.length; at++) {
    const character = source.charCodeAt(at)
    if (quote !== 0) {
      if (character === quote) quote = 0
    } else if (character === 62) return at
    else if (character === QUOTE || character === APOSTROPHE) quote = character
    else if (character === LT) throw malformed('标记未结束')
  }
  return -1
}

function closingName(source: string, start: number, end: number): string {
  const name = source.slice(start, end)
  if (!name.includes(':') && source.charCodeAt(end - 1) > 32) return name
  return name.slice(name.indexOf(':') + 1).trimEnd()
}

function withoutMark(first: Buffer): Buffer {
  if (first[0] === 0xff || first[0] === 0xfe || first[0] === 0 || first[1] === 0)
    throw malformed('编码不是 UTF-8')
  if (first[0] === 0xef && first[1] === 0xbb && first[2] === 0xbf) return first.subarray(3)
  const declared = /^<\?xml[^>]*encoding\s*=\s*["']([\w-]+)/.exec(first.toString('latin1', 0, 200))?.[1]
  if (declared && !/^(?:utf-?8|us-ascii)$/i.test(declared)) throw malformed(`编码 ${declared} 不受支持`)
  return first
}

function malformed(why: string): WorkbookRefused {
  return new WorkbookRefused(
    'damaged',
    `工作簿内部的 XML 读不出来（${why}）。请用 Excel 或 WPS 打开并另存后再导入。`,
  )
}
