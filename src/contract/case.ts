import * as z from 'zod'
import { action, day, done, id, idParams, instant, paging, requestKey, unitRef, year } from './common.ts'
import { applying, desk, officers, route, signedIn } from './route.ts'
import { password } from './session.ts'

export const offices = ['applicant', 'school', 'cluster', 'centre', 'bureau', 'upper'] as const
export const stageKinds = ['submit', 'check', 'exam', 'review', 'notice', 'decide', 'issue'] as const
export const caseStatuses = ['draft', 'open', 'returned', 'ended'] as const
export const endings = ['granted', 'refused', 'withdrawn', 'lapsed'] as const

/** One question of a form, drawn from the definition's schema. */
export const formField = z.object({
  name: z.string(),
  title: z.string(),
  kind: z.enum(['text', 'long', 'number', 'day', 'choice', 'yes-no']),
  choices: z.array(z.string()),
  required: z.boolean(),
  /** Bounds as people type them: at least, at most; characters of a text. */
  least: z.number().nullable(),
  most: z.number().nullable(),
})
export type FormField = z.infer<typeof formField>

export const stageManifest = z.object({
  id: z.string(),
  title: z.string(),
  kind: z.enum(stageKinds),
  kindWord: z.string(),
  offices: z.array(z.enum(offices)),
  officeWords: z.string(),
  /** Whether some cases go past it. */
  optional: z.boolean(),
  fields: z.array(z.string()),
  materials: z.array(z.string()),
  dimensions: z.array(z.object({ title: z.string(), points: z.number() })),
  /** 编号 that an issue gives out. */
  number: z.string().nullable(),
  /** Whether many may bear the same: the number of the document that names them all. */
  sharedNumber: z.boolean(),
  /** Whether a mark is entered. */
  marked: z.boolean(),
})
export type StageManifest = z.infer<typeof stageManifest>

/** A definition as menus, forms, lists and diagrams need it. */
export const caseManifest = z.object({
  id: z.string(),
  title: z.string(),
  rev: z.int(),
  menu: z.string(),
  about: z.string(),
  basis: z.string(),
  subject: z.enum(['teacher', 'school', 'anyone']),
  form: z.array(formField),
  materials: z.array(z.object({ id: z.string(), title: z.string(), optional: z.boolean() })),
  category: z.object({ title: z.string(), words: z.array(z.string()) }),
  rounds: z.object({ floor: z.string().nullable() }).nullable(),
  stages: z.array(stageManifest),
  endings: z.record(z.enum(endings), z.string()),
  archive: z.array(z.string()),
})
export type CaseManifest = z.infer<typeof caseManifest>

export const caseSystems = route({
  method: 'GET',
  path: '/api/case-systems',
  roles: signedIn,
  summary: '事项体系：表单、环节、材料和结局',
  reply: z.object({ systems: z.array(caseManifest) }),
})

export const systemParams = z.object({ system: z.string().max(40) })

