import * as z from 'zod'
import { action, bodyYear, done, instant, requestKey, year } from './common.ts'
import { desk, officers, route } from './route.ts'

const systemOfYear = z.object({ id: z.string().max(40) })
/** A number of a system: how people call it, what holds, and what holds where nothing is set. */
export const systemParam = z.object({
  name: z.string(),
  about: z.string(),
  value: z.json(),
  usual: z.json(),
})
const values = z.record(z.string().max(40), z.json())
/** 文号 of the document that numbers rest on, who entered it, and when; nulls while the defaults hold. */
const origin = {
  document: z.string().nullable(),
  setAt: instant.nullable(),
  setBy: z.string().nullable(),
}

export const numberedSystem = z.object({
  id: z.string(),
  title: z.string(),
  /** The world of the menu in which it is found. */
  menu: z.string(),
  about: z.string(),
  params: z.array(systemParam),
  ...origin,
})
export type NumberedSystem = z.infer<typeof numberedSystem>

export const allParams = route({
  method: 'GET',
  path: '/api/systems/params',
  roles: desk,
  summary: '各体系本年的参数和依据',
  query: z.object({ year }),
  reply: z.object({ year: z.int(), systems: z.array(numberedSystem) }),
})

export const systemParams = route({
  method: 'GET',
  path: '/api/systems/:id/params',
  roles: desk,
  summary: '体系的年度参数：本年的值、默认值、依据和历次改动',
  params: systemOfYear,
  query: z.object({ year }),
  reply: numberedSystem.extend({
    year: z.int(),
    /** The page with the rules and their sources. */
    basis: z.string(),
    rules: z.array(z.string()),
    /** Every setting of every year, newest first, with what it changed. */
    history: z.array(
      z.object({
        year: z.int(),
        at: instant,
        by: z.string(),
        document: z.string(),
        changes: z.array(z.object({ about: z.string(), from: z.json(), to: z.json() })),
      }),
    ),
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
    values,
  }),
  reply: done,
})

/** One record of the year before that other numbers would have judged otherwise. */
export const difference = z.object({
  title: z.string(),
  note: z.string(),
  /** Where it is shown. */
  href: z.string(),
  was: z.array(z.string()),
  would: z.array(z.string()),
})
export const whatIf = route({
  method: 'POST',
  path: '/api/systems/:id/what-if',
  roles: officers,
  summary: '试算：这些参数放到上一年会怎样；不改动任何记录',
  params: systemOfYear,
  body: z.object({ year: bodyYear, values }),
  reply: z.object({
    /** The year that was looked at. */
    year: z.int(),
    /** What is counted: 个项目, 件事项. */
    unit: z.string(),
    total: z.int(),
    was: z.int(),
    would: z.int(),
    rows: z.array(difference),
  }),
})
