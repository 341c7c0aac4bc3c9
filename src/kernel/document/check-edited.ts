import { openArchive } from './check/archive.ts'
import type { CheckResult } from './check/finding.ts'
import { checkParagraph, type Tally } from './check/paragraph.ts'
import { makePool, withoutNumber } from './check/pool.ts'
import { type EditedBlock, readBlocks } from './check/read.ts'
import { checkTable } from './check/tables.ts'
import { draftSummary } from './draft.ts'
import type { SummaryFacts } from './facts.ts'
import { draftPlan } from './plan.ts'
import type { DraftParams } from './params.ts'
import { inLanguage } from './render/language.ts'
import { normal } from './check/normal.ts'
import { openView } from './view.ts'

/**
 * Compares a document that was edited in Word or WPS with the records: every number that contradicts them, every
 * total whose parts do not add up, every percentage that does not follow. `facts` are those that the document would
 * be drafted from today. Numbers that cannot be judged are listed apart, never guessed at.
 */
export function checkEdited(file: Uint8Array, facts: SummaryFacts, params?: DraftParams): CheckResult {
  const archive = openArchive(file)
  if (archive.kind === 'refused') return archive
  const blocks = tryRead(archive.document)
  if (!blocks)
    return {
      kind: 'refused',
      code: 'damaged',
      because: '正文无法读取，文件可能已损坏。请在 Word 或 WPS 中打开后另存为 .docx 再上传。',
    }
  if (blocks.reduce((length, block) => length + lengthOf(block), 0) > mostCharacters) {
    return {
      kind: 'refused',
      code: 'too-large',
      because: `正文超过${mostCharacters / 10_000}万字，不像是一份总结或计划。请检查后重新上传。`,
    }
  }
  const models = [draftSummary(facts, params), draftPlan(facts, params)]
  const names = (models[0]?.names ?? []).concat(facts.programmes.map((p) => p.name)).map(normal)
  const pool = makePool([...models, ...models.map((model) => inLanguage(model, 'zh-Hant'))], names)
  const tally: Tally = { findings: [], agreed: 0, unjudged: [] }
  const v = openView(facts, params)
  let head = ''
  for (const block of blocks) {
    if (block.kind === 'table') {
      const { findings, agreed } = checkTable(pool, block.rows)
      tally.findings.push(...findings)
      tally.agreed += agreed
    } else if (isHead(block.text)) head = withoutNumber(block.text)
    else checkParagraph({ v, pool, names, head }, block, tally)
  }
  return { kind: 'checked', ...tally }
}

/** Longest text that is compared, in characters; a county's summary has about ten thousand. */
const mostCharacters = 100_000

function lengthOf(block: EditedBlock): number {
  return block.kind === 'paragraph'
    ? block.text.length
    : block.rows.flat().reduce((sum, cell) => sum + cell.text.length, 0)
}

/** A short line with a heading's number and without a full stop. */
function isHead(text: string): boolean {
  return (
    text.length <= 40 &&
    /^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)])/.test(text) &&
    !/[。；]/.test(text)
  )
}

function tryRead(xml: string): EditedBlock[] | null {
  try {
    return readBlocks(xml)
  } catch {
    return null
  }
}
