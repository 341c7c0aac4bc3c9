import { Refused } from '#lib/refusal.ts'
import { AT_ONE_ACCOUNT, FROM_ONE_ADDRESS, GUESSES, throttle } from './throttle.ts'

/**
 * Lets somebody guess the secret of an account from an address, ever more slowly while the guesses are wrong. An
 * attempt that gives null is half right (the code is still to come): it clears nothing, or codes could be guessed
 * for ever between one half and the next.
 */
export type Guesses = { guess<T>(account: string, address: string, attempt: () => Promise<T>): Promise<T> }

const MOST_TRUSTED = 100_000

/**
 * Three brakes: one account from one address; one account from all addresses where it never signed in, so that who
 * attacks it makes nobody wait at the own desk; one address over all accounts.
 * @param now the clock, in milliseconds.
 */
export function guesses(now: () => number): Guesses {
  const here = throttle(GUESSES, now)
  const elsewhere = throttle(AT_ONE_ACCOUNT, now)
  const address = throttle(FROM_ONE_ADDRESS, now)
  const trusted = new Set<string>()
  const trust = (key: string): void => {
    trusted.add(key)
    if (trusted.size > MOST_TRUSTED) trusted.delete(trusted.values().next().value ?? key)
  }
  const guess = async <T>(account: string, from: string, attempt: () => Promise<T>): Promise<T> => {
    const key = `${account} ${from}`
    here.check(key)
    address.check(from)
    if (!trusted.has(key)) elsewhere.check(account)
    here.failed(key) // counted before it is known to be wrong: many at once are not many first ones
    try {
      const result = await attempt()
      if (result === null) here.forgive(key)
      else {
        here.succeeded(key)
        trust(key)
      }
      return result
    } catch (error) {
      if (wasWrong(error)) {
        elsewhere.failed(account)
        address.failed(from)
      } else here.forgive(key)
      throw error
    }
  }
  return { guess }
}

/** Refusals that tell a guesser something; others (no region named, database away) are nobody's guess. */
function wasWrong(error: unknown): boolean {
  return error instanceof Refused && (error.status === 401 || WRONG.has(error.refusal.code))
}

const WRONG: ReadonlySet<string> = new Set(['wrong-password', 'code-failed'])
