import { errorCode } from '#db/refusal.ts'
import { Refused, type Refusal } from '#lib/refusal.ts'

const EXCLUSION_VIOLATION = '23P01'
const UNIQUE_VIOLATION = '23505'

/**
 * Puts the database's own refusal of overlapping days, or of a key that is taken, into words: two people may change
 * the same record at once, and only the database sees both.
 * @throws Refused 409 in place of that error; every other error as it is.
 */
export async function refusingClashes<T>(refusal: Refusal, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const code = errorCode(error)
    if (code === EXCLUSION_VIOLATION || code === UNIQUE_VIOLATION) throw new Refused(409, refusal)
    throw error
  }
}
