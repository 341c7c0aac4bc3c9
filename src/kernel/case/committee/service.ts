import { sql } from 'kysely'
import type * as z from 'zod'
import type { correctSitting, recordSitting } from '#contract/committee.ts'
import { dayAt, type Day } from '#lib/dates.ts'
import { notFound, Refused } from '#lib/refusal.ts'
import { audit, type Work } from '#kernel/call.ts'
import { once } from '#kernel/once.ts'
import { notPosted, unfit } from '../eligible.ts'
import type { Cases } from '../registry.ts'
import type { Round } from '../round.ts'
import { subjectsOn } from '../subject.ts'
import { committeeAt, type Seat } from './round.ts'
import { refuseSitting } from './rules.ts'
import { insertRecord, insertSitting, sittingsOf, type Member, type Sitting } from './store.ts'

type Said = Omit<z.output<NonNullable<typeof recordSitting.body>>, 'key'>
type Corrected = Omit<z.output<NonNullable<typeof correctSitting.body>>, 'key'>

/**
 * Records that a committee sat on the cases of a round: the day, the place, who presided and who was there.
 * @throws Refused 404, 409 where it is recorded already, 422 with the field for a day to come or before the round, too few
 * members, one who is not on file or not what is asked for.
 */
export function record(
  work: Work,
  cases: Cases,
  at: { id: string; stage: string },
  { key, ...said }: Said & { key: string },
): Promise<{ id: string }> {
  return once(work, { key, action: 'committee.sitting', content: { at, said } }, async () => {
    const { round, seat } = await committeeAt(work, cases, at)
    const members = await membersOf(work, round, seat, said)
    await refuseSecond(work, { round: round.id, stage: at.stage, id: null }, said)
    const id = await insertSitting(work, { round: round.id, stage: at.stage })
    await insertRecord(work, id, 1, { ...said, members, because: null })
    await noted(work, 'committee.sitting', { round: round.id, sitting: id }, { ...said, stage: at.stage })
    return { id }
  })
}

/**
 * Puts the record of a sitting right; the earlier one stays. Who was there stays too once there were votes, which rest
 * on it.
 * @throws Refused 404, 409 where others were there or another sitting was then and there, 422.
 */
export function correct(
  work: Work,
  cases: Cases,
  id: string,
  { key, ...said }: Corrected & { key: string },
): Promise<{ id: string }> {
  return once(work, { key, action: 'committee.correction', content: { id, said } }, async () => {
    await holdCommittee(work, id)
    const sitting = await sittingOf(work, id)
    const { round, seat } = await committeeAt(work, cases, { id: sitting.round, stage: sitting.stage })
    if (othersCame(sitting, said) && (await wasVoted(work, id))) {
      const because = '这次会议已有表决，票数以出席的委员为准，不能再改谁出席；日期、地点和主任委员可以更正。'
      throw new Refused(409, { code: 'voted', because, field: 'members' })
    }
    const members = await membersOf(work, round, seat, said)
    await refuseBeforeVoted(work, id, said.heldOn)
    await refuseSecond(work, sitting, said)
    await insertRecord(work, id, sitting.n + 1, { ...said, members })
    await noted(work, 'committee.correction', { round: round.id, sitting: id }, said)
    return { id }
  })
}

