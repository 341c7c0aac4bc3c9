import { sql } from 'kysely'
import { Refused } from '#lib/refusal.ts'
import { audit, inWork, type Runtime, type Work } from '../../call.ts'
import { keepFile } from '../../files.ts'
import { authorsOf } from '../list.ts'
import { paragraphsOf, partsOf, type Book } from './book.ts'
import { volumeToChange } from './service.ts'
import { editionsOf, pickedOf, type Picked, type Volume } from './store.ts'
import { typesetApart } from './typeset/run.ts'
import type { Typeset } from './typeset/worker.ts'
import { DOCX, PDF } from '#lib/media-types.ts'

/**
 * Typesets a volume as it stands and keeps the files as its next edition. The book is read in one transaction and its
 * files are written in another: no transaction waits while it is typeset.
 * @throws Refused 403, 404; 422 for a volume without works.
 */
export async function typesetVolume(
  runtime: Runtime,
  session: Buffer,
  id: string,
): Promise<{ edition: number; pages: number }> {
  const book = await inWork(runtime, session, async (work) => bookOf(work, await volumeToChange(work, id)))
  const typeset = await typesetApart(book)
  return inWork(runtime, session, async (work) => {
    // editions are numbered one after another, also when two are made at once
    await sql`select pg_advisory_xact_lock(hashtextextended(${`volume ${id}`}, ${work.caller.region}))`.execute(
      work.tx,
    )
    const edition = ((await editionsOf(work, id))[0]?.edition ?? 0) + 1
    await keepEdition(work, runtime, { id, edition, title: book.title }, typeset)
    return { edition, pages: typeset.pages }
  })
}

/** A volume as it is to be typeset. */
async function bookOf(work: Work, volume: Volume): Promise<Book> {
  const picked = await pickedOf(work, volume.id)
  if (picked.length === 0)
    throw new Refused(422, { code: 'no-works', because: '还没有选作品，先在选目里加上。' })
  const authors = await authorsOf(
    work,
    picked.map(({ id }) => id),
  )
  const chapters = picked.map((one) => {
    const own = authors.get(one.id) ?? []
    const units = [...new Set(own.map(({ unit }) => unit ?? ''))].filter(Boolean)
    return {
      title: one.title,
      authors: own.map(({ name }) => name).join('　'),
      unit: units.join('、'),
      paragraphs: wordsOf(one),
      part: one.part,
    }
  })
  const { title, subtitle, editors, preface, unitName, year } = volume
  return {
    title,
    subtitle,
    editors,
    unit: unitName,
    year,
    preface: paragraphsOf(preface),
    parts: partsOf(chapters),
  }
}

/** Films and pictures have no words to print: the book says where they are. */
function wordsOf({ text, kind, code }: Picked): string[] {
  return text === null ? [`（本件为${kind}，见资源库 ${code}。）`] : paragraphsOf(text)
}

const TYPES = {
  docx: DOCX,
  pdf: PDF,
} as const

async function keepEdition(
  work: Work,
  runtime: Runtime,
  { id, edition, title }: { id: string; edition: number; title: string },
  typeset: Typeset,
): Promise<void> {
  const keep = (format: keyof typeof TYPES) =>
    keepFile(work, runtime, {
      name: `${title}.${format}`,
      type: TYPES[format],
      purpose: 'volume',
      subject: id,
      content: Buffer.from(typeset[format]),
    })
  const [docx, pdf] = [await keep('docx'), await keep('pdf')]
  await sql`insert into volume_edition (region_id, volume_id, edition, docx_id, pdf_id, pages)
    values (${work.caller.region}, ${id}, ${edition}, ${docx.id}, ${pdf.id}, ${typeset.pages})`.execute(
    work.tx,
  )
  await audit(work.tx, 'typeset-volume', { kind: 'volume', id }, { title, edition, pages: typeset.pages })
}
