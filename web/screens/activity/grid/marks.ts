import type { AttendanceStatus } from '#contract/activity.ts'

/** What a cell says: a state, or null for nothing recorded. */
export type Mark = AttendanceStatus | null
export type Edit = { p: string; slot: number; status: Mark }
/** Cells that differ from what is saved, by person and slot. */
export type Edits = ReadonlyMap<string, Edit>

const LETTERS: Record<string, Mark> = { P: 'present', L: 'late', V: 'leave', A: 'absent', '-': null }
const KEYS: Record<string, Mark> = {
  ...LETTERS,
  '1': 'present',
  '2': 'late',
  '3': 'leave',
  '4': 'absent',
  '0': null,
}
const WORDS: Record<string, Mark> = {
  出勤: 'present',
  到: 'present',
  已到: 'present',
  '√': 'present',
  '✓': 'present',
  迟到: 'late',
  迟: 'late',
  请假: 'leave',
  假: 'leave',
  事假: 'leave',
  病假: 'leave',
  公假: 'leave',
  缺勤: 'absent',
  缺: 'absent',
  旷: 'absent',
  旷课: 'absent',
  '×': 'absent',
}

export function keyOf(p: string, slot: number): string {
  return `${p}:${slot}`
}

/** The state of a slot in a row's letters: P present, L late, V leave, A absent, - nothing. */
export function markAt(marks: string, slot: number): Mark {
  return LETTERS[marks[slot - 1] ?? '-'] ?? null
}

/** What a pressed key means in a cell; undefined when it means nothing. Delete and Backspace clear. */
export function markOfKey(key: string): Mark | undefined {
  if (key === 'Delete' || key === 'Backspace') return null
  return KEYS[key.toUpperCase()]
}

/** What a pasted cell means; undefined when it is empty or not a state. */
export function markOfText(text: string): Mark | undefined {
  const plain = text.normalize('NFKC').trim()
  if (plain === '') return undefined
  return WORDS[text.trim()] ?? WORDS[plain] ?? KEYS[plain.toUpperCase()]
}

/** A block as copied from Excel: lines of cells between tabs. */
export function parseBlock(text: string): (Mark | undefined)[][] {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => line.split('\t').map(markOfText))
}

/** The edits after some more; a cell that is back at what is saved is no edit. */
export function applyEdits(
  edits: Edits,
  more: readonly Edit[],
  saved: (p: string, slot: number) => Mark,
): Edits {
  const next = new Map(edits)
  for (const edit of more) {
    const key = keyOf(edit.p, edit.slot)
    if (saved(edit.p, edit.slot) === edit.status) next.delete(key)
    else next.set(key, edit)
  }
  return next
}
