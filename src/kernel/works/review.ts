import { sql } from 'kysely'
import { newId } from '#lib/ids.ts'
import { tidyProse } from '#lib/text.ts'
import { Refused } from '#lib/refusal.ts'
import { audit, type Work } from '../call.ts'
import { levelOf, refuseReview, whyNotWithdraw, type EventKind } from './decide.ts'
import { workToChange } from './find.ts'
import { shelve } from './shelve.ts'

/** What is said of a version of a work. */
export type Review = { kind: 'comment' | 'recommend' | 'return'; version: number; words: string }

/**
 * Takes down a comment, a recommendation or a return; the centre's recommendation puts the work into the library.
 * @throws Refused 404; 403, 409, 422 as `refuseReview` says.
 */
export async function review(work: Work, id: string, asked: Review): Promise<void> {
  const found = await workToChange(work, id)
  const words = tidyProse(asked.words)
  const refused = refuseReview(work.caller.role, found.facts, { ...asked, words })
  if (refused !== null) throw new Refused(refused.status, refused.refusal)
  await note(work, id, { ...asked, words })
  if (asked.kind === 'recommend' && levelOf(work.caller.role) === 'region') await shelve(work, found)
  await audit(
    work.tx,
    `${asked.kind}-work`,
    { kind: 'work', id },
    { title: found.title, version: asked.version },
  )
}

async function note(
  { tx, caller, now }: Work,
  id: string,
  said: { kind: EventKind; version: number; words: string },
): Promise<void> {
  await sql`insert into work_event (id, work_id, version, kind, level, words)
    values (${newId(now.getTime())}, ${id}, ${said.version}, ${said.kind}, ${levelOf(caller.role)}, ${said.words || null})`.execute(
    tx,
  )
}

/** Takes a work out of the library, with the reason. @throws Refused 404, 403 */
export async function withdraw(work: Work, id: string, because: string): Promise<void> {
  const { tx, caller } = work
  const found = await workToChange(work, id)
  const whyNot = whyNotWithdraw(caller.role, found.facts)
  if (whyNot !== null) throw new Refused(403, { code: 'not-now', because: whyNot })
  const { rows } = await sql<{ version: number }>`delete from library_entry
    where region_id = ${caller.region} and work_id = ${id} returning version`.execute(tx)
  await note(work, id, {
    kind: 'withdraw',
    version: rows[0]?.version ?? found.versions,
    words: tidyProse(because),
  })
  await audit(tx, 'withdraw-work', { kind: 'work', id }, { title: found.title, because })
}
