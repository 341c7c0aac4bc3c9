import { randomUUID } from 'node:crypto'
import { roles, type Role } from '#contract/route.ts'
import type { Database } from '#db/open.ts'
import { settleActivities } from '#kernel/credit/service.ts'
import { inWork, type Runtime } from '#kernel/call.ts'
import { hashPassword } from '#kernel/account/password.ts'
import { openSession, asAdmin } from '#kernel/account/sessions.ts'
import { systemSession } from '#kernel/account/system-session.ts'
import { makeMessages } from './message-fixture.ts'
import { makeMoney } from './money-fixture.ts'
import { makeTitles } from './title-fixture.ts'
import { makeCommittee } from './committee-fixture.ts'
import { makeExams, makeNeeds, type ExamRecords } from './need-fixture.ts'
import { makeDocuments, makeRecords } from './record-fixture.ts'
import { makeSchoolBased } from './school-based-fixture.ts'
import { makeTopics } from './topic-fixture.ts'
import { makeRegion, PASSWORD } from '#test/http/harness.ts'
import { makeAppraisals } from './appraisal-fixture.ts'
import { makeCases, type CaseOwner, type CaseRecords } from './case-fixture.ts'

/**
 * Two small regions alike. In each: the root; cluster c1 with schools a and b, cluster c2 with school c. Everybody
 * who has an account is posted where the account belongs, and each unit organises one programme with an activity.
 */
export const UNITS = ['root', 'c1', 'c2', 'a', 'b', 'c'] as const
export type UnitName = (typeof UNITS)[number]

/** Who is posted where: an account of each role, and a colleague at each school. */
export const STAFF = {
  officer: 'root',
  leader: 'root',
  cluster: 'c1',
  school: 'a',
  teacher: 'a',
  'colleague-a': 'a',
  'colleague-b': 'b',
  'colleague-c': 'c',
} as const satisfies Record<string, UnitName>
export type StaffName = keyof typeof STAFF

const PARENTS: Record<UnitName, UnitName | null> = {
  root: null,
  c1: 'root',
  c2: 'root',
  a: 'c1',
  b: 'c1',
  c: 'c2',
}
const CATEGORIES: Record<UnitName, string> = {
  root: 'region',
  c1: 'cluster',
  c2: 'cluster',
  a: 'school',
  b: 'school',
  c: 'school',
}
const ROLE_UNITS: Partial<Record<Role, UnitName>> = { cluster: 'c1', school: 'a' }

/** What one unit has: its ids. */
export type UnitRecords = { id: string; code: string; programme: string; activity: string; document: string }
/** One region of the fixture. */
export type County = {
  id: number
  units: Record<UnitName, UnitRecords>
  people: Record<StaffName, { id: string; identityNumber: string }>
  accounts: Record<Role, string>
  batch: string
  cases: Record<CaseOwner, CaseRecords>
  /** A public notice. */
  notice: string
  exams: ExamRecords
  /** A sitting of a committee. */
  sitting: string
  needs: Record<CaseOwner, string>
}

/** Fills a region. `number` tells the two apart in codes and identity numbers. */
export async function makeCounty(runtime: Runtime, number: 1 | 2): Promise<County> {
  const { db } = runtime
  const region = await makeRegion(db, `R${number}`, number === 1 ? '甲县' : '乙县')
  const units = await makeUnits(db, region, number)
  const people = await makePeople(db, region, number, units)
  const accounts = await makeAccounts(db, region, units, people)
  await makeProgrammes(db, region, number, units, people)
  const batch = await makeRecords(db, region, units, people)
  const session = await systemSession(db, region, 'fixture')
  const activities = UNITS.map((unit) => units[unit].activity)
  await inWork(runtime, session.hash, (work) =>
    settleActivities(work, activities, { because: '试', batch: null }),
  )
  await makeDocuments(runtime, session.hash, region, units)
  await session.end()
  const cases = await makeCases(db, { id: region, units, people, accounts }, STAFF)
  await makeAppraisals(db, { id: region, units, people, batch })
  await makeTopics(db, { id: region, units, people, batch }, STAFF)
  await makeSchoolBased(db, { id: region, units, people, batch }, STAFF)
  await makeTitles(db, { id: region, units, people })
  await makeMoney(db, { id: region, units, people, batch })
  await makeMessages(db, { id: region, units, people, batch }, STAFF)
  const exams = await makeExams(db, { id: region }, cases.cases)
  const sitting = await makeCommittee(db, { id: region, people }, exams.round, cases.cases)
  const needs = await makeNeeds(db, { id: region, units, people, accounts })
  return { id: region, units, people, accounts, batch, exams, sitting, needs, ...cases }
}

async function makeUnits(db: Database, region: number, number: number): Promise<County['units']> {
  const entries = UNITS.map((name) => {
    const ids = { id: randomUUID(), programme: randomUUID(), activity: randomUUID(), document: randomUUID() }
    return [name, { ...ids, code: name === 'root' ? `R${number}` : `${name}-${number}` }] as const
  })
  const units = Object.fromEntries(entries) as County['units']
  for (const name of UNITS) {
    const { id, code } = units[name]
    await db.admin.query(
      'insert into unit (region_id, id, code, category, opened_on) values ($1, $2, $3, $4, $5)',
      [region, id, code, CATEGORIES[name], '2000-01-01'],
    )
    const parent = PARENTS[name]
    await db.admin.query(
      `insert into unit_state (region_id, unit_id, valid, name, parent_id, kind, urban)
        values ($1, $2, daterange('2000-01-01', null), $3, $4, $5, $6)`,
      [
        region,
        id,
        `单位 ${code}`,
        parent === null ? null : units[parent].id,
        CATEGORIES[name] === 'school' ? 'primary' : null,
        'rural',
      ],
    )
  }
  return units
}

