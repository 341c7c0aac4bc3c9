/** The documents of a round or case as pages show them. */
import type * as z from 'zod'
import type { PaperRow, paperPage, papers } from '#contract/case-document.ts'
import type { Action } from '#contract/common.ts'
import { notFound } from '#lib/refusal.ts'
import { actionOf } from '#kernel/action.ts'
import type { Work } from '#kernel/call.ts'
import { dayAt } from '#lib/dates.ts'
import type { DocumentModel } from '#kernel/document/model.ts'
import { renderHtml } from '#kernel/document/render/html.ts'
import { issuedOfCase, type IssuedLetter } from '#kernel/message/circulars/of-case.ts'
import { knownSeries } from '#kernel/message/circulars/store.ts'
import type { Cases } from '../registry.ts'
import { certificateHtml } from './certificate-html.ts'
import { givenOf, printedOf, saysTheSame, type Given } from './certificates.ts'
import type { AnyDocument, CertificateOf } from './define.ts'
import { differences, modelOf, tooEarlyForCase, tooEarlyForRound } from './draft.ts'
import type { CaseOnPaper } from './facts.ts'
import { documentsOf } from './standard.ts'
import { casesFor, subjectOf, type Subject } from './subject.ts'
import { viewRound } from './view.ts'

type List = z.input<NonNullable<typeof papers.reply>>
type Page = z.input<NonNullable<typeof paperPage.reply>>
type Asked = { whose: 'round' | 'case'; id: string }
type SubjectOf<W extends Subject['whose']> = Extract<Subject, { whose: W }>
type AnyCertificate = CertificateOf<Record<string, unknown>, Record<string, unknown>, string>

/** The documents of a round or case: a round's list shows the certificates of its cases too. @throws Refused 404. */
export async function papersOf(work: Work, cases: Cases, asked: Asked): Promise<List> {
  const subject = await subjectOf(work, cases, asked)
  const issued = await issuedOf(work, subject)
  const rows: PaperRow[] = []
  for (const [id, document] of documentsFor(subject))
    rows.push(await rowOf(work, cases, subject, [id, document], issued))
  return { title: subject.title, system: subject.definition.id, year: subject.year, rows }
}

/** What a subject has documents of: a round its letters, lists and certificates, a case its letters and certificates. */
function documentsFor(subject: Subject): [string, AnyDocument][] {
  return documentsOf(subject.definition).filter(
    ([, { whose, kind }]) => whose === subject.whose || (subject.whose === 'round' && kind === 'certificate'),
  )
}

/** One of them by its id. @throws Refused 404. */
export function documentFor(subject: Subject, id: string): AnyDocument {
  const found = documentsFor(subject).find(([one]) => one === id)?.[1]
  if (found === undefined) throw notFound('这份文书')
  return found
}

/** The letters that were issued for a subject, within view. */
export function issuedOf(work: Work, { whose, id }: Pick<Subject, 'whose' | 'id'>): Promise<IssuedLetter[]> {
  return issuedOfCase(work, { roundId: whose === 'round' ? id : null, caseId: whose === 'case' ? id : null })
}

async function rowOf(
  work: Work,
  cases: Cases,
  subject: Subject,
  [id, document]: [string, AnyDocument],
  letters: readonly IssuedLetter[],
): Promise<PaperRow> {
  const issued = letters.filter((one) => one.document === id)
  const whyNot = whyNotDraft(work, subject, document)
  const certificates =
    document.kind === 'certificate' ? await certificatesOf(work, cases, subject, [id, document]) : null
  const [newest] = issued
  const reads = newest === undefined || !mayDraft(work, document) ? null : modelAt(subject, document, newest)
  const { gone, added } = reads === null || newest === undefined ? NOTHING : differences(newest.model, reads)
  return {
    id,
    title: document.title,
    kind: document.kind,
    whyNot,
    issued: issued.map(({ sha256, ...one }) => ({
      id: one.id,
      number: one.number,
      issuedOn: one.issuedOn,
      issuedBy: one.issuedBy,
      publicUntil: one.publicUntil,
      replaced: one.replaced,
      sha256: sha256.toString('hex'),
    })),
    changed: gone.length + added.length > 0,
    certificates: certificates === null ? null : countsOf(certificates),
  }
}

const NOTHING = { gone: [], added: [] }

/** Why the caller can't draft a document now; null where it can. */
export function whyNotDraft(work: Work, subject: Subject, document: AnyDocument): string | null {
  if (!mayDraft(work, document)) return '由中心起草；印发后可以查看。'
  if (subject.whose === 'case') return tooEarlyForCase(subject.definition, document, subject.one.listed)
  if (document.kind !== 'certificate') return whyNotOfRound(subject, document)
  const due = subject.facts.people.some(
    (one) => one.outcome === 'granted' && one.passed.includes(document.after),
  )
  return due ? null : '还没有人可以发证。'
}

function whyNotOfRound(
  { definition, facts, id, year }: SubjectOf<'round'>,
  document: Exclude<AnyDocument, AnyCertificate>,
): string | null {
  const early = tooEarlyForRound(definition, document, facts)
  if (early !== null || document.kind !== 'roster') return early
  return document.whyNot?.(viewRound(facts, { system: definition.id, round: id, year })) ?? null
}

/** Letters rest on all cases of a round, and count once they are issued: who sees only some would draft a wrong one. */
function mayDraft({ caller }: Work, { kind }: AnyDocument): boolean {
  return kind !== 'circular' || ['officer', 'leader', 'system'].includes(caller.role)
}

