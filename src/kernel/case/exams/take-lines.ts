import type { Work } from '#kernel/call.ts'
import { loadCases } from '../load.ts'
import type { Cases } from '../registry.ts'
import type { Standing } from './exam.ts'
import type { Line, Said } from './mark-lines.ts'
import type { NewMark } from './store.ts'

/** Lines that are taken, and those that are not, each with why. */
export type Lines = { fit: NewMark[]; refused: { line: number; text: string; because: string }[] }

/** Tells lines that fit the candidates of an exam from those that do not. */
export async function takeLines(
  work: Work,
  cases: Cases,
  standing: Standing,
  lines: readonly Line[],
): Promise<Lines> {
  const blocked = await blockedOf(work, cases, standing)
  const seen = new Map<string, number>()
  const result: Lines = { fit: [], refused: [] }
  for (const { line, text, ...read } of lines) {
    const because = 'said' in read ? whyNot(standing, blocked, seen, read.said) : read.because
    if (because !== null) result.refused.push({ line, text, because })
    else if ('said' in read) {
      seen.set(read.said.number, line)
      const owner = standing.candidates.find(({ number }) => number === read.said.number)
      const { outcome, mark, number } = read.said
      result.fit.push({ number, outcome, mark, name: read.said.name, caseId: owner?.case ?? null })
    }
  }
  return result
}

function whyNot(
  { candidates }: Standing,
  blocked: ReadonlyMap<string, string>,
  seen: ReadonlyMap<string, number>,
  { number, name, outcome }: Said,
): string | null {
  const before = seen.get(number)
  if (before !== undefined) return `${number}在第 ${before} 行已有成绩，请只留一行。`
  const owner = candidates.find((one) => one.number === number)
  if (owner === undefined) return null
  if (name !== '' && name !== owner.name) return `${number}是${owner.name}的编号，与所填的“${name}”不符。`
  const block = blocked.get(owner.case)
  return block !== undefined && (outcome === 'pass' || outcome === 'mark') ? block : null
}

/** Why candidates can't pass the exam whatever they reach, as the definition says. */
async function blockedOf(
  work: Work,
  cases: Cases,
  { candidates, at }: Standing,
): Promise<Map<string, string>> {
  if (at.blocks === undefined) return new Map()
  const loaded = await loadCases(
    work,
    cases,
    candidates.map((one) => one.case),
  )
  return new Map(
    loaded.flatMap(({ record, setting: { facts, params } }) => {
      const because = at.blocks?.(facts, params) ?? null
      return because === null ? [] : [[record.id, because] as const]
    }),
  )
}
