import * as z from 'zod'
import { action, day, done, id, idParams, instant, paging, requestKey, unitRef, year } from './common.ts'
import { figureIds } from './figures.ts'
import { desk, editors, officers, route } from './route.ts'

export const participationRoles = ['trainee', 'lecturer', 'team', 'organiser'] as const
export const attendanceStatuses = ['present', 'late', 'leave', 'absent'] as const
export type AttendanceStatus = (typeof attendanceStatuses)[number]

/** The systems that have a definition: what forms and menus are drawn from. */
export const systemManifest = z.object({
  id: z.string(),
  title: z.string(),
  menu: z.string(),
  about: z.string(),
  /** `meets`: whether activities are held in it; `expects`: kinds of works to be handed in. */
  phases: z.array(
    z.object({ id: z.string(), title: z.string(), meets: z.boolean(), expects: z.array(z.string()) }),
  ),
  roles: z.partialRecord(z.enum(participationRoles), z.string()),
  category: z.string().nullable(),
  /** What must be on file at the end, in words. */
  archive: z.array(z.string()),
  figures: z.array(z.enum(figureIds)),
})
export const systems = route({
  method: 'GET',
  path: '/api/systems',
  roles: desk,
  summary: '已定义的体系',
  reply: z.object({ systems: z.array(systemManifest) }),
})

const systemOfYear = z.object({ id: z.string().max(40) })
/** A number of a system: how people call it, what holds, and what holds where nothing is set. */
export const systemParam = z.object({
  name: z.string(),
  about: z.string(),
  value: z.json(),
  usual: z.json(),
})
export const systemParams = route({
  method: 'GET',
  path: '/api/systems/:id/params',
  roles: desk,
  summary: '体系的年度参数：本年的值、默认值和依据',
  params: systemOfYear,
  query: z.object({ year }),
  reply: z.object({
    title: z.string(),
    year: z.int(),
    rules: z.array(z.string()),
    params: z.array(systemParam),
    /** 文号 of the document that they rest on; null while the defaults hold. */
    document: z.string().nullable(),
    actions: z.array(action),
  }),
})
export const setSystemParams = route({
  method: 'PUT',
  path: '/api/systems/:id/params',
  roles: officers,
  summary: '设定体系的年度参数，写明所依据的文号',
  params: systemOfYear,
  body: z.object({
    key: requestKey,
    year: z.int().min(1980).max(2100),
    document: z.string().trim().min(2, '请写明所依据文件的文号').max(80),
    values: z.record(z.string().max(40), z.json()),
  }),
  reply: done,
})

export const programmeRow = z.object({
  id,
  code: z.string(),
  title: z.string(),
  system: z.string(),
  systemTitle: z.string(),
  level: z.string(),
  levelWord: z.string(),
  organiser: unitRef,
  year: z.int(),
  startsOn: day.nullable(),
  endsOn: day.nullable(),
  places: z.int().nullable(),
  budget: z.number().nullable(),
  category: z.string().nullable(),
  activities: z.int(),
  enrolled: z.int(),
  recognised: z.int(),
})
export type ProgrammeRow = z.infer<typeof programmeRow>

const programmesQuery = z.object({
  year,
  system: z.string().max(40).optional(),
  level: z.string().max(20).optional(),
  unit: z.string().max(64).optional(),
  q: z.string().max(60).optional(),
  ...paging,
})
export const programmes = route({
  method: 'GET',
  path: '/api/programmes',
  roles: desk,
  summary: '项目一览',
  query: programmesQuery,
  reply: z.object({
    total: z.int(),
    rows: z.array(programmeRow),
    totals: z.object({ activities: z.int(), enrolled: z.int(), recognised: z.int() }),
    actions: z.array(action),
  }),
})
export const programmesSheet = route({
  method: 'GET',
  path: '/api/programmes.xlsx',
  roles: desk,
  summary: '项目一览导出',
  query: programmesQuery,
})

