import { sql } from 'kysely'
import type { Work } from '../call.ts'
import { unitNameOn, unitOfPersonOn } from '../programme/sql.ts'
import { textOf, type Found } from './find.ts'
import { bandsOf } from './text/alike.ts'
import { vectorOf } from './text/found-by.ts'

/** Puts the newest version of a work into the library, or in the place of an older one. */
export async function shelve(work: Work, found: Found): Promise<void> {
  const { tx, caller } = work
  const { text, version } = await textOf(work, found.id, undefined)
  const authors = found.authors.map(({ name }) => name).join('、')
  const words = vectorOf([
    { weight: 'A', text: found.title },
    { weight: 'B', text: [found.kind, found.stage, found.subject, found.chapter, authors].join(' ') },
    { weight: 'D', text: text ?? '' },
  ])
  const unit = unitOfPersonOn(caller.region, 'w.author_id', sql`w.dated_on`)
  await sql`insert into library_entry as e (region_id, work_id, version, title, kind, stage, subject, chapter, authors,
      unit_id, unit_name, words, bands)
    select x.region_id, x.id, ${version}, x.title, x.kind, x.stage, x.subject, x.chapter, ${authors}, x.unit_id,
      coalesce(${unitNameOn(caller.region, 'x.unit_id', sql`x.dated_on`)}, ''), ${words}::tsvector, ${bandsOf(text ?? '')}::integer[]
    from (select w.*, ${unit} as unit_id from work w where w.region_id = ${caller.region} and w.id = ${found.id}) x
    on conflict (region_id, work_id) do update set version = excluded.version, title = excluded.title, kind = excluded.kind,
      stage = excluded.stage, subject = excluded.subject, chapter = excluded.chapter, authors = excluded.authors,
      unit_id = excluded.unit_id, unit_name = excluded.unit_name, words = excluded.words, bands = excluded.bands`.execute(
    tx,
  )
}
