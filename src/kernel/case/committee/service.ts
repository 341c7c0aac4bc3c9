import { sql } from 'kysely'
import type * as z from 'zod'
import type { correctSitting, recordSitting } from '#contract/committee.ts'
import { dayAt } from '#lib/dates.ts'
import { notFound, Refused } from '#lib/refusal.ts'
import { audit, type Work } from '#kernel/call.ts'
import { once } from '#kernel/once.ts'
import { unfit } from '../eligible.ts'
import type { Round } from '../exams/exam.ts'
import type { Cases } from '../registry.ts'
import { subjectsOn } from '../subject.ts'
import { committeeAt, type Seat } from './round.ts'
import { refuseSitting } from './rules.ts'
import { insertRecord, insertSitting, sittingsOf, type Member, type Sitting } from './store.ts'

type Said = Omit<z.output<NonNullable<typeof recordSitting.body>>, 'key'>
type Corrected = Omit<z.output<NonNullable<typeof correctSitting.body>>, 'key'>

/**
 * Records that a committee sat on the cases of a round: the day, the place, who presided and who was there.
 * @throws Refused 404, 422 with the field for a day to come, too few members, one who is not on file or not what is asked for.
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
    const id = await insertSitting(work, { round: round.id, stage: at.stage })
    await insertRecord(work, id, 1, { ...said, members, because: null })
    await noted(work, 'committee.sitting', { round: round.id, sitting: id }, { ...said, stage: at.stage })
    return { id }
  })
}

/**
 * Puts the record of a sitting right; the earlier one stays. Who was there stays too once there were votes, which rest
 * on it.
 * @throws Refused 404, 409 where others were there, 422.
 */
export function correct(
  work: Work,
  cases: Cases,
  id: string,
  { key, ...said }: Corrected & { key: string },
): Promise<{ id: string }> {
  return once(work, { key, action: 'committee.correction', content: { id, said } }, async () => {
    await holdSitting(work, id)
    const sitting = await sittingOf(work, id)
    const { round, seat } = await committeeAt(work, cases, { id: sitting.round, stage: sitting.stage })
    if (othersCame(sitting, said) && (await wasVoted(work, id))) {
      const because = '这次会议已有表决，票数以出席的委员为准，不能再改谁出席；日期、地点和主任委员可以更正。'
      throw new Refused(409, { code: 'voted', because, field: 'members' })
    }
    const members = await membersOf(work, round, seat, said)
    await insertRecord(work, id, sitting.n + 1, { ...said, members })
    await noted(work, 'committee.correction', { round: round.id, sitting: id }, said)
    return { id }
  })
}

/** Votes and corrections of a sitting wait for one another. */
export async function holdSitting({ tx }: Work, id: string): Promise<void> {
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

async function wasVoted({ tx, caller }: Work, sitting: string): Promise<boolean> {
  const { rows } = await sql`select from committee_vote where region_id = ${caller.region}
    and sitting_id = ${sitting} limit 1`.execute(tx)
  return rows.length > 0
}

/** The members with what held of them on the day of the sitting. @throws Refused 422. */
async function membersOf(work: Work, { params }: Round, seat: Seat, said: Said): Promise<Member[]> {
  const refusal = refuseSitting(said, dayAt(work.now), seat.least)
  if (refusal !== null) throw new Refused(422, refusal)
  const ids = said.members.map(({ person }) => person)
  const { heldOn } = said
  const people = await subjectsOn(
    work,
    ids.map((personId) => ({ personId, unitId: null, day: heldOn })),
  )
  const names = await namesOf(work, ids)
  const wrong = await unfit(work, seat.eligible, params, ids, heldOn)
  const members = said.members.map(({ person, present }, index) => ({
    person,
    present,
    chair: person === said.chair,
    name: names.get(person) ?? null,
    unit: people[index]?.teacher?.unitName ?? '',
    rank: people[index]?.teacher?.rank ?? null,
  }))
  return members.map(({ name, ...member }) => {
    if (name === null) throw refusedMember('教师档案里没有所选的人，请重新选择。')
    const because = wrong.get(member.person)
    if (because !== undefined) throw refusedMember(`${name}：${because}`)
    return { ...member, name }
  })
}

function refusedMember(because: string): Refused {
  return new Refused(422, { code: 'member', because, field: 'members' })
}

async function namesOf({ tx, caller }: Work, ids: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; name: string }>`select id, name from person
    where region_id = ${caller.region} and id = any (${ids}::uuid[])`.execute(tx)
  return new Map(rows.map(({ id, name }) => [id, name]))
}

function noted(
  { tx }: Work,
  action: string,
  { round, sitting }: { round: string; sitting: string },
  said: object,
): Promise<void> {
  return audit(tx, action, { kind: 'round', id: round }, { sitting, ...said })
}