async function makePeople(
  db: Database,
  region: number,
  number: number,
  units: County['units'],
): Promise<County['people']> {
  const made: [string, { id: string; identityNumber: string }][] = []
  for (const [index, [name, unit]] of Object.entries(STAFF).entries()) {
    const [id, identityNumber] = [randomUUID(), identity(number, index)]
    await db.admin.query(
      `insert into person (region_id, id, identity_number, name, name_initials, phone, file_order)
        values ($1, $2, $3, $4, 'zs', $5, $6)`,
      [region, id, identityNumber, `张${name}${number}`, `1380000${number}00${index}`, index],
    )
    await db.admin.query(
      `insert into person_state (region_id, person_id, valid, unit_id, stage, subject)
        values ($1, $2, daterange('2020-01-01', null), $3, '小学', '语文')`,
      [region, id, units[unit].id],
    )
    made.push([name, { id, identityNumber }])
  }
  return Object.fromEntries(made) as County['people']
}

/** Eighteen digits with a true check digit (GB 11643). */
function identity(number: number, index: number): string {
  const body = `99012319900101${String(number * 100 + index).padStart(3, '0')}`
  const sum = [...body].reduce((total, digit, at) => total + Number(digit) * (2 ** (17 - at) % 11), 0)
  return body + '10X98765432'[sum % 11]
}

async function makeAccounts(
  db: Database,
  region: number,
  units: County['units'],
  people: County['people'],
): Promise<County['accounts']> {
  const made: [Role, string][] = []
  const passwordHash = await hashPassword(PASSWORD)
  for (const role of roles) {
    const id = randomUUID()
    await db.admin.query(
      `insert into account (region_id, id, login, display_name, person_id, password_hash, created_by)
        values ($1, $2, $3, $3, $4, $5, 'fixture')`,
      [region, id, role, role === 'applicant' ? null : people[role].id, passwordHash],
    )
    const unit = ROLE_UNITS[role]
    await db.admin.query(
      `insert into account_role (region_id, account_id, role, unit_id, granted_by) values ($1, $2, $3, $4, 'fixture')`,
      [region, id, role, unit === undefined ? null : units[unit].id],
    )
    made.push([role, id])
  }
  await db.admin.query(
    `insert into applicant (region_id, account_id, identity_number) values ($1, $2, '110105194912310011')`,
    [region, Object.fromEntries(made)['applicant']],
  )
  return Object.fromEntries(made) as County['accounts']
}

async function makeProgrammes(
  db: Database,
  region: number,
  number: number,
  units: County['units'],
  people: County['people'],
): Promise<void> {
  await db.admin.query(
    `insert into credit_policy (region_id, year, category, position, required, hours_per_credit, least_rate)
      values ($1, 2025, '集中', 1, 2, 8, 0.8)`,
    [region],
  )
  for (const name of UNITS) {
    const unit = units[name]
    await db.admin.query(
      `insert into programme (region_id, id, code, title, system, level, year, organiser_id, category)
        values ($1, $2, $3, $4, 'group-training', 'county', 2025, $5, '集中')`,
      [region, unit.programme, `P-${name}-${number}`, `项目 ${name}`, unit.id],
    )
    await db.admin.query(
      `insert into activity (region_id, id, programme_id, code, title, starts_at, ends_at, hours, slots)
        values ($1, $2, $3, $4, $5, '2025-05-01 08:00+08', '2025-05-01 17:00+08', 8, 1)`,
      [region, unit.activity, unit.programme, `A-${name}-${number}`, `活动 ${name}`],
    )
    await db.admin.query(
      `insert into participation (region_id, activity_id, person_id, role) select $1, $2, unnest($3::uuid[]), 'trainee'`,
      [region, unit.activity, Object.values(people).map((person) => person.id)],
    )
    await db.admin.query(
      `insert into attendance (region_id, activity_id, person_id, slot, status, method, recorded_by)
        select $1, $2, unnest($3::uuid[]), 1, 'present', 'list', 'fixture'`,
      [region, unit.activity, Object.values(people).map((person) => person.id)],
    )
  }
}

/** A session in a role of a county; gives its token and hash. */
export async function sessionAs(
  db: Database,
  county: County,
  role: Role,
): Promise<{ token: string; hash: Buffer }> {
  const unit = ROLE_UNITS[role]
  const opened = await asAdmin(db, (client) =>
    openSession(client, {
      regionId: county.id,
      accountId: county.accounts[role],
      held: { role, unitId: unit === undefined ? null : county.units[unit].id },
      actor: role,
      device: 'fixture',
      stay: false,
    }),
  )
  if (opened === null) throw new Error(`no session as ${role}`)
  return opened
}
