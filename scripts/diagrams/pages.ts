import { join } from 'node:path'
import type { CaseDefinition } from '#kernel/case/define.ts'
import { manifestOf } from '#kernel/case/manifest.ts'
import { Cases } from '#kernel/case/registry.ts'
import type { ProgrammeDefinition } from '#kernel/programme/define.ts'
import { casePage } from './case-page.ts'
import { programmePage } from './programme-page.ts'
import { table } from './table.ts'

export const FOLDER = join(import.meta.dirname, '../../docs/systems')

/** The pages of all systems with their pictures, by file name, and the list of them. */
export function systemPages(
  programmes: readonly ProgrammeDefinition[],
  cases: readonly CaseDefinition[],
): ReadonlyMap<string, string> {
  const { newest } = new Cases(cases)
  const pages = [
    ...programmes.map((system) => ({ system, page: programmePage(system) })),
    ...newest.map((system) => ({ system, page: casePage(manifestOf(system)) })),
  ]
  const links = pages.map(({ system: { id, title, about } }) => [`[${title}](${id}.md)`, about])
  const index = `# 体系\n\n每个体系一页，由它的定义画出：\`node scripts/diagrams.ts\`。\n\n${table(['体系', '做什么'], links)}\n`
  return new Map([
    ['README.md', index],
    ...pages.map(({ system, page }) => [`${system.id}.md`, `${page}\n`] as const),
  ])
}
