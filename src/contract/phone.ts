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
  summary: '手机首页:今天的活动、学分、接下来的活动',
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
      device: z.string().max(64),
    })
    .refine((b) => (b.code === undefined) !== (b.shortCode === undefined), '请扫码,或输入短码'),
  reply: z.object({
    outcome: z.enum(['recorded', 'already']),
    activity: z.string(),
    slot: z.int(),
    status: z.string(),
    at: instant,
    words: z.string(),
    sharedDevice: z.boolean(),
  }),
})
