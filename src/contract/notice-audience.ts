import * as z from 'zod'
import { id, year } from './common.ts'
import { editors, route, type Role } from './route.ts'

/** Roles that notices can go to. */
export const noticeRoles = ['teacher', 'school', 'cluster', 'leader', 'officer'] as const satisfies Role[]

/** The most people of one list. */
const MOST_PEOPLE = 20_000

/**
 * To whom a notice goes: everybody of some roles, in some units or all in view; who is on the roster of an activity or of
 * a programme's activities; who holds a title today; who is short of credits; people by name.
 */
export const audience = z.discriminatedUnion('to', [
  z.object({
    to: z.literal('roles'),
    roles: z.array(z.enum(noticeRoles)).min(1, '请选择发给谁'),
    units: z.array(z.string().max(64)).max(2000),
  }),
  z.object({ to: z.literal('roster'), activity: id }),
  z.object({ to: z.literal('programme'), programme: id }),
  z.object({ to: z.literal('title'), title: z.string().min(1, '请选择称号').max(60) }),
  z.object({
    to: z.literal('short'),
    year,
    category: z.string().max(40).nullable(),
    unit: z.string().max(64).nullable(),
  }),
  z.object({ to: z.literal('people'), people: z.array(id).min(1).max(MOST_PEOPLE) }),
])
export type Audience = z.infer<typeof audience>

/** The most lines of one pasted list. */
const MOST_LINES = 3000

export const findAddressees = route({
  method: 'POST',
  path: '/api/notices/addressees',
  roles: editors,
  summary: '按粘贴的名单找收件人：每行一人，姓名或身份证件号；找不到和有同名的逐行说明',
  body: z.object({ lines: z.array(z.string().max(200)).min(1, '请粘贴名单').max(MOST_LINES) }),
  reply: z.object({
    found: z.array(z.object({ id, name: z.string(), unit: z.string() })),
    /** Lines that name nobody in view, or several. */
    refused: z.array(z.object({ line: z.string(), because: z.string() })),
  }),
})
export type Addressee = z.infer<NonNullable<typeof findAddressees.reply>>['found'][number]

export const noticeTitles = route({
  method: 'GET',
  path: '/api/notices/titles',
  roles: editors,
  summary: '可以按称号发通知：现任的各种称号和人数',
  reply: z.object({ titles: z.array(z.object({ title: z.string(), people: z.int() })) }),
})
