import { sql } from 'kysely'
import type { IssuedPaper } from '#contract/case-document.ts'
import { audit, type Work } from '#kernel/call.ts'
import { wordsOn, type DocumentModel } from '#kernel/document/model.ts'
import { type FilePlace } from '#kernel/files.ts'
import { regionOf } from '#kernel/network/region.ts'
import { dayAt, yearOf, type Day } from '#lib/dates.ts'
import { newId } from '#lib/ids.ts'
import { refusePrivate } from '#lib/private-data.ts'
import { Refused } from '#lib/refusal.ts'
import { insertNotice, type Addressees } from '../notices/write.ts'
import { NUMBER } from './number.ts'
import { nextNumber, numberWords } from './store.ts'
import { keepLetter } from './letter-file.ts'

/** Whose letter it is, and which of the documents that the system names. */
export type PaperOf = { roundId: string | null; caseId: string | null; document: string }

/** A letter of a round or case about to be issued. */
export type NewPaperCircular = PaperOf & {
  series: string
  publicUntil: Day | null
  material: string | null
  year: number
  /** The one that it takes the place of. */
  replaces: string | null
  /** The words, with the number that it is given. */
  write: (number: string) => DocumentModel
}

/**
 * Gives a letter its number and keeps it for good, as a circular among the others.
 * @throws Refused 422 where it holds personal data.
 */
export async function issueOfCase(
  work: Work,
  place: FilePlace,
  asked: NewPaperCircular,
): Promise<{ id: string; number: string; title: string }> {
  const { tx, caller, now } = work
  const issuedOn = dayAt(now)
  refusePast(asked.publicUntil, issuedOn)
  const given = await nextNumber(work, asked.series, yearOf(issuedOn))
  const number = numberWords('circular', given)
  const model = asked.write(number)
  refusePrivate(wordsOn(model), notIssued)
  const id = newId(now.getTime())
  const file = await keepLetter(work, place, id, model)
  const { rows } = await sql<{
    sha256: string
  }>`insert into circular (region_id, id, kind, about, series, year, number, of_year, unit_id, title, model, file_id, public_until,
      issued_on, issued_at, issued_by, round_id, case_id, document, material, replaces)
    select ${caller.region}, ${id}, 'circular', null, ${given.series}, ${given.year}, ${given.number}, ${asked.year}, u.id,
      ${model.title}, ${JSON.stringify(model)}::jsonb, ${file.id}, ${asked.publicUntil}::date, ${issuedOn}::date, ${now}, ${caller.actor},
      ${asked.roundId}, ${asked.caseId}, ${asked.document}, ${asked.material}, ${asked.replaces}
    from unit u where u.region_id = ${caller.region} and u.code = ${(await regionOf(work)).code}
    returning encode(digest, 'hex') as sha256`.execute(tx)
  const { roundId, caseId, document, publicUntil } = asked
  await audit(
    tx,
    'circular.issue',
    { kind: 'circular', id },
    {
      number,
      title: model.title,
      publicUntil,
      document,
      roundId,
      caseId,
      replaces: asked.replaces,
      sha256: rows[0]?.sha256,
      file: file.sha256.toString('hex'),
    },
  )
  return { id, number, title: model.title }
}

function refusePast(publicUntil: Day | null, today: Day): void {
  if (publicUntil === null || publicUntil >= today) return
  throw new Refused(422, { code: 'past', because: '公开截止日已经过去。', field: 'publicUntil' })
}

/** No letter of a round or case needs any. */
function notIssued(kinds: string): string {
  return `文中有${kinds}，没有印发。请先改掉批次名称、退回理由或材料中含有它的文字。`
}

/** A letter that was issued, with its words. */
export type IssuedLetter = Omit<IssuedPaper, 'sha256' | 'replaced'> & {
  document: string
  material: string | null
  title: string
  model: DocumentModel
  fileId: string
  sha256: Buffer
  bytes: number
  replaced: boolean
}

/** The letters of a round or a case within view, the newest first. */
export async function issuedOfCase(
  { tx, caller }: Work,
  { roundId, caseId }: Pick<PaperOf, 'roundId' | 'caseId'>,
): Promise<IssuedLetter[]> {
  const { rows } = await sql<IssuedLetter>`
    select c.id, c.document, c.material, c.title, ${NUMBER} as number, c.issued_on as "issuedOn", c.issued_by as "issuedBy",
      c.public_until as "publicUntil", c.model, f.id as "fileId", f.sha256, f.bytes::integer as bytes,
      exists (select from circular n where n.region_id = c.region_id and n.replaces = c.id) as replaced
    from circular c join stored_file f on f.region_id = c.region_id and f.id = c.file_id
    where c.region_id = ${caller.region} and (c.round_id = ${roundId} or c.case_id = ${caseId})
    order by replaced, c.issued_at desc, c.number desc`.execute(tx)
  return rows
}

/** Tells people of a letter that was issued. @returns how many. */
export async function tellOfCircular(
  work: Work,
  { id, number, title }: { id: string; number: string; title: string },
  audience: string,
  to: Addressees,
): Promise<number> {
  const { people } = await insertNotice(
    work,
    {
      kind: 'circular',
      title: `${title}（${number}）`,
      body: `${number}《${title}》已印发，请打开查看。`,
      unitId: null,
      audience,
      dueOn: null,
      pinnedUntil: null,
      link: `/circulars/${id}`,
      circularId: id,
    },
    to,
  )
  return people
}
