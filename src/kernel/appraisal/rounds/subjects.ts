import { sql } from 'kysely'
import { dayAt } from '#lib/dates.ts'
import { newId } from '#lib/ids.ts'
import { Refused } from '#lib/refusal.ts'
import type { Work } from '#kernel/call.ts'
import type { NewTarget } from './store.ts'

/** What can be added as targets by its own code or id. */
export type SubjectKind = 'unit' | 'person' | 'programme'

type Found = Omit<NewTarget, 'id' | 'kind'> & { named: string }

/** 乡村 by the unit's class: what a floor for rural ones asks for. */
const GROUP = sql`case when s.urban = 'rural' then '乡村' end`

/**
 * Units by code, people and programmes by id, as targets of an appraisal: among those that the session sees.
 * @throws Refused 422 naming the first that is not there.
 */
export async function targetsNamed(
  work: Work,
  kind: SubjectKind,
  named: readonly string[],
): Promise<NewTarget[]> {
  const found = await lookUp(work, kind, named)
  const missing = named.find((name) => !found.some((row) => row.named === name))
  if (missing !== undefined) {
    const what = { unit: '单位', person: '教师', programme: '项目' }[kind]
    throw new Refused(422, {
      code: 'reference',
      because: `没有找到${what} ${missing}，或不在您的查看范围内。`,
      field: 'subjects',
    })
  }
  return found.map(({ named: _code, ...row }) => ({ id: newId(work.now.getTime()), kind, ...row }))
}

async function lookUp(
  { tx, caller, now }: Work,
  kind: SubjectKind,
  named: readonly string[],
): Promise<Found[]> {
  const today = sql`${dayAt(now)}::date`
  const region = caller.region
  const select = {
    unit: sql<Found>`select u.code as named, u.id as "subjectId", u.id as "unitId", s.name as title, ${GROUP} as "group"
      from unit u join unit_state s on s.region_id = u.region_id and s.unit_id = u.id and s.valid @> ${today}
      where u.region_id = ${region} and u.code = any (${named}::text[]) and (session_wide() or u.id = any (session_units()))`,
    person: sql<Found>`select p.id::text as named, p.id as "subjectId", w.unit_id as "unitId", p.name as title, ${GROUP} as "group"
      from person p join person_state w on w.region_id = p.region_id and w.person_id = p.id and w.valid @> ${today}
      left join unit_state s on s.region_id = w.region_id and s.unit_id = w.unit_id and s.valid @> ${today}
      where p.region_id = ${region} and p.id::text = any (${named}::text[])`,
    programme: sql<Found>`select p.id::text as named, p.id as "subjectId", p.organiser_id as "unitId", p.title, ${GROUP} as "group"
      from programme p left join unit_state s on s.region_id = p.region_id and s.unit_id = p.organiser_id and s.valid @> ${today}
      where p.region_id = ${region} and p.id::text = any (${named}::text[]) and (session_wide() or p.organiser_id = any (session_units()))`,
  }[kind]
  return (await select.execute(tx)).rows
}

/** People as judges, with the unit they are posted to. @throws Refused 422 for who is not in view. */
export async function judgesNamed(
  { tx, caller, now }: Work,
  people: readonly string[],
): Promise<{ id: string; personId: string; unitId: string | null; name: string }[]> {
  const { rows } = await sql<{ personId: string; unitId: string | null; name: string }>`
    select p.id as "personId", w.unit_id as "unitId", p.name from person p
    left join person_state w on w.region_id = p.region_id and w.person_id = p.id and w.valid @> ${dayAt(now)}::date
    where p.region_id = ${caller.region} and p.id = any (${people}::uuid[]) order by array_position(${people}::uuid[], p.id)`.execute(
    tx,
  )
  if (rows.length < new Set(people).size) {
    throw new Refused(422, {
      code: 'reference',
      because: '有的教师不在您的查看范围内，请重新选择。',
      field: 'people',
    })
  }
  return rows.map((row) => ({ id: newId(now.getTime()), ...row }))
}
