import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { Role } from '#contract/route.ts'
import type { Database } from '#db/open.ts'
import { inWork, type Runtime, type Work } from '#kernel/call.ts'
import { instantOf } from '#lib/dates.ts'
import { newId } from '#lib/ids.ts'
import { addPeople, makeCounty, type County } from '#test/people/county.ts'

/** A county with one programme, whose clock the test moves. */
export type Hall = {
  db: Database
  county: County
  runtime: Runtime
  clock: { now: Date }
  /** Opens a session. */
  session(who: Who): Promise<Buffer>
  /** Runs work in the name of somebody. */
  as<T>(who: Who, work: (work: Work) => Promise<T>): Promise<T>
}

/** Somebody: a role with its unit, or a teacher by name. */
export type Who = { role: Role | 'system'; unit?: string; person?: string }

export const officer: Who = { role: 'officer' }
export const teacher = (person: string): Who => ({ role: 'teacher', person })

/** The local time of 8 March 2025, when everything happens. */
export const at = (clock: string, day = '2025-03-08'): Date => instantOf(`${day} ${clock}`)

/** A county of a centre and two schools; 甲 and 乙 teach in S1, 丙 in S2. */
export async function makeHall(db: Database, code = '990001'): Promise<Hall> {
  const county = await makeCounty(db, code, [
    { code, category: 'region', name: '测试县' },
    { code: 'C', category: 'centre', parent: code, name: '发展中心' },
    { code: 'S1', category: 'school', parent: code, name: '第一小学' },
    { code: 'S2', category: 'school', parent: code, name: '第二小学' },
  ])
  await addPeople(db, county, 'S1', ['甲', '乙'])
  await addPeople(db, county, 'S2', ['丙'])
  const clock = { now: at('09:00:00') }
  const runtime: Runtime = { db, dataDir: '/nowhere', now: () => clock.now }
  const session = (who: Who): Promise<Buffer> => openSession(db, county, who)
  return {
    db,
    county,
    runtime,
    clock,
    session,
    as: async (who, work) => inWork(runtime, await session(who), work),
  }
}

async function openSession(db: Database, county: County, who: Who): Promise<Buffer> {
  const hash = createHash('sha256').update(randomBytes(16)).digest()
  await db.admin.query(
    `insert into session (token_hash, region_id, kind, role, unit_id, person_id, actor, idle_seconds, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, 86400, now() + interval '1 day')`,
    [
      hash,
      county.region,
      who.role === 'system' ? 'system' : 'user',
      who.role,
      county.units.get(who.unit ?? '') ?? null,
      county.people.get(who.person ?? '') ?? null,
      who.person ?? who.role,
    ],
  )
  return hash
}

/** What a programme and its activity are made of, where the test does not care. */
export type Wanted = {
  organiser: string
  system: string
  category: string | null
  slots: number
  from: Date
  until: Date
  hours: number
}

const USUAL: Wanted = {
  organiser: 'C',
  system: 'group-training',
  category: '集中',
  slots: 2,
  from: at('08:30:00'),
  until: at('16:30:00'),
  hours: 8,
}

let made = 0

/** Adds a programme with one activity and its trainees. @returns their ids. */
export async function addActivity(
  hall: Hall,
  people: readonly string[],
  wanted: Partial<Wanted> = {},
): Promise<{ programme: string; activity: string }> {
  const { db, county } = hall
  const want = { ...USUAL, ...wanted }
  const [programme, activity] = [newId(), newId()]
  made += 1
  await db.admin.query(
    `insert into programme (region_id, id, code, title, system, level, year, organiser_id, category)
     values ($1, $2, $3, $4, $5, 'county', 2025, $6, $7)`,
    [
      county.region,
      programme,
      `P${made}`,
      `项目${made}`,
      want.system,
      county.units.get(want.organiser),
      want.category,
    ],
  )
  await db.admin.query(
    `insert into activity (region_id, id, programme_id, code, title, starts_at, ends_at, hours, slots)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      county.region,
      activity,
      programme,
      `A${made}`,
      `活动${made}`,
      want.from,
      want.until,
      want.hours,
      want.slots,
    ],
  )
  for (const name of people) {
    await db.admin.query(
      `insert into participation (region_id, activity_id, person_id, role) values ($1, $2, $3, 'trainee')`,
      [county.region, activity, county.people.get(name)],
    )
  }
  return { programme, activity }
}

/** One credit an hour, at least 80 % of the slots. */
export async function addPolicy(hall: Hall, year = 2025): Promise<void> {
  await hall.db.admin.query(
    `insert into credit_policy (region_id, year, category, position, required, hours_per_credit, least_rate)
     values ($1, $2, '集中', 1, 16, 1, 0.8), ($1, $2, '校本', 2, 24, 1, 0.8)`,
    [hall.county.region, year],
  )
}

/** A key as a browser would make it. */
export const key = (): string => randomUUID()
