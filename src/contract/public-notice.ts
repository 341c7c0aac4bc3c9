import * as z from 'zod'
import { day, done, id, idParams, requestKey } from './common.ts'
import { route } from './route.ts'
import { password } from './session.ts'

/** What everybody can read without signing in: masked on purpose. */
export const publicNotice = route({
  method: 'GET',
  path: '/api/public/notices/:id',
  roles: 'anyone',
  summary: '公示：名单、起止和异议渠道',
  params: idParams,
  reply: z.object({
    title: z.string(),
    region: z.string(),
    from: day,
    until: day,
    open: z.boolean(),
    words: z.string(),
    people: z.array(
      z.object({ case: id, name: z.string(), unit: z.string().nullable(), category: z.string().nullable() }),
    ),
  }),
})
export const publicNotices = route({
  method: 'GET',
  path: '/api/public/notices',
  roles: 'anyone',
  summary: '正在公示的事项',
  reply: z.object({
    notices: z.array(
      z.object({ id, region: z.string(), title: z.string(), from: day, until: day, people: z.int() }),
    ),
  }),
})
export const objectTo = route({
  method: 'POST',
  path: '/api/public/notices/:id/objections',
  roles: 'anyone',
  summary: '对公示提出异议：实名，内容只有经办人看得到',
  params: idParams,
  body: z.object({
    key: requestKey,
    case: id,
    name: z.string().trim().min(2, '请填写姓名').max(40),
    contact: z.string().trim().min(5, '请留联系方式，以便告知结果').max(80),
    text: z.string().trim().min(10, '请写明异议的事实，至少 10 个字').max(2000),
  }),
  reply: done,
})

/** Somebody who is not on file opens an account to apply with. */
export const registerApplicant = route({
  method: 'POST',
  path: '/api/public/applicants',
  roles: 'anyone',
  summary: '社会申请人注册',
  body: z.object({
    key: requestKey,
    region: z.string().max(64),
    name: z.string().trim().min(2, '请填写姓名').max(40),
    identityNumber: z.string().trim().max(30),
    phone: z.string().trim().max(20),
    password,
  }),
  reply: z.object({ login: z.string() }),
})