/** Votes and corrections of a sitting wait for one another, and so do sittings that are recorded of a round. */
export async function holdCommittee({ tx }: Work, id: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('committee'), hashtext(${id}))`.execute(tx)
}

/** A sitting in view. @throws Refused 404. */
export async function sittingOf(work: Work, id: string): Promise<Sitting> {
  const [found] = await sittingsOf(work, { ids: [id] })
  if (found === undefined) throw notFound('这次评审会')
  return found
}

function othersCame({ members }: Sitting, said: Said): boolean {
  const came = (all: readonly { person: string; present: boolean }[]): string =>
    all
      .filter(({ present }) => present)
      .map(({ person }) => person)
      .toSorted()
      .join()
  return came(members) !== came(said.members)
}

/** @throws Refused 409 for the same day and place as another sitting of the same stage. */
async function refuseSecond(
  work: Work,
  { round, stage, id }: { round: string; stage: string; id: string | null },
  { heldOn, place }: Said,
): Promise<void> {
  await holdCommittee(work, round)
  const there = (await sittingsOf(work, { round })).find(
    (one) => one.id !== id && one.stage === stage && one.heldOn === heldOn && one.place === place,
  )
  if (there === undefined) return
  const first = `${heldOn} 在${place}的评审会已由${there.by}登记`
  const because = `${first}，不用再登记；记错的可以更正，同日同地另开的一次请在地点里写明，如“上午”“下午”。`
  throw new Refused(409, { code: 'twice', because, field: 'place' })
}

/** @throws Refused 409 where a sitting would have been held before a case was handed in that it voted on. */
async function refuseBeforeVoted({ tx, caller }: Work, id: string, heldOn: Day): Promise<void> {
  const { rows } = await sql<{ at: Date | null }>`select max(e.at) as at from committee_vote v
    join case_event e on e.region_id = v.region_id and e.case_id = v.case_id and e.seq < v.seq and e.kind = 'submitted'
    where v.region_id = ${caller.region} and v.sitting_id = ${id}`.execute(tx)
  const at = rows[0]?.at ?? null
  if (at === null || heldOn >= dayAt(at)) return
  const because = `这次会议表决过 ${dayAt(at)} 提交的申请，日期不能改到这一天以前。`
  throw new Refused(409, { code: 'early', because, field: 'heldOn' })
}

async function wasVoted({ tx, caller }: Work, sitting: string): Promise<boolean> {
  const { rows } = await sql`select from committee_vote where region_id = ${caller.region}
    and sitting_id = ${sitting} limit 1`.execute(tx)
  return rows.length > 0
}

/** The members with what held of them on the day of the sitting. @throws Refused 422. */
async function membersOf(work: Work, { params, opensOn }: Round, seat: Seat, said: Said): Promise<Member[]> {
  const refusal = refuseSitting(said, { opensOn, today: dayAt(work.now) }, seat.least)
  if (refusal !== null) throw new Refused(422, refusal)
  const ids = said.members.map(({ person }) => person)
  const { heldOn } = said
  const people = await subjectsOn(
    work,
    ids.map((personId) => ({ personId, unitId: null, day: heldOn })),
  )
  const known = await knownOn(work, ids, heldOn)
  const wrong = await unfit(work, seat.eligible, params, ids, heldOn)
  return said.members.map(({ person, present }, index) => {
    const found = known.get(person)
    if (found === undefined) throw refusedMember('教师档案里没有所选的人，请重新选择。')
    const { name, posted } = found
    const because = posted ? wrong.get(person) : notPosted(heldOn)
    if (because !== undefined) throw refusedMember(`${name}：${because}`)
    const teacher = people[index]?.teacher
    const { unitName = '', rank = null } = teacher ?? {}
    return { person, present, chair: person === said.chair, name, unit: unitName, rank }
  })
}

function refusedMember(because: string): Refused {
  return new Refused(422, { code: 'member', because, field: 'members' })
}

/** Who is on file, by id, and whether somewhere on a day. */
async function knownOn(
  { tx, caller }: Work,
  ids: readonly string[],
  day: Day,
): Promise<Map<string, { name: string; posted: boolean }>> {
  const { rows } = await sql<{ id: string; name: string; posted: boolean }>`select p.id, p.name,
      exists (select from person_state s where s.region_id = p.region_id and s.person_id = p.id
        and s.valid @> ${day}::date) as posted
    from person p where p.region_id = ${caller.region} and p.id = any (${ids}::uuid[])`.execute(tx)
  return new Map(rows.map(({ id, ...one }) => [id, one]))
}

function noted(
  { tx }: Work,
  action: string,
  { round, sitting }: { round: string; sitting: string },
  said: object,
): Promise<void> {
  return audit(tx, action, { kind: 'round', id: round }, { sitting, ...said })
}
