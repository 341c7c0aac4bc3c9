import { sql } from 'kysely'
import type * as z from 'zod'
import type { changeRoster } from '#contract/activity.ts'
import { audit, type Work } from '#kernel/call.ts'
import { once } from '#kernel/once.ts'
import { identityNumberFault, maskIdentityNumber, normaliseIdentityNumber } from '#lib/identity-number.ts'
import { activityToChange, type Activity } from './find.ts'
import { settleAfter } from './settle.ts'

/** Who is to be added and removed. */
export type RosterChange = z.output<NonNullable<(typeof changeRoster)['body']>>
type Wanted = RosterChange['add'][number]
type Removal = RosterChange['remove'][number]
type Named = { person: string; role: Wanted['role']; name: string }
type Left = { who: string; because: string }

/** What was done, and who was left out for which reason. */
export type RosterOutcome = { added: number; removed: number; refused: Left[] }

/**
 * Adds people by id or by pasted identity number, and removes people; whoever cannot be is named with the reason, and
 * the others are done.
 * @throws Refused 404, 403, 409 for the activity as a whole.
 */
export function changePeople(work: Work, id: string, change: RosterChange): Promise<RosterOutcome> {
  const { key, ...content } = change
  return once(work, { key, action: 'change-roster', content: { id, ...content } }, async () => {
    const activity = await activityToChange(work, id)
    const found = await resolve(work, change.add)
    const added = await add(work, activity, found.named)
    const taken = await remove(work, activity, change.remove)
    const outcome = { added, removed: taken.removed, refused: [...found.refused, ...taken.refused] }
    if (added + taken.removed > 0) {
      await audit(
        work.tx,
        'change-roster',
        { kind: 'activity', id },
        {
          added: found.named.map(({ person, role }) => `${person}/${role}`),
          removed: change.remove.map(({ personId, role }) => `${personId}/${role}`),
        },
      )
      await settleAfter(work, activity, `活动《${activity.title}》名单更正`)
    }
    return outcome
  })
}

type PersonRow = { id: string; name: string; identity_number: string }

async function resolve(
  { tx, caller }: Work,
  wanted: readonly Wanted[],
): Promise<{ named: Named[]; refused: Left[] }> {
  const asked = wanted.map((one) => ({ ...one, number: normaliseIdentityNumber(one.identityNumber ?? '') }))
  const { rows } =
    await sql<PersonRow>`select id, name, identity_number from person where region_id = ${caller.region}
    and (id = any (${asked.flatMap((one) => one.personId ?? [])}::uuid[])
      or identity_number = any (${asked.map((one) => one.number)}::text[]))`.execute(tx)
  const byId = new Map(rows.map((row) => [row.id, row]))
  const byNumber = new Map(rows.map((row) => [row.identity_number, row]))
  const outcome: { named: Named[]; refused: Left[] } = { named: [], refused: [] }
  for (const { personId, number, role } of asked) {
    const row = personId === undefined ? byNumber.get(number) : byId.get(personId)
    if (row === undefined) outcome.refused.push(unknownPerson(personId, number))
    else outcome.named.push({ person: row.id, role, name: row.name })
  }
  return outcome
}

function unknownPerson(personId: string | undefined, number: string): Left {
  if (personId !== undefined) return { who: '所选的人', because: '不在名册里，或不在您的管理范围内。' }
  if (identityNumberFault(number) !== null) {
    const because = '不是正确的身份证件号，请按证件核对（18 位，末位可以是 X）。'
    return { who: maskIdentityNumber(number) || '空白', because }
  }
  return {
    who: maskIdentityNumber(number),
    because: '名册里没有这位教师，或不在您的管理范围内；请先建档或导入。',
  }
}

async function add({ tx, caller }: Work, activity: Activity, people: readonly Named[]): Promise<number> {
  if (people.length === 0) return 0
  const done = await sql`insert into participation (region_id, activity_id, person_id, role)
    select ${caller.region}, ${activity.id}, n.person, n.role
    from unnest(${people.map((p) => p.person)}::uuid[], ${people.map((p) => p.role)}::text[]) n(person, role)
    order by n.person, n.role on conflict do nothing`.execute(tx)
  return Number(done.numAffectedRows ?? 0n)
}

type OnRoster = { person_id: string; name: string; role: Removal['role']; marked: boolean }

/** Who has been marked stays in one role at least: a mark without a name on the roster would be a record of nobody. */
async function remove(
  { tx, caller }: Work,
  activity: Activity,
  removals: readonly Removal[],
): Promise<{ removed: number; refused: Left[] }> {
  const { rows } = await sql<OnRoster>`select p.person_id, n.name, p.role, exists (select from attendance t
      where t.region_id = p.region_id and t.activity_id = p.activity_id and t.person_id = p.person_id) as marked
    from participation p join person n on n.region_id = p.region_id and n.id = p.person_id
    where p.region_id = ${caller.region} and p.activity_id = ${activity.id}
      and p.person_id = any (${removals.map((one) => one.personId)}::uuid[])`.execute(tx)
  const { going, refused } = judgeRemovals(
    rows,
    new Set(removals.map((one) => `${one.personId}/${one.role}`)),
  )
  const done = await sql`delete from participation p
    using unnest(${going.map((g) => g.person_id)}::uuid[], ${going.map((g) => g.role)}::text[]) n(person, role)
    where p.region_id = ${caller.region} and p.activity_id = ${activity.id} and p.person_id = n.person and p.role = n.role`.execute(
    tx,
  )
  return { removed: Number(done.numAffectedRows ?? 0n), refused }
}

function judgeRemovals(
  rows: readonly OnRoster[],
  asked: ReadonlySet<string>,
): { going: OnRoster[]; refused: Left[] } {
  const going = rows.filter((row) => asked.has(`${row.person_id}/${row.role}`))
  const staying = new Set(rows.filter((row) => !going.includes(row)).map((row) => row.person_id))
  const stuck = going.filter((row) => row.marked && !staying.has(row.person_id))
  const refused = stuck.map((row) => ({
    who: row.name,
    because: '已有签到记录，不能移出名单；登记有误的，请先在签到表里清除他的签到。',
  }))
  return { going: going.filter((row) => !stuck.includes(row)), refused }
}
