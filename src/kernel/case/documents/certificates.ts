import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type * as z from 'zod'
import type { publicCertificate } from '#contract/case-document.ts'
import { audit, type Runtime, type Work } from '#kernel/call.ts'
import { refusingClashes } from '#kernel/overlap.ts'
import { dayAt, type Day } from '#lib/dates.ts'
import { newId } from '#lib/ids.ts'
import { Refused } from '#lib/refusal.ts'
import type { Certificate } from './define.ts'
import { doubtOf, newCode, tidyCode } from './code.ts'
import { bureauOf, type CaseOnPaper } from './facts.ts'

/** What is printed on a certificate; nothing of it changes any more. */
export type Printed = Omit<Certificate, 'by' | 'until'> & { issuer: string; day: Day }

/** A certificate that was given out. */
export type Given = {
  id: string
  caseId: string
  document: string
  code: string
  name: string
  number: string
  printed: Printed
  at: Date
  standing: 'valid' | 'replaced' | 'revoked'
}

/** The certificates of cases within view, in the order of their cases, the newest of each first. */
export async function givenOf(
  { tx, caller, now }: Work,
  ids: readonly string[],
  document: string,
): Promise<Given[]> {
  const { rows } = await sql<Given>`
    select x.id, x.case_id as "caseId", x.document, x.code, x.name, x.number, x.printed, x.issued_at as at,
      case when c.annulled or exists (select from case_effect f join title_end t on t.region_id = f.region_id and t.grant_id = f.made_id
          where f.region_id = c.region_id and f.case_id = c.id and f.kind = 'title' and f.undone_at is null
            and t.ended_on <= ${dayAt(now)}::date) then 'revoked'
        when n.id is not null then 'replaced' else 'valid' end as standing
    from case_certificate x
    join case_record c on c.region_id = x.region_id and c.id = x.case_id
    left join case_certificate n on n.region_id = x.region_id and n.replaces = x.id
    where x.region_id = ${caller.region} and x.case_id = any (${ids}::uuid[]) and x.document = ${document}
    order by c.number, x.issued_at desc`.execute(tx)
  return rows
}

/** The words of a certificate as a case's records now are. */
export function printedOf({ view }: CaseOnPaper, due: Certificate, day: Day): Printed {
  const { title, salutation, text, fields, number, by } = due
  const named = salutation === undefined ? {} : { salutation }
  return { title, ...named, text, fields, number, issuer: view.speakers[by], day }
}

/** Whether a certificate says what it would say now; its day is that of its first issue. */
export function saysTheSame(given: Printed, now: Printed): boolean {
  return hashOf({ ...now, day: given.day }).equals(hashOf(given))
}

/** What a certificate's words come to, by which it is known whether they were changed. */
export function hashOf(printed: Printed): Buffer {
  const { title, salutation = null, text, fields, number, issuer, day } = printed
  const said = [title, salutation, text, fields.map((one) => [one.title, one.value]), number, issuer, day]
  return createHash('sha256').update(JSON.stringify(said)).digest()
}

/** A certificate about to be given out. */
export type NewCertificate = {
  on: CaseOnPaper
  document: string
  printed: Printed
  until: Day | null
  replaces: string | null
}

const GIVEN = { code: 'issued', because: '证书刚刚已由他人制发，请刷新后再看。' }

/** Gives a certificate its code and keeps it for good. @throws Refused 409 when somebody gave it out meanwhile. */
export async function giveOut(
  work: Work,
  { on, document, printed, until, replaces }: NewCertificate,
): Promise<void> {
  const { tx, caller, now } = work
  const { record } = on.loaded
  const id = newId(now.getTime())
  await refusingClashes(GIVEN, () =>
    sql`insert into case_certificate (region_id, id, case_id, document, code, title, name, category, number, issuer, printed, sha256,
        issued_on, until_on, replaces, issued_at, issued_by)
      values (${caller.region}, ${id}, ${record.id}, ${document}, ${newCode()}, ${printed.title}, ${record.name}, ${record.category},
        ${printed.number}, ${printed.issuer}, ${JSON.stringify(printed)}::jsonb, ${hashOf(printed)}, ${dayAt(now)}::date, ${until}::date,
        ${replaces}, ${now}, ${caller.actor})`.execute(tx),
  )
  await audit(
    tx,
    'certificate.issue',
    { kind: 'case', id: record.id },
    { document, number: printed.number, replaces },
  )
}

type Public = z.input<NonNullable<typeof publicCertificate.reply>>

/** What anybody may see of a certificate. @throws Refused 404 where there is none of this code, with what to look at. */
export async function certificateForAll(
  runtime: Pick<Runtime, 'db' | 'now'>,
  typed: string,
): Promise<Public> {
  const { db, now } = runtime
  const code = tidyCode(typed)
  const { rows } =
    await sql<Public>`select region_name as region, title, name, category, number, issuer, issued_on as "issuedOn",
      until_on as until, standing, revoked_on as "revokedOn"
    from public_certificate(${code}, ${dayAt(now())}::date)`.execute(db.kysely)
  if (rows[0] !== undefined) return rows[0]
  const because = `没有找到这个查验码的证书。${doubtOf(code)}${await whomToAsk(runtime)}`
  throw new Refused(404, { code: 'not-found', because })
}

/** Whom to ask where the code is right and nothing is found; says nothing of anybody. */
async function whomToAsk({ db, now }: Pick<Runtime, 'db' | 'now'>): Promise<string> {
  const { rows } = await sql<{
    region: string
    centre: string | null
  }>`select region_name as region, centre from public_centres(${dayAt(now())}::date)`.execute(db.kysely)
  const [only, ...others] = rows
  const whom = only === undefined || others.length > 0 ? null : (only.centre ?? bureauOf(only.region))
  return whom === null
    ? '核对无误仍查不到的，请向证书上印的发证单位核实。'
    : `核对无误仍查不到的，请向${whom}核实。`
}
