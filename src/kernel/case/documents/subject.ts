import { sql } from 'kysely'
import { dayAt, type Day } from '#lib/dates.ts'
import { notFound } from '#lib/refusal.ts'
import type { Work } from '#kernel/call.ts'
import type { CaseDefinition } from '../define.ts'
import { roundOnFile, type RoundOnFile } from '../on-file.ts'
import type { Cases } from '../registry.ts'
import type { RoundFacts } from './define.ts'
import { casesOnPaper, roundFacts, type CaseOnPaper } from './facts.ts'

/** Whose documents they are, with what they are drafted from. */
export type Subject = {
  id: string
  title: string
  year: number
  definition: CaseDefinition
} & (
  | { whose: 'round'; round: RoundOnFile; facts: RoundFacts }
  | { whose: 'case'; roundId: string | null; one: CaseOnPaper }
)

/** A round or a case that was handed in. @throws Refused 404. */
export function subjectOf(
  work: Work,
  cases: Cases,
  { whose, id }: { whose: 'round' | 'case'; id: string },
): Promise<Subject> {
  return whose === 'round' ? ofRound(work, cases, id) : ofCase(work, cases, id)
}

async function ofRound(work: Work, cases: Cases, id: string): Promise<Subject> {
  const round = await roundOnFile(work, cases, id)
  if (round === undefined) throw notFound('这个批次')
  const facts = await roundFacts(work, round, dayAt(work.now))
  return {
    whose: 'round',
    id,
    title: round.title,
    year: round.year,
    definition: round.definition,
    round,
    facts,
  }
}

async function ofCase(work: Work, cases: Cases, id: string): Promise<Subject> {
  const [one] = await casesOnPaper(work, cases, [id], dayAt(work.now))
  if (one === undefined) throw notFound('这件事项')
  const { record, setting } = one.loaded
  return {
    whose: 'case',
    id,
    title: `${record.name} · ${setting.definition.title}`,
    year: record.year,
    definition: setting.definition,
    roundId: record.roundId,
    one,
  }
}

/** The cases of a subject for certificates: those of a round that stand past a stage, or the one. */
export async function casesFor(work: Work, cases: Cases, subject: Subject, day: Day): Promise<CaseOnPaper[]> {
  if (subject.whose === 'case') return [subject.one]
  const { rows } = await sql<{ id: string }>`select id from case_record
    where region_id = ${work.caller.region} and round_id = ${subject.id} and ending = 'granted' order by number`.execute(
    work.tx,
  )
  const ids = rows.map(({ id }) => id)
  return casesOnPaper(work, cases, ids, day)
}
