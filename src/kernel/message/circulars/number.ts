import { sql } from 'kysely'

/** How a number of a circular is said, of the alias `c`. */
export const NUMBER = sql<string>`case c.kind when 'circular' then c.series || '〔' || c.year || '〕' || c.number || '号'
  else c.series || ' ' || c.year || ' 年第 ' || c.number || ' 期' end`
