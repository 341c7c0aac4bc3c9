import * as z from 'zod'
import { action, day, id, requestKey, unitRef, year } from './common.ts'
import { officers, route, signedIn } from './route.ts'

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
  /** How many each school may recommend, where the round says so and it is asked for. */
  unitPlaces: z.array(z.object({ unit: unitRef, category: z.string(), places: z.int() })),
})
export const rounds = route({
  method: 'GET',
  path: '/api/rounds',
  roles: signedIn,
  summary: '批次：时间、名额和进展',
  query: z.object({
    system: z.string().max(40).optional(),
    year: year.optional(),
    /** Whether the places of each school are told as well: there may be thousands. */
    ofUnits: z.stringbool().optional(),
  }),
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
