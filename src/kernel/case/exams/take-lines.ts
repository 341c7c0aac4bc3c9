import type { MarkLine } from '#contract/exam.ts'
import type { Work } from '#kernel/call.ts'
import { loadCases } from '../load.ts'
import type { Cases } from '../registry.ts'
import type { Standing } from './exam.ts'
import type { Line, Said } from './mark-lines.ts'
import type { Candidate, NewMark } from './store.ts'

/** Marks that are taken, each with the line it stood in, and lines that are not, each with why. */
export type Lines = { fit: (NewMark & { line: number })[]; refused: MarkLine[] }

/**
 * Tells lines that fit the candidates of an exam from those that do not. A number that stands in several lines is taken
 * from none of them: which one holds is not for the program to say.
 */
export async function takeLines(
  work: Work,
  cases: Cases,
  standing: Standing,
  lines: readonly Line[],
): Promise<Lines> {
  const blocked = await blockedOf(work, cases, standing)
  const owners = new Map(standing.candidates.map((one) => [one.number, one]))
  const places = Map.groupBy(
    lines.flatMap((one) => ('said' in one ? [{ line: one.line, number: one.said.number }] : [])),
    ({ number }) => number,
  )
  const result: Lines = { fit: [], refused: [] }
  for (const { line, text, ...read } of lines) {
    if (!('said' in read)) {
      result.refused.push({ line, text, kind: 'unread', because: read.because })
      continue
    }
    const { number, name, outcome, mark } = read.said
    const owner = owners.get(number)
    const fault =
      twice(number, places.get(number) ?? []) ?? (owner ? faultOf(read.said, owner, blocked) : null)
    if (fault === null) result.fit.push({ line, number, outcome, mark, name, caseId: owner?.case ?? null })
    else result.refused.push({ line, text, ...fault })
  }
  return result
}

/** Lines of one number that are named to each of them: all would be thousands of lines in each of thousands. */
const MOST_NAMED = 10

type Fault = Pick<MarkLine, 'kind' | 'because'>

function twice(number: string, places: readonly { line: number }[]): Fault | null {
  if (places.length < 2) return null
  const named = places.slice(0, MOST_NAMED).map(({ line }) => line)
  const more = places.length > MOST_NAMED ? `等 ${places.length} ` : ' '
  return { kind: 'twice', because: `${number}在第 ${named.join('、')}${more}行都有成绩，请只留一行。` }
}

function faultOf(
  { number, name, outcome }: Said,
  owner: Candidate,
  blocked: ReadonlyMap<string, string>,
): Fault | null {
  if (name !== '' && name !== owner.name)
    return { kind: 'name', because: `${number}是${owner.name}的编号，与所填的“${name}”不符。` }
  const because = blocked.get(owner.case)
  if (because === undefined || (outcome !== 'pass' && outcome !== 'mark')) return null
  return { kind: 'blocked', because }
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
