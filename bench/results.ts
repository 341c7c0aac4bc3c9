import * as z from 'zod'
import type { Result } from './program.ts'

const outcome = z.object({ perSecond: z.number(), p50: z.number(), p99: z.number(), failures: z.number() })
const checkIn = z.object({
  connections: z.number(),
  checkIn: outcome,
  firstScreen: outcome,
  direct: z.object({ by: z.string(), perSecond: z.number() }),
  share: z.number(),
})

/** What bench/check-in.ts prints, as lines of the results. */
export function checkInResults(lines: unknown[]): Result[] {
  return lines.map((line) => {
    const { connections, checkIn: over, direct, share } = checkIn.parse(line)
    return {
      work: `check-in over HTTP, ${connections} connections`,
      measured: `${over.perSecond}/s, p99 ${over.p99} ms, ${over.failures} failed; the same statement by ${direct.by} ${direct.perSecond}/s, share ${share}`,
      goal: connections === 8 ? 'p99 ≤ 15 ms' : 'share ≥ 0.5, p99 ≤ 40 ms',
      comparison: '103/s, p99 396 ms',
    }
  })
}

const page = z.object({ page: z.string() }).and(z.union([outcome, z.object({ ms: z.number() })]))

/** What bench/pages.ts prints, as lines of the results. */
export function pageResults(lines: unknown[]): Result[] {
  return lines.map((line) => {
    const one = page.parse(line)
    const home = one.page === 'home of an officer'
    const goals: Record<string, string> = {
      'home of an officer': '≥ 500/s at 16 connections',
      '1,000 open cases, first 100': 'p99 ≤ 100 ms',
    }
    return {
      work: `page: ${one.page}`,
      measured: 'ms' in one ? `${one.ms} ms` : `${one.perSecond}/s, p50 ${one.p50} ms, p99 ${one.p99} ms`,
      goal: goals[one.page] ?? '–',
      comparison: home ? '16/s' : '–',
    }
  })
}

const book = z.object({ what: z.string(), milliseconds: z.number(), residentMegabytes: z.number() })

/** What bench/workbook.ts prints, as lines of the results. */
export function workbookResults(lines: unknown[]): Result[] {
  return lines.map((line) => {
    const { what, milliseconds, residentMegabytes } = book.parse(line)
    const written = what.endsWith('as Excel') || what.endsWith('as CSV')
    return {
      work: `workbook: ${what}`,
      measured: `${milliseconds} ms, ${residentMegabytes} MB`,
      goal: written ? '≤ 400 ms' : '–',
      comparison: what.endsWith('as CSV') ? '1050 ms' : written ? '2200 ms' : '–',
    }
  })
}
