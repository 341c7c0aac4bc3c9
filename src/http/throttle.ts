import { Later } from './problem.ts'

/** Slows down who keeps guessing. Keys are told apart by what is guessed and from where. */
export type Throttle = {
  /** @throws Later 429 while the key has to wait. */
  check(key: string): void
  failed(key: string): void
  /** Takes one failure back, that turned out to be none. */
  forgive(key: string): void
  succeeded(key: string): void
}

/** How much is free, how the waiting grows, and for how long a failure counts. */
export type Patience = { free: number; firstWait: number; longestWait: number; forgetAfter: number }

/**
 * Five slips are free; then 1, 2, 4 … seconds, a quarter of an hour at most; an hour without failures forgets all.
 * Keys are login and address together: whoever guesses from elsewhere makes nobody wait at the own desk.
 */
export const GUESSES: Patience = { free: 5, firstWait: 1, longestWait: 900, forgetAfter: 3600 }

/** One account guessed at from many addresses. */
export const AT_ONE_ACCOUNT: Patience = { free: 50, firstWait: 1, longestWait: 60, forgetAfter: 3600 }

/** One address trying many logins: a school's teachers behind one address mistype less than that. */
export const FROM_ONE_ADDRESS: Patience = { free: 200, firstWait: 1, longestWait: 60, forgetAfter: 600 }

const MOST_KEYS = 100_000

type Failures = { count: number; last: number }

/** What people did too often. */
const WRONG = '连续输错次数太多'

/**
 * @param now the clock, in milliseconds.
 * @param words what was done too often, where it is not a wrong guess.
 */
export function throttle(patience: Patience, now: () => number, words = WRONG): Throttle {
  const failures = new Map<string, Failures>()
  const known = (key: string): Failures | undefined => {
    const found = failures.get(key)
    if (found === undefined || now() - found.last <= patience.forgetAfter * 1000) return found
    failures.delete(key)
    return undefined
  }
  return {
    check: (key) => {
      const found = known(key)
      if (found === undefined) return
      const left = Math.ceil(found.last / 1000 + waitAfter(patience, found.count) - now() / 1000)
      if (left > 0) throw new Later(429, left, 'slow-down', `${words}，请 ${inWords(left)}后再试。`)
    },
    failed: (key) => {
      const count = (known(key)?.count ?? 0) + 1
      failures.delete(key) // set again at the end: the map's order is the order of the last failures
      failures.set(key, { count, last: now() })
      if (failures.size > MOST_KEYS) failures.delete(failures.keys().next().value ?? key)
    },
    forgive: (key) => {
      const found = known(key)
      if (found !== undefined && found.count > 1) found.count -= 1
      else failures.delete(key)
    },
    succeeded: (key) => void failures.delete(key),
  }
}

/** Seconds to wait after so many failures in a row. */
export function waitAfter({ free, firstWait, longestWait }: Patience, count: number): number {
  return count < free ? 0 : Math.min(firstWait * 2 ** (count - free), longestWait)
}

function inWords(seconds: number): string {
  return seconds < 60 ? `${seconds} 秒` : `${Math.ceil(seconds / 60)} 分钟`
}
