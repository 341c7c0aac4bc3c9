import * as z from 'zod'
import { action, day, id, idParams, instant, requestKey, unitRef } from './common.ts'
import { desk, editors, route } from './route.ts'

export const participationRoles = ['trainee', 'lecturer', 'team', 'organiser'] as const
export const attendanceStatuses = ['present', 'late', 'leave', 'absent'] as const
export type AttendanceStatus = (typeof attendanceStatuses)[number]

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
    programme: z.object({
      id,
      title: z.string(),
      system: z.string(),
      systemTitle: z.string(),
      organiser: unitRef,
    }),
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
