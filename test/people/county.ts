import { createHash, randomBytes } from 'node:crypto'
import type { Role } from '#contract/route.ts'
import type { Database } from '#db/open.ts'
import { checkCharacter } from '#lib/identity-number.ts'
import { newId } from '#lib/ids.ts'
import { pinyinInitials } from '#lib/pinyin.ts'
import { inWork, type Work } from '#kernel/call.ts'

/** A made-up county with its own clock, built by the administrator, looked at through sessions. */
export type County = {
  region: number
  units: Map<string, string>
  people: Map<string, string>
  /** Runs work in the name of a role; a cluster's or a school's with the unit's code. */
  as: <T>(who: Who, work: (work: Work) => Promise<T>) => Promise<T>
}
export type Who = { role: Role | 'system'; unit?: string; person?: string }

/** What the clock of all works in the county shows. */
export const NOW = new Date('2026-11-21T02:00:00Z')

type Unit = { code: string; name?: string; category: string; parent?: string; closed?: string; into?: string }

/** Adds a region with units; a parent or a successor may stand anywhere in the list. */
export async function makeCounty(db: Database, code: string, units: Unit[]): Promise<County> {
  const { rows } = await db.admin.query<{ id: number }>(
    'insert into region (code, name) values ($1, $2) returning id',
    [code, `${code}县`],
  )
  const region = rows[0]!.id
  const ids = new Map(units.map((unit) => [unit.code, newId()]))
  for (const unit of units) {
    await db.admin.query(
      'insert into unit (region_id, id, code, category, closed_on) values ($1, $2, $3, $4, $5)',
      [region, ids.get(unit.code), unit.code, unit.category, unit.closed ?? null],
    )
  }
  for (const unit of units) await addState(db, region, ids, unit)
  const people = new Map<string, string>()
  return {
    region,
    units: ids,
    people,
    as: (who, work) => actAs(db, { region, units: ids, people }, who, work),
  }
}

/** A county that is there already, with its units by code and its people by name. */
export async function countyOf(db: Database, region: number): Promise<County> {
  const found = async (table: 'unit' | 'person', word: 'code' | 'name'): Promise<Map<string, string>> => {
    const { rows } = await db.admin.query<{ id: string; word: string }>(
      `select id, ${word} as word from ${table} where region_id = $1`,
      [region],
    )
    return new Map(rows.map((row) => [row.word, row.id]))
  }
  const known = { region, units: await found('unit', 'code'), people: await found('person', 'name') }
  return { ...known, as: (who, work) => actAs(db, known, who, work) }
}

async function addState(
  db: Database,
  region: number,
  ids: ReadonlyMap<string, string>,
  unit: Unit,
): Promise<void> {
  const kind = unit.category === 'school' ? 'primary' : null
  await db.admin.query(
    `insert into unit_state (region_id, unit_id, valid, name, parent_id, kind, urban) values ($1, $2, '(,)', $3, $4, $5, $6)`,
    [region, ids.get(unit.code), unit.name ?? unit.code, ids.get(unit.parent ?? ''), kind, kind && 'rural'],
  )
  await db.admin.query('update unit set successor_id = $3 where region_id = $1 and id = $2', [
    region,
    ids.get(unit.code),
    ids.get(unit.into ?? ''),
  ])
}

async function actAs<T>(
  db: Database,
  county: { region: number; units: ReadonlyMap<string, string>; people: ReadonlyMap<string, string> },
  who: Who,
  work: (work: Work) => Promise<T>,
): Promise<T> {
  const hash = createHash('sha256').update(randomBytes(16)).digest()
  await db.admin.query(
    `insert into session (token_hash, region_id, kind, role, unit_id, person_id, actor, idle_seconds, expires_at)
     values ($1, $2, $3, $4, $5, $6, $4, 600, now() + interval '1 hour')`,
    [
      hash,
      county.region,
      who.role === 'system' ? 'system' : 'user',
      who.role,
      county.units.get(who.unit ?? '') ?? null,
      county.people.get(who.person ?? '') ?? null,
    ],
  )
  return inWork({ db, dataDir: '/nowhere', now: () => NOW }, hash, work)
}

let order = 0

/** A valid identity number of its own for the n-th person. */
export function identityNumber(n: number): string {
  const digits = `330102198001${String(1 + (n % 28)).padStart(2, '0')}${String(n % 1000).padStart(3, '0')}`
  return digits + checkCharacter(digits)
}

/** Adds people to a unit; their names are how tests find them again. */
export async function addPeople(
  db: Database,
  county: County,
  unit: string,
  names: readonly string[],
): Promise<void> {
  for (const name of names) {
    order += 1
    const id = newId()
    county.people.set(name, id)
    await db.admin.query(
      `insert into person (region_id, id, identity_number, name, name_initials, phone, file_order) values ($1, $2, $3, $4, $5, $6, $7)`,
      [county.region, id, identityNumber(order), name, pinyinInitials(name), `1380000${1000 + order}`, order],
    )
    await db.admin.query(
      `insert into person_state (region_id, person_id, valid, unit_id, stage, subject, rank) values ($1, $2, '(,)', $3, '小学', '语文', '一级教师')`,
      [county.region, id, county.units.get(unit)],
    )
  }
}
