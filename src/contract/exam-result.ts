import * as z from 'zod'
import { action, day, done, id, idParams, requestKey, words } from './common.ts'
import { officers, route } from './route.ts'

export const publishResults = route({
  method: 'POST',
  path: '/api/rounds/:id/exams/:stage/results',
  roles: officers,
  summary: '公布成绩：按受理编号或隐去名字的姓名，到期自动撤下',
  params: z.object({ id, stage: z.string().max(40) }),
  body: z.object({
    key: requestKey,
    shows: z.enum(['number', 'name']),
    /** The last day on which everybody may read them. */
    until: day,
  }),
  reply: z.object({ id, lines: z.int() }),
})
export const withdrawResults = route({
  method: 'POST',
  path: '/api/exam-results/:id/withdraw',
  roles: officers,
  summary: '撤下公布的成绩，写明原因',
  params: idParams,
  body: z.object({ key: requestKey, because: words(200) }),
  reply: done,
})

const listed = { id, region: z.string(), title: z.string(), from: day, until: day }
export const publicResults = route({
  method: 'GET',
  path: '/api/public/results',
  roles: 'anyone',
  summary: '正在公布的成绩',
  reply: z.object({ results: z.array(z.object({ ...listed, people: z.int() })) }),
})
export const publicResult = route({
  method: 'GET',
  path: '/api/public/results/:id',
  roles: 'anyone',
  summary: '公布的成绩：编号或隐去名字的姓名、类别、结果，别的都不显示',
  params: idParams,
  reply: z.object({
    region: z.string(),
    title: z.string(),
    words: z.string(),
    from: day,
    until: day,
    lines: z.array(z.object({ who: z.string(), category: z.string().nullable(), result: z.string() })),
  }),
})

/** 领取登记 */
export const roundCertificates = route({
  method: 'GET',
  path: '/api/rounds/:id/certificates',
  roles: ['officer', 'leader'],
  summary: '批次的证书和领取情况',
  params: idParams,
  reply: z.object({
    total: z.int(),
    handedOver: z.int(),
    rows: z.array(
      z.object({
        case: id,
        name: z.string(),
        category: z.string().nullable(),
        issued: z.string(),
        /** Who signed for it and when; null while it lies at the centre. */
        taken: z.object({ on: day, by: z.string(), proxy: z.boolean() }).nullable(),
      }),
    ),
    actions: z.array(action),
  }),
})
export const handOver = route({
  method: 'POST',
  path: '/api/rounds/:id/certificates/taken',
  roles: officers,
  summary: '登记证书领取：谁签的字、哪一天',
  params: idParams,
  body: z.object({
    key: requestKey,
    on: day,
    cases: z.array(id).min(1, '请先勾选').max(2000),
    /** Who signed, where it was not the owner. */
    proxy: z.string().trim().min(2).max(40).nullable(),
  }),
  reply: z.object({ taken: z.int() }),
})
