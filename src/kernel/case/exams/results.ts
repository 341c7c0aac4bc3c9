import { sql } from 'kysely'
import type { Work } from '#kernel/call.ts'
import type { Round } from '../round.ts'
import { passMarkOf, stageOf } from '../steps.ts'

/** What somebody reached at an exam or review, as everybody may read it. */
export type Result = { number: string; name: string; category: string | null; result: string }

type Row = Omit<Result, 'result'> & {
  kind: 'passed' | 'refused'
  score: string | null
  because: string | null
}

/** The results of a stage of a round, by number: of each case what happened there last. */
export async function resultsOf(
  { tx, caller }: Work,
  { id, definition, params }: Round,
  stage: string,
): Promise<Result[]> {
  const { rows } = await sql<Row>`
    select c.number, c.name, c.category, e.kind, e.score, e.because from case_record c
    join lateral (select x.kind, x.score, x.because from case_event x where x.region_id = c.region_id and x.case_id = c.id and x.stage = ${stage}
      and x.kind in ('passed', 'refused') order by x.seq desc limit 1) e on true
    where c.region_id = ${caller.region} and c.round_id = ${id} order by c.number`.execute(tx)
  const marked = passMarkOf(stageOf(definition, stage), params) !== null
  return rows.map(({ kind, score, because, ...who }) => ({
    ...who,
    result: wordsOf({ kind, score, because }, marked),
  }))
}

function wordsOf({ kind, score, because }: Pick<Row, 'kind' | 'score' | 'because'>, marked: boolean): string {
  const word = kind === 'passed' ? '合格' : '不合格'
  if (marked && score !== null) return `${Number(score)} 分（${word}）`
  return because?.endsWith('缺考。') === true ? '缺考' : word
}

/** A name as it is published: the first character, and the last of a longer one; by code points, rare characters are one. */
export function maskedName(name: string): string {
  const characters = [...name]
  const last = characters.length > 2 ? (characters.at(-1) ?? '') : ''
  return `${characters[0] ?? ''}${'＊'.repeat(Math.max(1, characters.length - (last === '' ? 1 : 2)))}${last}`
}
