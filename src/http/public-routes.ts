import { objectTo, publicNotice, publicNotices, registerApplicant } from '#contract/public-notice.ts'
import { publicCertificate } from '#contract/case-document.ts'
import { complainOf, publicRounds } from '#contract/complaint.ts'
import { calendarFeed } from '#contract/channel.ts'
import { publicCircular, publicCirculars } from '#contract/circular.ts'
import { publicResult, publicResults } from '#contract/exam-result.ts'
import { register } from '#kernel/case/applicants.ts'
import { complain, roundsForAll } from '#kernel/case/complaints.ts'
import { resultForAll, resultsForAll } from '#kernel/case/exams/publish.ts'
import { certificateForAll } from '#kernel/case/documents/certificates.ts'
import { noticeForAll, noticesForAll, objectToNotice } from '#kernel/case/notices.ts'
import { calendarOf } from '#kernel/message/calendar/feed.ts'
import { circularForAll, circularsForAll } from '#kernel/message/circulars/service.ts'
import type { Runtime } from '#kernel/call.ts'
import { throttle, type Patience, type Throttle } from './throttle.ts'
import { visited, type VisitHandler } from './visit.ts'

/** A school's office may register several people from one address; who tries numbers one after another waits. */
const REGISTERING: Patience = { free: 20, firstWait: 10, longestWait: 900, forgetAfter: 3600 }
/** Objections are written, not sent by the dozen. */
const OBJECTING: Patience = { free: 10, firstWait: 30, longestWait: 900, forgetAfter: 3600 }
/** A school's office verifies a pile of certificates; who tries codes one after another waits. */
const VERIFYING: Patience = { free: 200, firstWait: 5, longestWait: 300, forgetAfter: 3600 }

/** The routes for people without an account: public notices, objections to them, and registering to apply. */
export function publicHandlers(runtime: Runtime): VisitHandler[] {
  const now = (): number => runtime.now().getTime()
  const registering = throttle(REGISTERING, now, '从这里注册的次数太多')
  const objecting = throttle(OBJECTING, now, '从这里提交的异议和投诉太多')
  const verifying = throttle(VERIFYING, now, '从这里查验的次数太多')
  return [
    visited(publicNotices, async (visit) => ({ reply: await noticesForAll(visit.runtime) })),
    visited(publicNotice, async (visit) => ({ reply: await noticeForAll(visit.runtime, visit.params.id) })),
    visited(publicResults, async (visit) => ({ reply: await resultsForAll(visit.runtime) })),
    visited(publicResult, async (visit) => ({ reply: await resultForAll(visit.runtime, visit.params.id) })),
    visited(publicCirculars, async (visit) => ({ reply: await circularsForAll(visit.runtime) })),
    visited(publicCircular, async (visit) => ({
      reply: await circularForAll(visit.runtime, visit.params.id),
    })),
    visited(publicCertificate, async (visit) => ({
      reply: await counted(verifying, visit.address, () =>
        certificateForAll(visit.runtime, visit.params.code),
      ),
    })),
    visited(calendarFeed, async (visit) => ({ reply: await calendarOf(visit.runtime, visit.params.token) })),
    visited(objectTo, async (visit) => {
      return {
        reply: await counted(objecting, visit.address, () =>
          objectToNotice(visit.runtime, visit.params.id, visit.body),
        ),
      }
    }),
    visited(publicRounds, async (visit) => ({ reply: await roundsForAll(visit.runtime) })),
    visited(complainOf, async (visit) => {
      return {
        reply: await counted(objecting, visit.address, () =>
          complain(visit.runtime, visit.params.id, visit.body),
        ),
      }
    }),
    visited(registerApplicant, async (visit) => {
      return { reply: await counted(registering, visit.address, () => register(visit.runtime, visit.body)) }
    }),
  ]
}

/** Every try counts, also one that is refused: a refusal tells whether a number is known. */
function counted<T>(limit: Throttle, address: string, run: () => Promise<T>): Promise<T> {
  limit.check(address)
  limit.failed(address)
  return run()
}
