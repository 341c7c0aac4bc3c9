/**
 * Everything that is measured, one after another: `npm run bench`. Prints a table and writes it to bench/results.md, with
 * the day and the machine. The machine should do nothing else; ratios are within one run.
 */
import { spawn } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { availableParallelism, cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import * as z from 'zod'
import { checkInResults, pageResults, workbookResults } from './results.ts'
import type { Result } from './program.ts'

const result = z.object({ work: z.string(), measured: z.string(), goal: z.string(), comparison: z.string() })

/** The scripts, and what makes lines of results of what they print. */
const PARTS: readonly { script: string; read: (lines: unknown[]) => Result[] }[] = [
  { script: 'check-in.ts', read: checkInResults },
  { script: 'desk.ts', read: ready },
  { script: 'ledger.ts', read: ready },
  { script: 'pages.ts', read: pageResults },
  { script: 'questionnaire.ts', read: ready },
  { script: 'start.ts', read: ready },
  { script: 'workbook.ts', read: workbookResults },
  { script: 'import.ts', read: ready },
  { script: 'works.ts', read: ready },
]

const only = process.argv.slice(2)
const results: Result[] = []
for (const { script, read } of PARTS.filter((part) => only.length === 0 || only.includes(part.script))) {
  process.stderr.write(`${script} …\n`)
  results.push(...read(await output(script)))
}
const table = tableOf(results)
console.log(table)
if (only.length === 0) await writeFile(join(import.meta.dirname, 'results.md'), document(table))

function ready(lines: unknown[]): Result[] {
  return lines.map((line) => result.parse(line))
}

/** The JSON lines that a script prints. */
async function output(script: string): Promise<unknown[]> {
  const child = spawn(process.execPath, [join(import.meta.dirname, script)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise((done) => child.once('close', done))
  const lines: unknown[] = []
  for await (const line of createInterface({ input: child.stdout }))
    if (line.startsWith('{')) lines.push(JSON.parse(line))
  const code = await ended
  if (code !== 0) throw new Error(`${script} ended with ${String(code)}`)
  return lines
}

function tableOf(rows: readonly Result[]): string {
  const lines = rows.map((row) => `| ${row.work} | ${row.measured} | ${row.goal} | ${row.comparison} |`)
  return ['| work | measured | goal | for comparison |', '|---|---|---|---|', ...lines].join('\n')
}

function document(table: string): string {
  const day = new Date().toISOString().slice(0, 10)
  const machine = `${availableParallelism()} cores (${cpus()[0]?.model ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GB`
  return `# Measured\n\n${day}, ${machine}; load, database and program on this one machine. Times are medians, ratios within one run. Written by \`npm run bench\`.\n\n${table}\n`
}
