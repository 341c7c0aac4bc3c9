import * as z from 'zod'
import { action, day, done, id, idParams, instant, requestKey, unitRef, words } from './common.ts'
import { everyone, route } from './route.ts'
import { targetKinds, appraisalStates } from './appraisal.ts'
import { leaf } from './score-sheet.ts'
import { evidenceKinds, decimal } from './standard.ts'

export const targetPage = route({
  method: 'GET',
  path: '/api/appraisal-targets/:id',
  roles: everyone,
  summary: '一个评估对象：自评、佐证、结果、申诉和整改',
  params: idParams,
  reply: z.object({
    target: z.object({ id, title: z.string(), unit: unitRef, kind: z.enum(targetKinds) }),
    appraisal: z.object({
      id,
      title: z.string(),
      state: z.enum(appraisalStates),
      scoreUntil: day,
      appealUntil: day.nullable(),
    }),
    self: z.object({ judge: id, scores: z.record(z.string(), z.string()), handedIn: z.boolean() }).nullable(),
    leaves: z.array(leaf.extend({ evidence: z.enum(evidenceKinds), branch: z.string() })),
    evidence: z.array(
      z.object({
        id,
        indicator: z.string(),
        kind: z.enum(evidenceKinds),
        title: z.string(),
        link: z.string().nullable(),
      }),
    ),
    results: z.array(
      z.object({
        result: z.string().nullable(),
        rank: z.int().nullable(),
        band: z.string().nullable(),
        because: z.string(),
        at: instant,
      }),
    ),
    appeals: z.array(
      z.object({
        id,
        says: z.string(),
        at: instant,
        by: z.string(),
        answer: z.object({ upheld: z.boolean(), because: z.string(), at: instant }).nullable(),
      }),
    ),
    demands: z.array(
      z.object({
        id,
        says: z.string(),
        dueOn: day,
        late: z.boolean(),
        state: z.enum(['open', 'reported', 'accepted', 'refused']),
        events: z.array(z.object({ what: z.string(), says: z.string(), at: instant, by: z.string() })),
      }),
    ),
    bands: z.array(z.object({ id: z.string(), title: z.string() })),
    actions: z.array(action),
  }),
})
export const evidenceChoices = route({
  method: 'GET',
  path: '/api/appraisal-targets/:id/evidence',
  roles: everyone,
  summary: '可作佐证的记录',
  params: idParams,
  query: z.object({ indicator: z.string().min(1).max(12) }),
  reply: z.object({ rows: z.array(z.object({ id, title: z.string(), on: day.nullable() })) }),
})
/** What is done about a target: who owns it shows evidence, appeals and reports; who runs the appraisal answers and demands. */
export const targetAct = z.discriminatedUnion('act', [
  z.object({
    act: z.literal('show'),
    key: requestKey,
    indicator: words(12),
    records: z.array(id).min(1).max(100),
  }),
  z.object({ act: z.literal('unshow'), key: requestKey, evidence: id }),
  z.object({ act: z.literal('appeal'), key: requestKey, says: words(1000) }),
  z.object({
    act: z.literal('answer'),
    key: requestKey,
    appeal: id,
    upheld: z.boolean(),
    because: words(1000),
    /** The corrected result, where the appeal is upheld. */
    result: decimal.nullable(),
    band: z.string().max(20).nullable(),
  }),
  z.object({ act: z.literal('demand'), key: requestKey, says: words(1000), dueOn: day }),
  z.object({
    act: z.literal('report'),
    key: requestKey,
    demand: id,
    what: z.enum(['reported', 'accepted', 'refused']),
    says: words(1000),
  }),
])
export type TargetAct = z.infer<typeof targetAct>
export const actOnTarget = route({
  method: 'POST',
  path: '/api/appraisal-targets/:id/acts',
  roles: everyone,
  summary: '佐证、申诉、答复、整改要求和整改报告',
  params: idParams,
  body: targetAct,
  reply: done,
})
