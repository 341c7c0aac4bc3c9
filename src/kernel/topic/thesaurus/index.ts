import { KIN } from './kin.ts'
import { LESSONS } from './lessons.ts'
import { PRACTICE } from './practice.ts'
import { PUPILS } from './pupils.ts'
import { SUBJECTS } from './subjects.ts'
import { TEACHERS } from './teachers.ts'

/** Words of the field by the concepts they speak of: 冷场 and 举手 both of 课堂发言. A word may speak of several. */
export const THESAURUS: ReadonlyMap<string, readonly string[]> = readWords([
  LESSONS,
  SUBJECTS,
  PRACTICE,
  PUPILS,
  TEACHERS,
])

/** Concepts by those that lie close to them. */
export const NEAR: ReadonlyMap<string, readonly string[]> = readPairs(KIN)

function readWords(parts: readonly string[]): Map<string, string[]> {
  const concepts = new Map<string, string[]>()
  for (const line of parts.join('').split('\n')) {
    const [concept, words] = line.split('：')
    if (concept === undefined || words === undefined) continue
    for (const word of new Set(words.split(' '))) add(concepts, word, concept)
  }
  return concepts
}

function readPairs(text: string): Map<string, string[]> {
  const near = new Map<string, string[]>()
  for (const line of text.trim().split('\n')) {
    const [one = '', other = ''] = line.split(' ')
    add(near, one, other)
    add(near, other, one)
  }
  return near
}

function add(lists: Map<string, string[]>, key: string, value: string): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [value])
  else list.push(value)
}
