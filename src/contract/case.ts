import * as z from 'zod'
import { formChoice, formValues } from './case-form.ts'
import { caseStatuses, endings } from './case-manifest.ts'
import { committeeVote, sitting } from './committee.ts'
import { action, day, id, idParams, instant, paging, requestKey, unitRef, words, year } from './common.ts'
import { applying, desk, route, signedIn } from './route.ts'

export const caseRow = z.object({
  id,
  number: z.string(),
  system: z.string(),
  systemTitle: z.string(),
  name: z.string(),
  /** What it is about, where its system names a field that says so: 研修主题. */
  heading: z.string().nullable(),
  unit: unitRef.nullable(),
  category: z.string().nullable(),
  round: z.string().nullable(),
  status: z.enum(caseStatuses),
  statusWord: z.string(),
  stage: z.string().nullable(),
  stageTitle: z.string().nullable(),
  /** Who is to act now. */
  waitsFor: z.string().nullable(),
  /** The last day on which it is in time. */
  due: day.nullable(),
  late: z.boolean(),
  ending: z.enum(endings).nullable(),
  submitted: day.nullable(),
  score: z.number().nullable(),
  issued: z.string().nullable(),
  version: z.int(),
})
export type CaseRow = z.infer<typeof caseRow>

export const caseFilters = {
  system: z.string().max(40).optional(),
  round: z.uuid().optional(),
  stage: z.string().max(40).optional(),
  status: z.enum(caseStatuses).optional(),
  ending: z.enum(endings).optional(),
  category: z.string().max(40).optional(),
  /** The stage at which it was refused. */
  refusedAt: z.string().max(40).optional(),
  /** The words with which it was refused there. */
  refusedBecause: z.string().max(1000).optional(),
  /** The stage that they stand past, and have not fallen out since. */
  passed: z.string().max(40).optional(),
  /** Only the group that has places of its own. */
  floor: z.stringbool().optional(),
  unit: z.string().max(64).optional(),
  /** Name, what it is about, number or pinyin initials. */
  search: z.string().max(60).optional(),
  year: year.optional(),
  /** Only what waits for the caller. */
  mine: z.stringbool().optional(),
}
export const cases = route({
  method: 'GET',
  path: '/api/cases',
  roles: signedIn,
  summary: '事项清单',
  query: z.object({ ...caseFilters, ...paging }),
  reply: z.object({
    total: z.int(),
    rows: z.array(caseRow),
    /** How many stand at each stage, of all that the other filters leave. */
    stages: z.array(z.object({ stage: z.string(), title: z.string(), count: z.int() })),
    actions: z.array(action),
  }),
})
export const casesSheet = route({
  method: 'GET',
  path: '/api/cases.xlsx',
  roles: desk,
  summary: '事项清单导出',
  query: z.object(caseFilters),
})

export const newCase = z.object({
  key: requestKey,
  system: z.string().max(40),
  round: z.uuid().nullable(),
  /** The teacher whom it is about, where an officer or school enters it for somebody; else the caller. */
  personId: z.uuid().nullable().default(null),
  /** Somebody who is not on file, where an officer enters the application at the counter. */
  outsider: z
    .object({ name: z.string().trim().min(2).max(40), identityNumber: z.string().trim().max(30) })
    .nullable()
    .default(null),
  /** The school that applies, where the caller keeps several. */
  unit: z.string().max(64).nullable().default(null),
  /** What of the form is known already. */
  form: formValues.default({}),
})
export const openCase = route({
  method: 'POST',
  path: '/api/cases',
  roles: applying,
  summary: '新建事项：先存草稿',
  body: newCase,
  reply: z.object({ id }),
})

