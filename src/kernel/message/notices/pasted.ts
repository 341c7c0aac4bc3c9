/** Lists of people as offices paste them, a line each: pure. */
import { normaliseName } from '#lib/text.ts'

/** Somebody in view who teaches now. */
export type OnFile = { id: string; name: string; identityNumber: string; unit: string }

/** What a line says: an identity number, or words of which one is a name. */
export type Line = { text: string; number: string | null; words: readonly string[] }

const NUMBER = /\d{17}[\dX]/
const UNIT = /(?:校|园|学|中|中心|教学点)$/

/** Reads a pasted line; full-width digits and a small x are read, a name written with spaces is one. */
export function readLine(text: string): Line {
  const plain = text.normalize('NFKC').toUpperCase()
  const number = NUMBER.exec(plain.replaceAll(/[\s']/g, ''))?.[0] ?? null
  const parts = text
    .normalize('NFKC')
    .split(/[\s,;、/]+/)
    .map(normaliseName)
    .filter((part) => part !== '' && !/^\d+[.．]?$/.test(part))
  const whole = parts.join('')
  return { text: text.trim(), number, words: [...new Set(parts.length > 1 ? [...parts, whole] : parts)] }
}

/** Who a line names among those that its number or words may mean; or why nobody, in words. */
export function whoIs(line: Line, people: readonly OnFile[]): { person: OnFile } | { because: string } {
  if (line.number !== null) {
    const person = people.find(({ identityNumber }) => identityNumber === line.number)
    return person === undefined ? { because: '名册里没有这个身份证件号的在岗教师。' } : { person }
  }
  const named = people.filter(({ name }) => line.words.includes(name))
  const [first] = named
  if (first === undefined) return { because: '名册里没有这个姓名的在岗教师。' }
  const units = line.words.filter((word) => UNIT.test(word) && !named.some(({ name }) => name === word))
  const fitting = units.length === 0 ? named : named.filter(({ unit }) => isAt(unit, units))
  if (fitting.length === 1 && fitting[0] !== undefined) return { person: fitting[0] }
  if (fitting.length === 0)
    return { because: `${first.name}在${schoolsOf(named)}，与所写的单位不符，请核对。` }
  return {
    because: `有 ${fitting.length} 位同名（${schoolsOf(fitting)}），请在姓名后写上学校，或改写身份证件号。`,
  }
}

function isAt(unit: string, words: readonly string[]): boolean {
  return words.some((word) => unit.includes(word) || word.includes(unit))
}

function schoolsOf(people: readonly OnFile[]): string {
  return [...new Set(people.map(({ unit }) => unit))].join('、')
}
