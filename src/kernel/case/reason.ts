import { sql } from 'kysely'
import { REACHED } from './words.ts'

/**
 * Why an event `e` refused, without the mark that was reached: who got 52 and who got 55 of 60 fell out for the same
 * reason.
 */
export const REASON = sql<string>`regexp_replace(coalesce(e.because, ''), ${REACHED}, '')`
