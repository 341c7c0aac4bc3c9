import type * as z from 'zod'
import { EXAM_OUTCOMES, type MarkLine } from '#contract/exam.ts'
import type { MarksRead, takeMarksFile } from '#contract/exam-marks.ts'
import { Refused } from '#lib/refusal.ts'
import { audit, type Work } from '#kernel/call.ts'
import { once } from '#kernel/once.ts'
import type { Cases } from '../registry.ts'
import { refuseClosed, standingOf, type Standing } from './exam.ts'
import { readMarkRows, type MarkRow } from './mark-rows.ts'
import { openExam, type At } from './service.ts'
import { insertMarks, type Candidate } from './store.ts'
import { takeLines, type Lines } from './take-lines.ts'

/** A sheet of marks as it was read from a file: whose content has the hash, under which heads. */
export type MarkSheet = Pick<MarksRead, 'sha256' | 'sheet' | 'headRow' | 'heads' | 'others'> & {
  name: string
  rows: readonly MarkRow[]
}

/** An exam whose marks the caller may enter. @throws Refused 404, 409 once it is closed. */
export async function examForMarks(work: Work, cases: Cases, { id, stage }: At): Promise<Standing> {
  const standing = await standingOf(work, cases, id, stage)
  refuseClosed(standing)
  return standing
}

/** What a sheet of marks says of an exam, and what taking it would do. Writes nothing. @throws Refused 404, 409. */
export async function readSheet(work: Work, cases: Cases, at: At, sheet: MarkSheet): Promise<MarksRead> {
  const standing = await examForMarks(work, cases, at)
  const { lines, empty } = await linesOf(work, cases, standing, sheet)
  const { mine, strange } = partsOf(standing, lines)
  const given = new Set(mine.map(({ owner }) => owner.case))
  const { sha256, sheet: title, headRow, heads, others } = sheet
  return {
    sha256,
    sheet: title,
    headRow,
    heads,
    others,
    fresh: mine.filter(({ owner }) => owner.outcome === null).length,
    same: mine.filter(isSame).length,
    absent: mine.filter(({ fit }) => fit.outcome === 'absent').length,
    changed: mine.flatMap(({ fit: { line, number, outcome, mark }, owner }) =>
      owner.outcome === null || isSame({ fit: { outcome, mark }, owner })
        ? []
        : [
            {
              line,
              number,
              name: owner.name,
              before: { outcome: owner.outcome, mark: owner.mark },
              after: { outcome, mark },
            },
          ],
    ),
    strange: strange.map(({ line, number, name, outcome, mark }) => ({
      line,
      number,
      name,
      result: { outcome, mark },
      namesake: namesakeOf(standing, name),
    })),
    refused: lines.refused,
    empty,
    missing: standing.candidates
      .filter((one) => one.outcome === null && !given.has(one.case))
      .map(({ number, name }) => ({ number, name })),
  }
}

type Taken = z.input<NonNullable<typeof takeMarksFile.reply>>

/**
 * Enters the marks of a sheet that was looked at before: rows that fit and say something new are written, the others come
 * back. Rows of nobody are entered only where asked for.
 * @throws Refused 404, 409 once the exam is closed, or for another file than the one that was looked at.
 */
export function takeSheet(
  work: Work,
  cases: Cases,
  at: At,
  { key, ...asked }: z.output<NonNullable<typeof takeMarksFile.query>>,
  sheet: MarkSheet,
): Promise<Taken> {
  return once(work, { key, action: 'exam.marks', content: { at, asked } }, async () => {
    if (asked.sha256 !== sheet.sha256)
      throw new Refused(409, {
        code: 'other-file',
        because: '这不是刚才核对的那份文件，内容已经不同；请重新选择文件核对。',
        field: 'file',
      })
    const standing = await openExam(work, cases, at)
    const { lines } = await linesOf(work, cases, standing, sheet)
    const { mine, strange } = partsOf(standing, lines)
    const kept = asked.strange === 'keep' ? strange : []
    const fresh = mine.filter((one) => !isSame(one)).map(({ fit }) => fit)
    const marks = [...fresh, ...kept]
    if (marks.length > 0) await insertMarks(work, { round: at.id, stage: at.stage }, marks)
    const refused = [...lines.refused, ...(asked.strange === 'keep' ? [] : strange.map(nobody))]
    const counts = { taken: marks.length, strange: kept.length, same: mine.length - fresh.length }
    const { name, sha256 } = sheet
    await audit(
      work.tx,
      'exam.marks',
      { kind: 'round', id: at.id },
      { stage: at.stage, file: name, sha256, ...counts, refused: refused.length },
    )
    return { ...counts, refused: refused.toSorted((a, b) => a.line - b.line) }
  })
}

async function linesOf(
  work: Work,
  cases: Cases,
  standing: Standing,
  { rows }: MarkSheet,
): Promise<{ lines: Lines; empty: number }> {
  const marked = standing.at.kind === 'exam' && standing.at.passMark !== undefined
  const { lines, empty } = readMarkRows(rows, marked)
  return { lines: await takeLines(work, cases, standing, lines), empty }
}

type Fit = Lines['fit'][number]

/** Marks with the candidate whose they are, and marks of nobody. */
function partsOf(
  { candidates }: Standing,
  { fit }: Lines,
): { mine: { fit: Fit; owner: Candidate }[]; strange: Fit[] } {
  const owners = new Map(candidates.map((one) => [one.case, one]))
  const mine = fit.flatMap((one) => {
    const owner = one.caseId === null ? undefined : owners.get(one.caseId)
    return owner === undefined ? [] : [{ fit: one, owner }]
  })
  return { mine, strange: fit.filter(({ caseId }) => caseId === null) }
}

function isSame({ fit, owner }: { fit: Pick<Fit, 'outcome' | 'mark'>; owner: Candidate }): boolean {
  return fit.outcome === owner.outcome && fit.mark === owner.mark
}

/** The number of the only candidate of a name: the number was mistyped, most likely. */
function namesakeOf({ candidates }: Standing, name: string): string | null {
  const [one, ...others] = candidates.filter((candidate) => candidate.name === name)
  return one === undefined || others.length > 0 ? null : one.number
}

function nobody({ line, number, name, outcome, mark }: Fit): MarkLine {
  const result = mark ?? EXAM_OUTCOMES[outcome]
  return {
    line,
    text: [number, name, result].join('\t'),
    kind: 'nobody',
    because: `${number}不在这场考试的考生名单里。`,
  }
}
