import { auditTrail, home, search } from '#contract/statistics.ts'
import { handle, type Handler } from '#kernel/call.ts'
import { auditTrailOf } from './audit-trail.ts'
import { searchAll } from './search.ts'
import { homePage } from './view.ts'

/** The first page, the search over everything, and the audit log. */
export const homeHandlers: readonly Handler[] = [
  handle(home, (call) => homePage(call, call.runtime.db, call.query.year)),
  handle(search, (call) => searchAll(call, call.query.q)),
  handle(auditTrail, (call) => auditTrailOf(call, call.query)),
]
