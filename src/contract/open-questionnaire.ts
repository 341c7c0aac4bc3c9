import * as z from 'zod'
import { day, id, idParams } from './common.ts'
import { everyone, route } from './route.ts'
import { questionnaireStates, placedQuestion, answers } from './questionnaire.ts'

const tokenParams = z.object({ token: z.string().min(8).max(40) })
export const openForm = z.object({
  id,
  title: z.string(),
  intro: z.string(),
  anonymous: z.boolean(),
  least: z.int(),
  closesOn: day,
  questions: z.array(placedQuestion),
  group: z.string(),
  unit: z.string().nullable(),
  /** One link for many: a phone answers once, softly. */
  shared: z.boolean(),
  state: z.enum(['draft', 'waiting', 'open', 'closed', 'used']),
})
export type OpenForm = z.infer<typeof openForm>
export const openQuestionnaire = route({
  method: 'GET',
  path: '/api/open/questionnaires/:token',
  roles: 'anyone',
  summary: '凭链接或答题码打开问卷，不用登录',
  params: tokenParams,
  reply: openForm,
})
export const handIn = route({
  method: 'POST',
  path: '/api/open/questionnaires/:token',
  roles: 'anyone',
  summary: '凭链接或答题码提交答卷，不用登录',
  params: tokenParams,
  body: answers,
  reply: z.object({ state: z.enum(['received', 'already']) }),
})

export const myForm = openForm
  .omit({ group: true, unit: true, shared: true, state: true })
  .extend({ state: z.enum(questionnaireStates), done: z.boolean() })
export type MyForm = z.infer<typeof myForm>
export const myQuestionnaires = route({
  method: 'GET',
  path: '/api/my/questionnaires',
  roles: everyone,
  summary: '请我填写的实名问卷',
  reply: z.object({ forms: z.array(myForm) }),
})
export const handInMine = route({
  method: 'POST',
  path: '/api/my/questionnaires/:id',
  roles: everyone,
  summary: '提交实名答卷',
  params: idParams,
  body: answers,
  reply: z.object({ state: z.enum(['received', 'already']) }),
})