export const caseEvent = z.object({
  seq: z.int(),
  at: instant,
  kind: z.string(),
  word: z.string(),
  stageTitle: z.string(),
  /** How it is told who acted, and for whom. */
  actor: z.string(),
  standsFor: z.string().nullable(),
  because: z.string().nullable(),
  score: z.number().nullable(),
  number: z.string().nullable(),
  document: z.string().nullable(),
  from: day.nullable(),
  until: day.nullable(),
})
export const caseMaterial = z.object({
  id: z.string(),
  title: z.string(),
  required: z.boolean(),
  /** Judges open it too, without its name; what stands in it is not struck out. */
  judges: z.boolean(),
  files: z.array(z.object({ id, name: z.string(), bytes: z.number() })),
})
export const casePage = route({
  method: 'GET',
  path: '/api/cases/:id',
  roles: signedIn,
  summary: '事项主页：表单、材料、环节、经过和可办的事',
  params: idParams,
  reply: z.object({
    row: caseRow,
    subject: z.object({
      name: z.string(),
      personId: z.uuid().nullable(),
      facts: z.array(z.object({ title: z.string(), value: z.string() })),
    }),
    form: formValues,
    /** What may be chosen, and what was, for each field that names a record. */
    choices: z.record(z.string(), z.array(formChoice)),
    materials: z.array(caseMaterial),
    /** What handing in would be refused for, in words, as it stands. */
    missing: z.array(z.string()),
    /** The rules of handing in, with this year's numbers. */
    rules: z.array(z.string()),
    track: z.array(
      z.object({
        stage: z.string(),
        title: z.string(),
        state: z.enum(['done', 'here', 'ahead', 'skipped', 'stopped']),
        waitsFor: z.string(),
        at: instant.nullable(),
        due: day.nullable(),
        /** What the stage came to, for who sees the whole region: the votes of a committee. */
        note: z.string().nullable(),
      }),
    ),
    objections: z.array(
      z.object({
        seq: z.int(),
        at: instant,
        text: z.string(),
        name: z.string(),
        /** How who objected is told what came of it. */
        contact: z.string(),
        settled: z.string().nullable(),
      }),
    ),
    /** Judges and what they gave; for whom runs the review. */
    judges: z.array(
      z.object({
        id,
        name: z.string(),
        unit: z.string(),
        scored: z.boolean(),
        score: z.number().nullable(),
        because: z.string().nullable(),
      }),
    ),
    /** The sittings of a committee that voted on it, and the votes, the newest last; for who sees the whole region. */
    committee: z.object({ sittings: z.array(sitting), votes: z.array(committeeVote) }),
    events: z.array(caseEvent),
    /** What decisions brought about beyond the case. */
    effects: z.array(
      z.object({
        kind: z.string(),
        words: z.string(),
        undone: z.boolean(),
        /** The programme that was begun by it. */
        programme: id.nullable(),
      }),
    ),
    /** For a claim of travel costs: why nothing may be paid yet, and what of it would be paid, in words. */
    travel: z.object({ owed: z.string().nullable(), says: z.string() }).nullable(),
    actions: z.array(action),
  }),
})

export const saveDraft = route({
  method: 'PUT',
  path: '/api/cases/:id/form',
  roles: applying,
  summary: '保存表单草稿',
  params: idParams,
  body: z.object({ form: formValues }),
  reply: z.object({ missing: z.array(z.string()) }),
})

/** Why something is decided or done, in words for those whom it concerns. */
export const because = z.string().trim().min(2, '请写明理由').max(500)
const documentNumber = z.string().trim().max(80).nullable().default(null)
const votes = z.int().min(0).max(60)
/** A committee's vote on a case: it is passed or refused by it. */
const vote = z.object({
  do: z.literal('vote'),
  /** The sitting at which it was put to the vote. */
  sitting: id,
  /** Null: all who neither vote against nor abstain. */
  agree: votes.nullable().default(null),
  against: votes.default(0),
  abstain: votes.default(0),
  /** Members who step aside beyond those whom the rules bar. */
  aside: z
    .array(z.object({ person: id, because: words(200) }))
    .max(60)
    .default([]),
  because: z.string().trim().max(500).nullable().default(null),
  item: z.string().max(40).nullable().default(null),
  document: documentNumber,
})

/** What can be done with a case; whether it may be, the stage and the caller decide. */
export const caseAction = z.discriminatedUnion('do', [
  z.object({ do: z.literal('submit') }),
  z.object({
    do: z.literal('pass'),
    because: z.string().trim().max(500).nullable().default(null),
    score: z.number().min(0).max(1000).nullable().default(null),
    number: z.string().trim().max(60).nullable().default(null),
    document: documentNumber,
  }),
  vote,
  z.object({ do: z.literal('return'), because, document: documentNumber }),
  z.object({
    do: z.literal('refuse'),
    because,
    item: z.string().max(40).nullable().default(null),
    document: documentNumber,
  }),
  z.object({ do: z.literal('publish'), document: documentNumber }),
  z.object({ do: z.literal('uphold'), objection: z.int(), because }),
  z.object({ do: z.literal('dismiss'), objection: z.int(), because }),
  z.object({ do: z.literal('withdraw'), because }),
  z.object({
    do: z.literal('annul'),
    because,
    document: z.string().trim().min(2, '请写明所依据文件的文号').max(80),
  }),
])
export type CaseAction = z.output<typeof caseAction>

export const actOnCase = route({
  method: 'POST',
  path: '/api/cases/:id/act',
  roles: signedIn,
  summary: '办理一件事项',
  params: idParams,
  body: z.object({ key: requestKey, version: z.int(), action: caseAction }),
  reply: z.object({ version: z.int(), status: z.enum(caseStatuses), stageTitle: z.string().nullable() }),
})
export const actOnCases = route({
  method: 'POST',
  path: '/api/cases/act',
  roles: desk,
  summary: '成批办理：全部办成，或者一件也不办并逐件说明原因',
  body: z.object({
    key: requestKey,
    cases: z
      .array(z.object({ id, version: z.int() }))
      .min(1)
      .max(2000),
    action: caseAction,
  }),
  reply: z.object({ acted: z.int() }),
})
