import * as z from 'zod'
import { because } from './case.ts'
import { action, day, done, id, idParams, requestKey, year } from './common.ts'
import { desk, officers, route, signedIn } from './route.ts'

export const holidayRow = z.object({ day, kind: z.enum(['off', 'work']), name: z.string().trim().max(40) })
export const holidays = route({
  method: 'GET',
  path: '/api/holidays',
  roles: signedIn,
  summary: '工作日历：放假和调休',
  query: z.object({ year }),
  reply: z.object({
    days: z.array(holidayRow),
    /** The document that the year's days rest on; null where none are set. */
    document: z.string().nullable(),
    /** The State Council's arrangement of the year, to take over; null where the program does not know it. */
    offered: z.object({ document: z.string(), days: z.array(holidayRow) }).nullable(),
    actions: z.array(action),
  }),
})
export const setHolidays = route({
  method: 'PUT',
  path: '/api/holidays',
  roles: officers,
  summary: '设定一年的放假和调休',
  body: z.object({
    key: requestKey,
    year: z.int().min(1980).max(2100),
    document: z.string().trim().min(2).max(80),
    days: z.array(holidayRow).max(120),
  }),
  reply: done,
})

export const delegationRow = z.object({
  id,
  from: z.string(),
  to: z.string(),
  startsOn: day,
  endsOn: day,
  because: z.string(),
  ended: z.boolean(),
  mayEnd: z.boolean(),
})
export const delegations = route({
  method: 'GET',
  path: '/api/delegations',
  roles: desk,
  summary: '代办：谁在哪几天由谁代为办理',
  reply: z.object({ delegations: z.array(delegationRow), actions: z.array(action) }),
})
export const delegate = route({
  method: 'POST',
  path: '/api/delegations',
  roles: desk,
  summary: '委托他人代办',
  body: z.object({
    key: requestKey,
    login: z.string().trim().min(1).max(64),
    startsOn: day,
    endsOn: day,
    because,
  }),
  reply: z.object({ id }),
})
export const endDelegation = route({
  method: 'DELETE',
  path: '/api/delegations/:id',
  roles: desk,
  summary: '提前结束代办',
  params: idParams,
  reply: done,
})