export const caseRow = z.object({
  id,
  number: z.string(),
  system: z.string(),
  systemTitle: z.string(),
  name: z.string(),
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
  unit: z.string().max(64).optional(),
  /** Name, number or pinyin initials. */
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

const formValue = z.union([z.string().max(5000), z.number(), z.boolean(), z.null()])
export const formValues = z.record(z.string().max(40), formValue)

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
    materials: z.array(caseMaterial),
    /** What handing in would be refused for, in words, as it stands. */
    missing: z.array(z.string()),
    /** The rules of handing in, with this year's numbers. */
    rules: z.array(z.string()),
    track: z.array(
      z.object({
        stage: z.string(),
        title: z.string(),
        state: z.enum(['done', 'here', 'ahead', 'skipped']),
        waitsFor: z.string(),
        at: instant.nullable(),
        due: day.nullable(),
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
    events: z.array(caseEvent),
    /** What decisions brought about beyond the case. */
    effects: z.array(z.object({ kind: z.string(), words: z.string(), undone: z.boolean() })),
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
export const materialParams = z.object({ id, material: z.string().max(40) })
export const addMaterial = route({
  method: 'POST',
  path: '/api/cases/:id/materials/:material',
  roles: applying,
  summary: '上传一份材料',
  params: materialParams,
  reply: z.object({ file: id }),
})
export const fileParams = z.object({ id, file: id })
export const dropMaterial = route({
  method: 'DELETE',
  path: '/api/cases/:id/files/:file',
  roles: applying,
  summary: '移去一份尚未提交的材料',
  params: fileParams,
  reply: done,
})
export const materialFile = route({
  method: 'GET',
  path: '/api/cases/:id/files/:file',
  roles: signedIn,
  summary: '打开一份材料',
  params: fileParams,
})

const because = z.string().trim().min(2, '请写明理由').max(500)
const documentNumber = z.string().trim().max(80).nullable().default(null)
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

export const judgesOfCase = route({
  method: 'PUT',
  path: '/api/cases/:id/judges',
  roles: officers,
  summary: '指定评委：本人、同校和有利害关系的要回避',
  params: idParams,
  body: z.object({ key: requestKey, persons: z.array(z.uuid()).min(1).max(30) }),
  reply: z.object({
    assigned: z.int(),
    refused: z.array(z.object({ who: z.string(), because: z.string() })),
  }),
})
/** What a judge sees: a number, never a name. */
export const judgings = route({
  method: 'GET',
  path: '/api/judgings',
  roles: signedIn,
  summary: '我的评审：匿名编号、评分表和已打的分',
  reply: z.object({
    judgings: z.array(
      z.object({
        id,
        systemTitle: z.string(),
        stageTitle: z.string(),
        blind: z.string(),
        category: z.string().nullable(),
        dimensions: z.array(z.object({ title: z.string(), points: z.number() })),
        shown: z.array(z.object({ title: z.string(), value: z.string() })),
        points: z.record(z.string(), z.number()).nullable(),
        open: z.boolean(),
      }),
    ),
  }),
})
export const scoreCase = route({
  method: 'PUT',
  path: '/api/judgings/:id',
  roles: signedIn,
  summary: '打分，或说明须回避',
  params: idParams,
  body: z.object({
    key: requestKey,
    points: z.record(z.string().max(40), z.number()).nullable(),
    /** Why the judge steps aside instead. */
    recuse: z.string().trim().min(2).max(200).nullable().default(null),
  }),
  reply: done,
})

export const roundPlaces = z.object({
  category: z.string().max(40),
  places: z.int().min(0).max(100000).nullable(),
  /** Places of these kept for the group of the floor. */
  floor: z.int().min(0).max(100000),
})
export const newRound = z.object({
  key: requestKey,
  system: z.string().max(40),
  title: z.string().trim().min(2, '请填写批次名称').max(80),
  year: z.int().min(1980).max(2100),
  opensOn: day,
  /** The last day on which applications are taken. */
  closesOn: day,
  document: z.string().trim().min(2, '请写明所依据文件的文号').max(80),
  places: z.array(roundPlaces).max(60),
  unitPlaces: z
    .array(
      z.object({
        unit: z.string().max(64),
        category: z.string().max(40),
        places: z.int().min(0).max(100000),
      }),
    )
    .max(5000)
    .default([]),
})
export const roundRow = z.object({
  id,
  system: z.string(),
  systemTitle: z.string(),
  title: z.string(),
  year: z.int(),
  opensOn: day,
  closesOn: day,
  document: z.string(),
  state: z.enum(['waiting', 'open', 'closed']),
  applied: z.int(),
  granted: z.int(),
  refused: z.int(),
  categories: z.array(roundPlaces.extend({ applied: z.int(), granted: z.int(), grantedOfFloor: z.int() })),
  floorTitle: z.string().nullable(),
})
export const rounds = route({
  method: 'GET',
  path: '/api/rounds',
  roles: signedIn,
  summary: '批次：时间、名额和进展',
  query: z.object({ system: z.string().max(40).optional(), year: year.optional() }),
  reply: z.object({ rounds: z.array(roundRow), actions: z.array(action) }),
})
export const openRound = route({
  method: 'POST',
  path: '/api/rounds',
  roles: officers,
  summary: '开设批次；开设时的参数一直用到批次办完',
  body: newRound,
  reply: z.object({ id }),
})

/** Figures of a system: each is a set of cases, which the list shows with the same filters. */
export const caseFigures = route({
  method: 'GET',
  path: '/api/case-systems/:system/figures',
  roles: desk,
  summary: '一个体系一年的数字：申请、通过、落选原因，按类别和单位',
  params: systemParams,
  query: z.object({ year, unit: z.string().max(64).optional() }),
  reply: z.object({
    applied: z.int(),
    open: z.int(),
    returned: z.int(),
    granted: z.int(),
    refused: z.int(),
    withdrawn: z.int(),
    lapsed: z.int(),
    categories: z.array(
      z.object({ category: z.string(), applied: z.int(), granted: z.int(), refused: z.int() }),
    ),
    /** Where and why the refused fell out. */
    reasons: z.array(
      z.object({ stage: z.string(), stageTitle: z.string(), because: z.string(), count: z.int() }),
    ),
  }),
})

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
