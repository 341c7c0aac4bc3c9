import * as z from 'zod'
import { systemParams } from './case-manifest.ts'
import { year } from './common.ts'
import { desk, route } from './route.ts'

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