export const newProgramme = z.object({
  key: requestKey,
  title: z.string().trim().min(2, '请填写项目名称').max(120),
  system: z.string(),
  level: z.string(),
  year: z.int().min(1980).max(2100),
  organiser: z.string(),
  subject: z.string().max(40).nullable(),
  stage: z.string().max(40).nullable(),
  startsOn: day.nullable(),
  endsOn: day.nullable(),
  places: z.int().min(0).nullable(),
  budget: z.number().min(0).nullable(),
  category: z.string().max(20).nullable(),
})
export const createProgramme = route({
  method: 'POST',
  path: '/api/programmes',
  roles: editors,
  summary: '新建项目',
  body: newProgramme,
  reply: z.object({ id }),
})

export const activityRow = z.object({
  id,
  code: z.string(),
  title: z.string(),
  phase: z.string().nullable(),
  startsAt: instant,
  endsAt: instant,
  place: unitRef.nullable(),
  hours: z.number(),
  slots: z.int(),
  enrolled: z.int(),
  recognised: z.int(),
  cancelled: z.string().nullable(),
  state: z.enum(['planned', 'running', 'held', 'cancelled']),
})
export type ActivityRow = z.infer<typeof activityRow>

export const programmePage = route({
  method: 'GET',
  path: '/api/programmes/:id',
  roles: desk,
  summary: '项目主页：阶段、活动、人数',
  params: idParams,
  reply: z.object({
    programme: programmeRow.extend({
      subject: z.string().nullable(),
      stage: z.string().nullable(),
      rules: z.array(z.string()),
      basis: z.string().nullable(),
    }),
    /** The definition's phases with what the programme has in each, and what is missing. */
    phases: z.array(
      z.object({ id: z.string(), title: z.string(), activities: z.int(), missing: z.array(z.string()) }),
    ),
    activities: z.array(activityRow),
    roster: z.array(
      z.object({
        personId: id,
        name: z.string(),
        unit: unitRef,
        roleWord: z.string(),
        activities: z.int(),
        recognised: z.int(),
        hours: z.number(),
      }),
    ),
    works: z.array(
      z.object({ code: z.string(), kind: z.string(), title: z.string(), author: z.string(), on: day }),
    ),
    /** What the definition's rules find: too few visits, too few trainers … */
    findings: z.array(z.string()),
    actions: z.array(action),
  }),
})

export const newActivity = z.object({
  key: requestKey,
  title: z.string().trim().min(2, '请填写活动名称').max(120),
  phase: z.string().max(40).nullable(),
  startsAt: instant,
  endsAt: instant,
  place: z.string().nullable(),
  hours: z.number().min(0).max(1000),
  slots: z.int().min(1).max(60),
})
export const createActivity = route({
  method: 'POST',
  path: '/api/programmes/:id/activities',
  roles: editors,
  summary: '新建活动',
  params: idParams,
  body: newActivity,
  reply: z.object({ id }),
})

export const calendar = route({
  method: 'GET',
  path: '/api/calendar',
  roles: desk,
  summary: '日历：一段时间里的活动',
  query: z.object({
    from: day,
    until: day,
    unit: z.string().max(64).optional(),
    system: z.string().max(40).optional(),
  }),
  reply: z.object({
    activities: z.array(
      activityRow.extend({ programmeId: id, programme: z.string(), systemTitle: z.string() }),
    ),
  }),
})

export const slotView = z.object({
  slot: z.int(),
  opensAt: instant,
  lateAfter: instant,
  closesAt: instant,
  state: z.enum(['waiting', 'open', 'closed']),
})

/** Compact on purpose: 500 people in a page of under 150 kB. */
export const rosterRow = z.object({
  p: id,
  name: z.string(),
  unit: z.string(),
  role: z.enum(participationRoles),
  /** One letter a slot: P present, L late, V leave, A absent, - nothing recorded. */
  marks: z.string(),
  recognised: z.boolean(),
  /** Set where the same phone checked in for somebody else too. */
  sharedDevice: z.boolean(),
  /** Set where a check-in was scanned without a network and uploaded later: the desk looks at it. */
  uploadedLate: z.boolean(),
})
export type RosterRow = z.infer<typeof rosterRow>

