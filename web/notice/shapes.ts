import type * as z from 'zod'
import type { publicNotice, publicNotices } from '#contract/public-notice.ts'
import type { publicRounds } from '#contract/complaint.ts'
import type { publicCertificate } from '#contract/case-document.ts'
import type { publicCirculars } from '#contract/circular.ts'
import type { publicResult, publicResults } from '#contract/exam-result.ts'

type ReplyOf<R> = R extends { reply?: infer S } ? (S extends z.ZodType ? z.output<S> : never) : never

/** A line of the list of notices. */
export type Listed = ReplyOf<typeof publicNotices>['notices'][number]
/** A notice with whom it names. */
export type Notice = ReplyOf<typeof publicNotice>
export type Named = Notice['people'][number]
/** A round that runs. */
export type PublicRound = ReplyOf<typeof publicRounds>['rounds'][number]
/** A line of the list of circulars. */
export type PublicCircular = ReplyOf<typeof publicCirculars>['circulars'][number]
/** A line of the list of published results. */
export type ListedResult = ReplyOf<typeof publicResults>['results'][number]
/** Published results with their lines. */
export type Result = ReplyOf<typeof publicResult>
/** What anybody sees of a certificate. */
export type ShownCertificate = ReplyOf<typeof publicCertificate>
