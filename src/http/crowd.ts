import { Later } from './problem.ts'

/** Counts the requests under way, per caller and in all. */
export type Crowd = { enter(session: string | null, address: string): () => void }

/** How many requests at a time for a session, for an address without one, and in all. */
export type Limits = { session: number; address: number; all: number }

/**
 * Keeps one caller from taking the server from the others: so many requests at a time for each, so many in all.
 * Not by the second, since a hall of 500 phones behind one address is as honest as it is sudden.
 */
export function crowd({ session, address, all }: Limits): Crowd {
  const under = new Map<string, number>()
  let running = 0
  const leave = (caller: string): void => {
    running -= 1
    const left = (under.get(caller) ?? 1) - 1
    if (left === 0) under.delete(caller)
    else under.set(caller, left)
  }
  const enter = (token: string | null, from: string): (() => void) => {
    const caller = token ?? from
    const own = under.get(caller) ?? 0
    if (running >= all) throw new Later(503, 2, 'busy', '现在访问的人太多，请过几秒再试。')
    if (own >= (token === null ? address : session)) {
      throw new Later(429, 1, 'too-many', '同时提交的请求太多，请等前面的完成后再试。')
    }
    under.set(caller, own + 1)
    running += 1
    return () => leave(caller)
  }
  return { enter }
}