export const activityPage = route({
  method: 'GET',
  path: '/api/activities/:id',
  roles: desk,
  summary: '活动主页：名单与签到表',
  params: idParams,
  reply: z.object({
    activity: activityRow,
    programme: z.object({ id, title: z.string(), systemTitle: z.string(), organiser: unitRef }),
    leastRate: z.number(),
    slots: z.array(slotView),
    roster: z.array(rosterRow),
    units: z.record(z.string(), z.string()),
    actions: z.array(action),
  }),
})
export const attendanceSheet = route({
  method: 'GET',
  path: '/api/activities/:id/attendance.xlsx',
  roles: desk,
  summary: '签到表导出',
  params: idParams,
})

export const changeRoster = route({
  method: 'PUT',
  path: '/api/activities/:id/roster',
  roles: editors,
  summary: '加入或移出名单',
  params: idParams,
  body: z.object({
    key: requestKey,
    /** By person, or by identity number as pasted from Excel. */
    add: z
      .array(
        z.object({
          personId: id.optional(),
          identityNumber: z.string().max(30).optional(),
          role: z.enum(participationRoles),
        }),
      )
      .max(5000),
    remove: z.array(z.object({ personId: id, role: z.enum(participationRoles) })).max(5000),
  }),
  reply: z.object({
    added: z.int(),
    removed: z.int(),
    refused: z.array(z.object({ who: z.string(), because: z.string() })),
  }),
})

export const saveAttendance = route({
  method: 'PUT',
  path: '/api/activities/:id/attendance',
  roles: editors,
  summary: '保存签到表：全部或没有',
  params: idParams,
  body: z.object({
    key: requestKey,
    changes: z
      .array(z.object({ p: id, slot: z.int().min(1), status: z.enum(attendanceStatuses).nullable() }))
      .min(1)
      .max(20000),
  }),
  /** `pending`: recognition and credits follow by themselves, within seconds or once the activity has ended. */
  reply: z.object({ saved: z.int(), recognised: z.int(), entries: z.int(), pending: z.boolean() }),
})

export const cancelActivity = route({
  method: 'POST',
  path: '/api/activities/:id/cancel',
  roles: editors,
  summary: '取消活动，写明原因',
  params: idParams,
  body: z.object({ key: requestKey, because: z.string().trim().min(2, '请写明原因').max(200) }),
  reply: z.object({ reversed: z.int() }),
})

export const slotParams = z.object({ id, slot: z.coerce.number().int().min(1) })
export const setSlotTimes = route({
  method: 'PUT',
  path: '/api/activities/:id/slots/:slot',
  roles: editors,
  summary: '设定一场签到的开放、迟到和截止时间',
  params: slotParams,
  body: z.object({ opensAt: instant, lateAfter: instant, closesAt: instant }),
  reply: slotView,
})

/** What the hall's screen shows; asked for again every few seconds. */
export const projector = route({
  method: 'GET',
  path: '/api/activities/:id/slots/:slot/projector',
  roles: editors,
  summary: '签到大屏：轮换的二维码、短码、人数和到场者',
  params: slotParams,
  /** The page's own origin (location.origin): phones must reach it, so the link in the code begins with it. */
  query: z.object({ origin: z.url({ protocol: /^https?$/ }).max(200) }),
  reply: z.object({
    activity: z.string(),
    slot: slotView,
    now: instant,
    /** Null unless the slot is open; so are the link and the short code. */
    qrSvg: z.string().nullable(),
    link: z.string().nullable(),
    shortCode: z.string().nullable(),
    /** Until the code changes, then until the short code does; 0 while there is none. */
    secondsLeft: z.number(),
    shortSecondsLeft: z.number(),
    expected: z.int(),
    came: z.int(),
    /** Newest first, masked nowhere: the hall knows each other. */
    names: z.array(z.string()),
    words: z.string(),
  }),
})
