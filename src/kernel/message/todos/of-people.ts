import { sql } from 'kysely'
import { ACCOUNT_ROLES } from '#contract/vocabulary.ts'
import type { Todo } from '#contract/message.ts'
import {
  dropReadingSessions,
  openReadingSessions,
  type ReadingSession,
} from '#kernel/account/reading-sessions.ts'
import { inWork, type Runtime } from '#kernel/call.ts'
import { waitingBesideNotices, type Desk } from './list.ts'

/** A to-do, with the role in which it waits where somebody has several. */
export type OwnTodo = Todo & { as: string | null }

/** What waits for one person in all roles: what is listed, and how many there are beyond that. */
export type OwnTodos = { items: readonly OwnTodo[]; unlisted: number }

/**
 * What waits for people who are not signed in, asked of each mechanism in their own name, as their page of to-dos does: one
 * read-only transaction a role. Whose cannot be read is reported and left out of the answer.
 * @param recipients persons, or accounts of who is not on file.
 */
export async function todosOfPeople(
  runtime: Runtime,
  region: number,
  recipients: readonly string[],
  desk: Desk,
  onError: (error: unknown) => void,
): Promise<ReadonlyMap<string, OwnTodos>> {
  const sessions = await openReadingSessions(runtime.db, region, recipients)
  const found = new Map<string, OwnTodos>()
  try {
    for (const [recipient, own] of Map.groupBy(sessions, (session) => session.recipient))
      await todosOfOne(runtime, own, desk).then((todos) => found.set(recipient, todos), onError)
  } finally {
    await dropReadingSessions(runtime.db, sessions)
  }
  return found
}

async function todosOfOne(
  runtime: Runtime,
  sessions: readonly ReadingSession[],
  desk: Desk,
): Promise<OwnTodos> {
  const items = new Map<string, OwnTodo>()
  let unlisted = 0
  for (const { hash, role } of sessions) {
    const found = await inWork(
      runtime,
      hash,
      async (work) => {
        await sql`set transaction read only`.execute(work.tx)
        return waitingBesideNotices(work, desk)
      },
      'long',
    )
    const as = sessions.length > 1 ? ACCOUNT_ROLES[role] : null
    for (const { source, items: own, total } of found) {
      unlisted += total - own.length
      for (const item of own) items.set([source, item.link, item.title].join('|'), { ...item, source, as })
    }
  }
  return { items: [...items.values()], unlisted }
}
