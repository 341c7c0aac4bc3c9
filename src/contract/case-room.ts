import * as z from 'zod'
import { id } from './common.ts'
import { desk, route } from './route.ts'

/** Asked before deciding, and changing nothing; the chosen cases are too many for an address. */
export const caseRoom = route({
  method: 'POST',
  path: '/api/cases/room',
  roles: desk,
  summary: '审定前看名额：各类别已用、剩余，所选的够不够',
  body: z.object({ cases: z.array(id).min(1).max(2000) }),
  reply: z.object({
    rows: z.array(
      z.object({
        category: z.string(),
        places: z.int(),
        taken: z.int(),
        floor: z.int(),
        floorTitle: z.string(),
        takenOfFloor: z.int(),
        chosen: z.int(),
        chosenOfFloor: z.int(),
        /** So many of the chosen find no place, and why the first of them does not. */
        refused: z.int(),
        because: z.string().nullable(),
      }),
    ),
  }),
})
