import * as z from 'zod'
import { action, day, id, instant, paging, requestKey, unitRef } from './common.ts'
import { desk, editors, route } from './route.ts'

/** How far the follow-up has come: nobody told, told, past the day that was given. */
export const certificateStates = ['open', 'reminded', 'late'] as const
export type CertificateState = (typeof certificateStates)[number]
export const CERTIFICATE_STATES: Readonly<Record<CertificateState, string>> = {
  open: '未提醒',
  reminded: '已提醒',
  late: '逾期',
}

export const certificateRow = z.object({
  id,
  name: z.string(),
  unit: unitRef,
  stage: z.string(),
  subject: z.string().nullable(),
  /** 资格种类 held; null for none on file. */
  certificate: z.string().nullable(),
  /** What is wrong with it, in words. */
  because: z.string(),
  /** Since when this stage has been taught. */
  since: day.nullable(),
  state: z.enum(certificateStates),
  dueOn: day.nullable(),
  remindedAt: instant.nullable(),
})
export type CertificateRow = z.infer<typeof certificateRow>

const certificateQuery = z.object({
  unit: z.string().max(64).optional(),
  state: z.enum(certificateStates).optional(),
  ...paging,
})
export const certificatesMissing = route({
  method: 'GET',
  path: '/api/certificates/missing',
  roles: desk,
  summary: '任教学段没有相应教师资格的教师',
  query: certificateQuery,
  reply: z.object({
    total: z.int(),
    open: z.int(),
    reminded: z.int(),
    late: z.int(),
    rows: z.array(certificateRow),
    actions: z.array(action),
  }),
})

export const remindCertificates = route({
  method: 'POST',
  path: '/api/certificates/remind',
  roles: editors,
  summary: '提醒补办教师资格，定下期限；本人和学校收到通知',
  body: z.object({
    key: requestKey,
    people: z.array(id).min(1, '请先勾选').max(5000),
    dueOn: day,
  }),
  reply: z.object({ people: z.int() }),
})
