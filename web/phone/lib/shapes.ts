import type * as z from 'zod'
import type { personCredits } from '#contract/people.ts'
import type { checkIn, phoneToday } from '#contract/phone.ts'
import type { instanceState, me } from '#contract/session.ts'

type ReplyOf<R> = R extends { reply?: infer S } ? (S extends z.ZodType ? z.output<S> : never) : never

export type Today = ReplyOf<typeof phoneToday>
export type PhoneActivity = Today['today'][number]
export type Credits = ReplyOf<typeof personCredits>
export type Standing = Credits['standing']
export type CreditEntry = Credits['entries'][number]
export type CheckedIn = ReplyOf<typeof checkIn>
export type InstanceState = ReplyOf<typeof instanceState>
export type Me = z.output<typeof me>
