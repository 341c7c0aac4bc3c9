import type { NewAppraisal } from '#contract/appraisal.ts'
import type { SourceId } from '#contract/standard.ts'
import { dayAt } from '#lib/dates.ts'
import { newId } from '#lib/ids.ts'
import type { Work } from '#kernel/call.ts'
import { resultsOf } from './results.ts'
import { addJudges, assignJudges, createAppraisal } from './service.ts'
import { leavesOf } from '../define.ts'
import { standardOf } from '../standards/service.ts'
import { findTargets, insertTargets } from './store.ts'
import { insertEvidenceOf } from './target-store.ts'

/** What another mechanism has appraised: a case, a work, a person … with the unit whose it is. */
export type OpenTarget = {
  kind: 'case' | 'work' | 'person'
  subject: string
  unit: string
  title: string
  group: string | null
  /** Records that prove an indicator, by the indicator's kind of evidence. */
  evidence?: readonly { indicator: string; record: string; title: string }[]
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
  const made = shuffled.map(({ target }) => ({ target, id: key() }))
  await insertTargets(
    work,
    id,
    made.map(({ target, id: targetId }) => ({
      id: targetId,
      kind: target.kind,
      subjectId: target.subject,
      unitId: target.unit,
      title: target.title,
      group: target.group,
    })),
  )
  await putEvidence(work, round.standard, made)
  await addJudges(work, id, { key: key(), source: judges.source, people: judges.people })
  const { short } = await assignJudges(work, id, { key: key(), source: judges.source, each: judges.each })
  return { id, short }
}

/** Puts the records that are known from the beginning behind their indicators; one that wants none is passed over. */
async function putEvidence(
  work: Work,
  standard: string,
  made: readonly { id: string; target: OpenTarget }[],
): Promise<void> {
  const leaves = (await standardOf(work, standard)).indicators.flatMap((branch) => leavesOf([branch]))
  const kinds = new Map(leaves.map(({ id, evidence }) => [id, evidence]))
  await insertEvidenceOf(
    work,
    made.flatMap(({ id, target }) =>
      (target.evidence ?? []).flatMap(({ indicator, record, title }) => {
        const kind = kinds.get(indicator) ?? 'none'
        const row = { id: newId(work.now.getTime()), target: id, indicator, recordId: record, title }
        return kind === 'none' ? [] : [{ ...row, kind }]
      }),
    ),
  )
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
