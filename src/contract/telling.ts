/** Applicants who applied at the counter and have no account: the office tells them by word of mouth, and notes it. */
import * as z from 'zod'
import { action, day, done, id, idParams, instant, requestKey } from './common.ts'
import { officers, route } from './route.ts'

export const tellingWays = ['phone', 'message', 'in-person', 'post', 'unreachable'] as const
export type TellingWay = (typeof tellingWays)[number]
export const TELLING_WAYS: Readonly<Record<TellingWay, string>> = {
  phone: '电话',
  message: '短信或微信',
  'in-person': '当面',
  post: '邮寄',
  unreachable: '多次联系不上',
}

export const telling = route({
  method: 'GET',
  path: '/api/notices/:id/telling',
  roles: officers,
  summary: '一则要告知申请人的通知：申请人、手机号、怎样告知了',
  params: idParams,
  reply: z.object({
    /** Null for a notice that tells nobody by word of mouth. */
    telling: z
      .object({
        name: z.string(),
        case: z.object({ id, number: z.string() }),
        /** As it was filled in with the application; null where the form has none. */
        phone: z.string().nullable(),
        told: z
          .object({
            how: z.enum(tellingWays),
            on: day,
            note: z.string().nullable(),
            at: instant,
            by: z.string(),
          })
          .nullable(),
      })
      .nullable(),
    actions: z.array(action),
  }),
})

export const noteTold = route({
  method: 'POST',
  path: '/api/notices/:id/told',
  roles: officers,
  summary: '记下已怎样告知申请人',
  params: idParams,
  body: z.object({
    key: requestKey,
    how: z.enum(tellingWays),
    on: day,
    note: z.string().trim().max(200).nullable(),
  }),
  reply: done,
})
export type Told = Omit<z.output<NonNullable<(typeof noteTold)['body']>>, 'key'>
