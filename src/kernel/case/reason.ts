import { sql } from 'kysely'

/**
 * Why an event `e` refused, without the mark that was reached: who got 52 and who got 55 of 60 fell out for the same
 * reason. The words are those of the exam's own refusal.
 */
export const REASON = sql<string>`regexp_replace(coalesce(e.because, ''), '得 [0-9.]+ 分，未达到', '未达到')`
