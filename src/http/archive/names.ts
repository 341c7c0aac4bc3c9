import type { Entry, Filed } from '#kernel/works/archives/filed.ts'

const LONGEST = 100
const ENDINGS = { sheet: '.xlsx', text: '.txt', file: '' } as const

/** The path of each thing in a ZIP: a numbered folder for its material, a name that every system takes, none twice. */
export function fileNames(materials: readonly Filed[]): Map<Entry, string> {
  const names = new Map<Entry, string>()
  for (const [at, { material, entries }] of materials.entries()) {
    const folder = `${String(at + 1).padStart(2, '0')} ${safe(material)}`
    const taken = new Set<string>()
    for (const entry of entries) names.set(entry, `${folder}/${unique(entry, taken)}`)
  }
  return names
}

function unique(entry: Entry, taken: Set<string>): string {
  const ending = entry.kind === 'file' ? (/\.[\da-z]+$/i.exec(entry.name)?.[0] ?? '') : ENDINGS[entry.kind]
  const stem = safe(
    entry.kind === 'file' ? entry.name.slice(0, entry.name.length - ending.length) : entry.name,
  )
  for (let n = 1; ; n += 1) {
    const name = `${stem}${n === 1 ? '' : `（${n}）`}${ending}`
    // systems that do not tell capitals apart would write one over the other
    if (taken.has(name.toLowerCase())) continue
    taken.add(name.toLowerCase())
    return name
  }
}

/** Without what some file system refuses, and not so long that a folder below can't be opened. */
function safe(name: string): string {
  const plain = name.replaceAll(/[\p{Cc}"*/:<>?\\|]/gu, '_').replaceAll(/^[ .]+|[ .]+$/g, '')
  return Array.from(plain).slice(0, LONGEST).join('') || '未命名'
}
