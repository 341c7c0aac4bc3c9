import type { RawCall } from '#kernel/call.ts'

/** What answering a phone needs of a request that no transaction has begun for. */
export type PhoneCall<B> = Pick<RawCall<unknown, unknown, B>, 'body' | 'runtime' | 'sessionHash' | 'now'>