/** A letter or list as the records now are; with the number and day of one that was issued, or of today. */
export function modelAt(
  subject: Subject,
  document: AnyDocument,
  bearing: { number?: string; issuedOn?: string } = {},
): DocumentModel | null {
  if (document.kind === 'certificate') return null
  const { number } = bearing
  const borne = number === undefined ? {} : { number }
  if (document.whose === 'case') {
    if (subject.whose !== 'case') return null
    const view = { ...subject.one.view, day: bearing.issuedOn ?? subject.one.view.day }
    return modelOf(document.write(view), { ...borne, day: view.day, speakers: view.speakers })
  }
  if (subject.whose !== 'round') return null
  const facts = { ...subject.facts, day: bearing.issuedOn ?? subject.facts.day }
  const at = { system: subject.definition.id, round: subject.id, year: subject.year }
  return modelOf(document.write(viewRound(facts, at)), { ...borne, day: facts.day, speakers: facts.speakers })
}

/** A case with the certificate that is due to it, and those that it was given. */
export type Due = {
  on: CaseOnPaper
  given: readonly Given[]
  due: ReturnType<AnyCertificate['write']> | null
}

/** The certificates of a subject, case by case. */
export async function certificatesOf(
  work: Work,
  cases: Cases,
  subject: Subject,
  [id, document]: [string, AnyCertificate],
): Promise<Due[]> {
  const all = await casesFor(work, cases, subject, dayAt(work.now))
  const given = Map.groupBy(
    await givenOf(
      work,
      all.map(({ listed }) => listed.id),
      id,
    ),
    ({ caseId }) => caseId,
  )
  return all.map((on) => ({
    on,
    given: given.get(on.listed.id) ?? [],
    due: tooEarlyForCase(subject.definition, document, on.listed) === null ? document.write(on.view) : null,
  }))
}

/** Whether the newest certificate of a case says what is due. */
export function isGiven({ on, given, due }: Due): boolean {
  const [newest] = given
  return (
    due !== null &&
    newest !== undefined &&
    saysTheSame(newest.printed, printedOf(on, due, newest.printed.day))
  )
}

function countsOf(all: readonly Due[]): NonNullable<PaperRow['certificates']> {
  const due = all.filter((one) => one.due !== null)
  return {
    due: due.length,
    given: due.filter(isGiven).length,
    replaced: all.flatMap(({ given }) => given).filter(({ standing }) => standing !== 'valid').length,
  }
}

/** One document as it would be drafted now. @throws Refused 404. */
export async function paperPageOf(
  work: Work,
  cases: Cases,
  asked: Asked & { document: string },
): Promise<Page> {
  const subject = await subjectOf(work, cases, asked)
  const document = documentFor(subject, asked.document)
  const issued = (await issuedOf(work, subject)).filter((one) => one.document === asked.document)
  const row = await rowOf(work, cases, subject, [asked.document, document], issued)
  const all =
    document.kind === 'certificate'
      ? await certificatesOf(work, cases, subject, [asked.document, document])
      : []
  const [newest] = issued
  const now = newest === undefined || !mayDraft(work, document) ? null : modelAt(subject, document, newest)
  return {
    row,
    subject: { title: subject.title, system: subject.definition.id, year: subject.year },
    html: htmlOf(work, subject, document, { row, all, newest }),
    differences: now === null || newest === undefined ? NOTHING : differences(newest.model, now),
    certificates: all.flatMap(({ given }) =>
      given.map(({ id, caseId, name, number, code, at, standing }) => ({
        id,
        case: caseId,
        name,
        number,
        code,
        at: at.toISOString(),
        standing,
      })),
    ),
    series: (await knownSeries(work, 'round'))
      .filter(({ kind }) => kind === 'circular')
      .map(({ series }) => series),
    actions: [issueAction(work, document, row)],
  }
}

type Shown = { row: PaperRow; all: readonly Due[]; newest: IssuedLetter | undefined }

/** As it was issued while that is what the records say, and for who does not draft it; else as it would be drafted. */
function htmlOf(
  work: Work,
  subject: Subject,
  document: AnyDocument,
  { row, all, newest }: Shown,
): string | null {
  if (document.kind === 'certificate') return certificateShown(all)
  if (newest !== undefined && (!row.changed || !mayDraft(work, document))) return renderHtml(newest.model)
  if (!mayDraft(work, document)) return null
  const model = row.whyNot === null ? modelAt(subject, document) : null
  return model === null ? null : renderHtml(model)
}

function certificateShown(all: readonly Due[]): string | null {
  const one = all.find(({ given, due }) => given.length > 0 || due !== null)
  if (one === undefined) return null
  const [newest] = one.given
  if (newest !== undefined) return certificateHtml(newest.printed)
  return one.due === null ? null : certificateHtml(printedOf(one.on, one.due, one.on.view.day))
}

function issueAction({ caller }: Work, document: AnyDocument, row: PaperRow): Action {
  if (document.kind === 'roster') return actionOf('issue', '这份文书不编文号，下载后使用。')
  if (caller.role !== 'officer') return actionOf('issue', '由中心管理员印发。')
  if (row.whyNot !== null) return actionOf('issue', row.whyNot)
  if (row.certificates !== null && row.certificates.given === row.certificates.due)
    return actionOf('issue', '证书都已制发，记录没有变化。')
  const [newest] = row.issued
  return actionOf(
    'issue',
    newest !== undefined && !row.changed ? `已印发 ${newest.number}，此后记录没有变化。` : null,
  )
}
