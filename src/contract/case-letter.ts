import * as z from 'zod'
import { id } from './common.ts'
import { desk, route } from './route.ts'

/** Asked before a number is given out, and changing nothing; the chosen cases are too many for an address. */
export const caseLetters = route({
  method: 'POST',
  path: '/api/cases/letters',
  roles: desk,
  summary: '发文前看文号：所选事项的发文是否已印发，文号是什么',
  body: z.object({ cases: z.array(id).min(1).max(2000) }),
  reply: z.object({
    /** One row for each letter that numbers some of the chosen; none where the number is always typed. */
    rows: z.array(
      z.object({
        title: z.string(),
        /** Its number, taken where none is typed; null while there is none that may be taken, and why. */
        number: z.string().nullable(),
        because: z.string().nullable(),
        cases: z.int(),
      }),
    ),
  }),
})
