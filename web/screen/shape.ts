import type * as z from 'zod'
import type { activityPage, projector } from '#contract/activity.ts'

type ReplyOf<R> = R extends { reply?: infer S } ? (S extends z.ZodType ? z.output<S> : never) : never

/** What the server says of a slot: code, counts, names. */
export type Seen = ReplyOf<typeof projector>
/** The activity with its roster, for the sheet of paper. */
export type ActivityPage = ReplyOf<typeof activityPage>
