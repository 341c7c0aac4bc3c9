import { sql } from 'kysely'
import type { NewPaper } from '#contract/case-document.ts'
import type { Runtime, Work } from '#kernel/call.ts'
import { once } from '#kernel/once.ts'
import { issueOfCase, tellOfCircular } from '#kernel/message/circulars/of-case.ts'
import type { Addressees } from '#kernel/message/notices/write.ts'
import { dayAt } from '#lib/dates.ts'
import { Refused } from '#lib/refusal.ts'
import type { Cases } from '../registry.ts'
import { giveOut, printedOf } from './certificates.ts'
import type { AnyDocument } from './define.ts'
import { differences } from './draft.ts'
import { certificatesOf, documentFor, isGiven, issuedOf, modelAt, whyNotDraft } from './read.ts'
import { subjectOf, type Subject } from './subject.ts'

type Asked = { whose: 'round' | 'case'; id: string; document: string }
type Reply = { circular: string | null; number: string | null; certificates: number; told: number }

/**
 * Issues a letter, which gets its number, or gives out the certificates that are due. One that was issued stays; another
 * can only follow it where the records have changed.
 * @throws Refused 404, 409, 422.
 */
export function issuePaperOf(
  work: Work & { runtime: Runtime },
  cases: Cases,
  asked: Asked,
  { key, ...said }: NewPaper,
): Promise<Reply> {
  return once(work, { key, action: 'issue-paper', content: { ...asked, ...said } }, async () => {
    // two officers at once: the second sees what the first has issued
    await sql`select pg_advisory_xact_lock(hashtextextended(${`paper ${asked.id} ${asked.document}`}, ${work.caller.region}))`.execute(
      work.tx,
    )
    const subject = await subjectOf(work, cases, asked)
    const document = documentFor(subject, asked.document)
    const whyNot = whyNotDraft(work, subject, document)
    if (whyNot !== null) throw new Refused(409, { code: 'too-early', because: whyNot })
    if (document.kind === 'certificate') return giveOutAll(work, cases, subject, [asked.document, document])
    if (document.kind === 'roster')
      throw new Refused(409, { code: 'roster', because: '这份文书不编文号，下载后使用。' })
    return issueLetter(work, subject, [asked.document, document], said)
  })
}

async function issueLetter(
  work: Work & { runtime: Runtime },
  subject: Subject,
  [id, document]: [string, Extract<AnyDocument, { kind: 'circular' }>],
  { series, publicUntil, send }: Omit<NewPaper, 'key'>,
): Promise<Reply> {
  if (series === '')
    throw new Refused(422, { code: 'series', because: '请写机关代字，如“示教通”。', field: 'series' })
  const [newest] = (await issuedOf(work, subject)).filter((one) => one.document === id)
  if (newest !== undefined)
    refuseSame(newest.number, differences(newest.model, modelAt(subject, document, newest)!))
  const made = await issueOfCase(work, work.runtime, {
    roundId: subject.whose === 'round' ? subject.id : null,
    caseId: subject.whose === 'case' ? subject.id : null,
    document: id,
    series,
    publicUntil,
    material: document.material ?? null,
    year: subject.year,
    replaces: newest?.id ?? null,
    write: (number) => modelAt(subject, document, { number })!,
  })
  const told = send ? await tell(work, subject, document, made) : 0
  return { circular: made.id, number: made.number, certificates: 0, told }
}

function refuseSame(number: string, { gone, added }: { gone: string[]; added: string[] }): void {
  if (gone.length + added.length > 0) return
  throw new Refused(409, { code: 'issued', because: `已印发 ${number}，此后记录没有变化，不用再印发。` })
}

async function giveOutAll(
  work: Work,
  cases: Cases,
  subject: Subject,
  [id, document]: [string, Extract<AnyDocument, { kind: 'certificate' }>],
): Promise<Reply> {
  const all = (await certificatesOf(work, cases, subject, [id, document])).filter((one) => one.due !== null)
  const open = all.filter((one) => !isGiven(one))
  if (open.length === 0)
    throw new Refused(409, { code: 'issued', because: '证书都已制发，此后记录没有变化。' })
  for (const { on, due, given } of open) {
    const day = on.view.decided[document.after]?.day ?? dayAt(work.now)
    await giveOut(work, {
      on,
      document: id,
      printed: printedOf(on, due!, day),
      until: due!.until ?? null,
      replaces: given[0]?.id ?? null,
    })
  }
  return { circular: null, number: null, certificates: open.length, told: 0 }
}

async function tell(
  work: Work,
  subject: Subject,
  document: Extract<AnyDocument, { kind: 'circular' }>,
  made: { id: string; number: string; title: string },
): Promise<number> {
  if (document.whose === 'round' && document.tells === 'schools') {
    const to: Addressees = { roles: ['school', 'cluster', 'leader'], units: null, people: [], accounts: [] }
    return tellOfCircular(work, made, '全部学校、学区和局领导', to)
  }
  const condition = subject.whose === 'round' ? sql`round_id = ${subject.id}` : sql`id = ${subject.id}`
  const { rows } = await sql<{ person: string | null; account: string; unit: string | null }>`
    select person_id as person, applicant_id as account, unit_id as unit from case_record
    where region_id = ${work.caller.region} and submitted_on is not null and ${condition}`.execute(work.tx)
  const to: Addressees = {
    roles: ['school'],
    units: [...new Set(rows.flatMap(({ unit }) => unit ?? []))],
    people: rows.flatMap(({ person }) => person ?? []),
    accounts: [...new Set(rows.flatMap(({ person, account }) => (person === null ? [account] : [])))],
  }
  return tellOfCircular(work, made, '申请人和所在学校', to)
}
