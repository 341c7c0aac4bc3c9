import { audit, type Work } from '#kernel/call.ts'
import { insertNeed, runningOffers, type NewNeed } from './store.ts'
import { tellOf } from './tell.ts'
import { onFile } from './who.ts'

/**
 * Notes that somebody needs a course; who does while one runs is told of it at once.
 * @returns the need's id, or null where the same one stands already.
 */
export async function noteNeed(work: Work, need: NewNeed): Promise<string | null> {
  const who = await onFile(work, need)
  const id = await insertNeed(work, { ...need, ...who })
  if (id === null) return null
  const { course, source, because, caseId } = need
  await audit(work.tx, 'need.note', { kind: 'need', id }, { course, source, because, caseId })
  const { role } = work.caller
  // a school or a teacher may not tell in the centre's name: the program does, within minutes
  if (role !== 'officer' && role !== 'system') return id
  for (const offer of await runningOffers(work, course)) await tellOf(work, offer, id)
  return id
}
