import { type Table, type Text, toPlain } from '../model.ts'
import type { Finding } from './finding.ts'
import { normal } from './normal.ts'
import { agrees, findNumbers, type NumberToken, sumTyped } from './numbers.ts'
import type { Pool } from './pool.ts'
import type { EditedText } from './read.ts'
import { contradiction } from './words.ts'

/** What a table came to. */
export interface TableVerdict {
  findings: Finding[]
  agreed: number
}

const totalLabel = /^(?:合计|总计|共计|总数|小计)$/
/** Columns whose parts overlap or are averages do not add up. */
const notAdded = /率|比|均|参训人数|不重复|排名|名次|序号/

/** Compares a table's cells with the records where it is one of ours, and its total row with its columns. */
export function checkTable(pool: Pool, rows: EditedText[][]): TableVerdict {
  const head = rows[0]?.map((cell) => cell.text) ?? []
  const known = pool.tables.find((table) => isSame(table, head, rows))
  const compared = known ? compareCells(known, head, rows) : { findings: [], agreed: 0 }
  const added = checkTotals(head, rows)
  return { findings: [...compared.findings, ...added], agreed: compared.agreed }
}

/** Ours when the first column and most others bear our heads, and some row our label. */
function isSame(table: Table, head: string[], rows: EditedText[][]): boolean {
  const titles = table.columns.map((column) => normal(column.title))
  const common = titles.filter((title) => head.includes(title)).length
  const labels = new Set(rows.map((row) => row[0]?.text ?? ''))
  return (
    head[0] === titles[0] &&
    common >= titles.length / 2 &&
    table.rows.some((row) => labels.has(normal(toPlain(row[0] ?? []))))
  )
}

function compareCells(table: Table, head: string[], rows: EditedText[][]): TableVerdict {
  const verdict: TableVerdict = { findings: [], agreed: 0 }
  const ours = new Map(
    [...table.rows, ...(table.total ? [table.total] : [])].map((row) => [normal(toPlain(row[0] ?? [])), row]),
  )
  for (const row of rows.slice(1)) {
    const label = row[0]?.text ?? ''
    const known = ours.get(label)
    if (!known) continue
    for (const [index, column] of table.columns.entries()) {
      const at = head.indexOf(normal(column.title))
      compareCell(verdict, {
        typed: row[at]?.text ?? '',
        known: known[index] ?? [],
        excerpt: `${label}　${column.title}`,
      })
    }
  }
  return verdict
}

function compareCell(
  verdict: TableVerdict,
  { typed, known, excerpt }: { typed: string; known: Text; excerpt: string },
): void {
  const claim = known.find((run) => run.claim)?.claim
  const token = cellNumber(typed)
  if (!claim || !token) return
  if (agrees({ ...token, tolerance: 0 }, Number.parseFloat(claim.text))) verdict.agreed += 1
  else verdict.findings.push(contradiction({ excerpt, typed, expected: claim.text, refs: claim.refs }))
}

/** Columns whose parts do not add up to the 合计 row, wherever it stands. */
function checkTotals(head: string[], rows: EditedText[][]): Finding[] {
  const totalAt = rows.findIndex((row) => totalLabel.test(row[0]?.text ?? ''))
  const total = rows[totalAt]
  if (!total || totalAt === 0) return []
  const others = rows.slice(1).filter((row) => row !== total && !totalLabel.test(row[0]?.text ?? ''))
  return total.flatMap((cell, index) => {
    const written = cellNumber(cell.text)
    const title = head[index] ?? ''
    if (index === 0 || !written || written.percent || notAdded.test(title)) return []
    const added = sumTyped(others.map((row) => cellNumber(row[index]?.text ?? '')?.value ?? 0))
    return agrees({ ...written, tolerance: 0 }, added) ? [] : [unclosed(title, cell.text, added)]
  })
}

function unclosed(title: string, typed: string, added: number): Finding {
  return {
    kind: 'parts',
    excerpt: `合计　${title}`,
    typed,
    expected: String(added),
    refs: [],
    why: `“${title}”一列各行相加为${added}，合计写${typed}。请核对各行和合计，使其相等。`,
  }
}

/** The one number of a cell; null for an empty cell or text. */
function cellNumber(text: string): NumberToken | null {
  const numbers = findNumbers(text)
  return numbers.length === 1 && /^[\d.,%万]+$/.test(text) ? (numbers[0] ?? null) : null
}
