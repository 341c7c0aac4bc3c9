import * as z from 'zod'
import { id, instant } from './common.ts'
import { standing } from './people.ts'
import { everyone, route } from './route.ts'

const phoneActivity = z.object({
  id,
  title: z.string(),
  programme: z.string(),
  startsAt: instant,
  endsAt: instant,
  place: z.string().nullable(),
  roleWord: z.string(),
  hours: z.number(),
  slots: z.int(),
  /** One letter a slot, as on the desk's sheet. */
  marks: z.string(),
  recognised: z.boolean(),
  /** In words: 签到 8:00 开放 … */
  words: z.string(),
})

/** Everything of the phone's first screen in one request. */
export const phoneToday = route({
  method: 'GET',
  path: '/api/phone',
  roles: everyone,
  summary: '手机首页：今天的活动、学分、接下来的活动',
  reply: z.object({
    name: z.string(),
    unit: z.string().nullable(),
    standing: standing.nullable(),
    /** Until when the year's credits can be earned. */
    until: z.string(),
    today: z.array(phoneActivity),
    coming: z.array(phoneActivity),
    past: z.array(phoneActivity),
    /** What would fill the gap: open activities of the lacking categories. */
    advice: z.array(z.string()),
  }),
})

/** Either the code of a scanned link, or the short code typed in. */
export const checkIn = route({
  method: 'POST',
  path: '/api/check-in',
  roles: everyone,
  summary: '签到',
  body: z
    .object({
      nonce: z.uuid(),
      /** From the link: activity.slot.step.mac */
      code: z.string().max(120).optional(),
      shortCode: z
        .string()
        .regex(/^\d{6}$/, '短码是 6 位数字')
        .optional(),
      /** Random, kept by the phone: shows when one phone serves two people. */
      device: z.string().min(8).max(64),
      /**
       * True where the phone kept the scanned code because it could not send it at once. Such a code counts by its
       * own time step and is marked as uploaded late; without this an old code is refused.
       */
      offline: z.boolean().default(false),
    })
    .refine((b) => (b.code === undefined) !== (b.shortCode === undefined), '请扫码，或输入短码'),
  reply: z.object({
    /** 'not-open' is no error: nothing is recorded yet, and `opensAt` says when it can be. */
    outcome: z.enum(['recorded', 'already', 'not-open']),
    activity: z.string(),
    slot: z.int(),
    /** The word of the status; null while nothing is recorded. */
    status: z.string().nullable(),
    /** When it was recorded: the server's time, or the code's own for a late upload. Null as above. */
    at: instant.nullable(),
    /** Set where it is not open yet. */
    opensAt: instant.nullable(),
    words: z.string(),
    sharedDevice: z.boolean(),
  }),
})
