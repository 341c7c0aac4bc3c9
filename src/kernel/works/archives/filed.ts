/** What is on file, what is missing, and how complete that is: pure. */
import { createHash } from 'node:crypto'

export type Cell = string | number | null
/** Something on file: a table of records, a file, or words. `name` is that of the file it becomes in the export. */
export type Entry =
  | { kind: 'sheet'; name: string; columns: readonly string[]; rows: readonly (readonly Cell[])[] }
  | { kind: 'file'; name: string; fileId: string; sha256: Buffer; bytes: number }
  | { kind: 'text'; name: string; text: string }

/** What is missing, in words, and who must do it. */
export type Gap = { words: string; who: string }

/** What a rule found for one material. */
export type Found = { have: number; need: number; gaps: readonly Gap[]; entries: readonly Entry[] }

/** One material of an archive. */
export type Filed = Found & { material: string; percent: number }

/** A material with its share; nothing needed is complete. */
export function filed(material: string, found: Found): Filed {
  return { material, ...found, percent: shareOf(found) }
}

function shareOf({ have, need }: Found): number {
  return need === 0 ? 100 : Math.floor((100 * Math.min(have, need)) / need)
}

/** How complete an archive is: the mean of its materials, 100 only when each is. */
export function percentOf(materials: readonly Filed[]): number {
  if (materials.length === 0) return 100
  return Math.floor(materials.reduce((sum, one) => sum + one.percent, 0) / materials.length)
}

/** How much of a thing there is: bytes of a file or text, rows of a sheet. */
export function sizeOf(entry: Entry): number {
  if (entry.kind === 'file') return entry.bytes
  return entry.kind === 'sheet' ? entry.rows.length : Buffer.byteLength(entry.text)
}

/** The SHA-256 of a thing on file: of its bytes, or of its head and rows as JSON. */
export function hashOf(entry: Entry): Buffer {
  if (entry.kind === 'file') return entry.sha256
  const content = entry.kind === 'text' ? entry.text : JSON.stringify([entry.columns, entry.rows])
  return createHash('sha256').update(content).digest()
}

/** A line of a catalogue. */
export type Line = { material: string; name: string; kind: Entry['kind']; size: number; sha256: Buffer }

/** Everything on file, line by line. */
export function catalogueOf(materials: readonly Filed[]): Line[] {
  return materials.flatMap(({ material, entries }) =>
    entries.map((entry) => ({
      material,
      name: entry.name,
      kind: entry.kind,
      size: sizeOf(entry),
      sha256: hashOf(entry),
    })),
  )
}

/** The SHA-256 over a catalogue: every material, name and hash in their order. */
export function digestOf(lines: readonly Line[]): Buffer {
  const hash = createHash('sha256')
  for (const { material, name, sha256 } of lines)
    hash.update(`${material}\n${name}\n${sha256.toString('hex')}\n`)
  return hash.digest()
}

/** What is otherwise than it was sealed. */
export type Change = { how: 'added' | 'changed' | 'gone'; material: string; name: string }

/** Compares what is on file with what was sealed. */
export function changesSince(sealed: readonly Line[], now: readonly Line[]): Change[] {
  const key = ({ material, name }: Line): string => `${material}\n${name}`
  const before = new Map(sealed.map((line) => [key(line), line]))
  const after = new Set(now.map(key))
  const changed = now.flatMap((line): Change[] => {
    const old = before.get(key(line))
    if (old?.sha256.equals(line.sha256) === true) return []
    return [{ how: old === undefined ? 'added' : 'changed', material: line.material, name: line.name }]
  })
  const gone = sealed
    .filter((line) => !after.has(key(line)))
    .map((line): Change => ({ how: 'gone', material: line.material, name: line.name }))
  return [...changed, ...gone]
}
