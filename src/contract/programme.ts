import * as z from 'zod'
import { activityRow, participationRoles } from './activity.ts'
import { action, day, id, idParams, paging, requestKey, unitRef, year } from './common.ts'
import { figureIds } from './figures.ts'
import { desk, editors, route } from './route.ts'

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
