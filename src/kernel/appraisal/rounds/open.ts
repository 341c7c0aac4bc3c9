import type { NewAppraisal } from '#contract/appraisal.ts'
import type { SourceId } from '#contract/standard.ts'
import { dayAt } from '#lib/dates.ts'
import { newId } from '#lib/ids.ts'
import type { Work } from '#kernel/call.ts'
import { resultsOf } from './results.ts'
import { addJudges, assignJudges, createAppraisal } from './service.ts'
import { findTargets, insertTargets } from './store.ts'

/** What another mechanism has appraised: a case, a work … with the unit whose it is. */
export type OpenTarget = {
  kind: 'case' | 'work'
  subject: string
  unit: string
  title: string
  group: string | null
}

/** A round that another mechanism asks for. */
export type Opening = Omit<NewAppraisal, 'key'> & {
  targets: readonly OpenTarget[]
  judges: { source: SourceId; people: readonly string[]; each: number }
}

/**
 * Makes a round over records of another mechanism, with its judges assigned: conflicts of interest barred, numbers
 * given in random order. It is opened for scoring by a person, on its page.
 * @param opening `unit` of a target is the id of the unit that it belongs to.
 * @returns the round's id, and the targets that could not have enough judges.
 * @throws Refused 403, 404, 422.
 */
export async function openAppraisal(
  work: Work,
  opening: Opening,
): Promise<{ id: string; short: { number: number; judges: number }[] }> {
  const { targets, judges, ...round } = opening
  const key = (): string => newId(work.now.getTime())
  const { id } = await createAppraisal(work, { ...round, key: key() })
  const shuffled = targets
    .map((target) => ({ target, at: newId(0) }))
    .toSorted((a, b) => (a.at < b.at ? -1 : 1))
  await insertTargets(
    work,
    id,
    shuffled.map(({ target }) => ({
      id: key(),
      kind: target.kind,
      subjectId: target.subject,
      unitId: target.unit,
      title: target.title,
      group: target.group,
    })),
  )
  await addJudges(work, id, { key: key(), source: judges.source, people: judges.people })
  const { short } = await assignJudges(work, id, { key: key(), source: judges.source, each: judges.each })
  return { id, short }
}

/** What came of one of another mechanism's records; `result` and `band` are null while something is missing. */
export type Outcome = {
  subject: string
  result: string | null
  rank: number | null
  band: string | null
  vetoes: readonly string[]
  missing: readonly string[]
}

/** The results of a round by the records it was opened over: as published, or as they stand. @throws Refused 404. */
export async function appraisalResult(
  work: Work,
  id: string,
): Promise<{ published: boolean; rows: Outcome[] }> {
  const { rows, state } = await resultsOf(work, id)
  const targets = await findTargets(work, dayAt(work.now), { appraisal: id })
  const subjects = new Map(targets.map((target) => [target.id, target.subjectId]))
  return {
    published: state === 'published',
    rows: rows.map(({ target, result, rank, band, vetoes, missing }) => ({
      subject: subjects.get(target) ?? target,
      result,
      rank,
      band,
      vetoes,
      missing,
    })),
  }
}
