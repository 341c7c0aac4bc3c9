import * as z from 'zod'
import { action, day, done, id, idParams, instant, requestKey } from './common.ts'
import { officers, route } from './route.ts'

/** Rounds that run, about which everybody may complain by name. */
export const publicRounds = route({
  method: 'GET',
  path: '/api/public/rounds',
  roles: 'anyone',
  summary: '正在进行的评选和认定批次：可以实名投诉举报',
  reply: z.object({
    rounds: z.array(z.object({ id, region: z.string(), title: z.string(), from: day, until: day })),
  }),
})
export const complainOf = route({
  method: 'POST',
  path: '/api/public/rounds/:id/complaints',
  roles: 'anyone',
  summary: '对正在进行的批次投诉举报：实名，内容只有中心和教育局看得到',
  params: idParams,
  body: z.object({
    key: requestKey,
    name: z.string().trim().min(2, '请填写姓名').max(40),
    contact: z.string().trim().min(5, '请留联系方式，以便告知结果').max(80),
    text: z.string().trim().min(10, '请写明事实，至少 10 个字').max(2000),
  }),
  reply: done,
})

export const complaint = z.object({
  id,
  round: id,
  roundTitle: z.string(),
  systemTitle: z.string(),
  at: instant,
  name: z.string(),
  contact: z.string(),
  text: z.string(),
  answer: z.object({ words: z.string(), at: instant, actor: z.string() }).nullable(),
})
export const complaints = route({
  method: 'GET',
  path: '/api/complaints',
  roles: ['officer', 'leader'],
  summary: '对各批次的投诉举报和答复，没有答复的在前',
  query: z.object({ round: id.optional() }),
  reply: z.object({ complaints: z.array(complaint), actions: z.array(action) }),
})
export const answerComplaint = route({
  method: 'POST',
  path: '/api/complaints/:id/answer',
  roles: officers,
  summary: '答复一件投诉举报：写明核实的情况和处理结果',
  params: idParams,
  body: z.object({ key: requestKey, words: z.string().trim().min(5, '请写明核实情况和处理结果').max(2000) }),
  reply: done,
})
