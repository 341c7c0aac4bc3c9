import { sql } from 'kysely'
import type { ExamOutcome, PaperCount } from '#contract/exam.ts'
import type { Day } from '#lib/dates.ts'
import { newId } from '#lib/ids.ts'
import type { Work } from '#kernel/call.ts'

/** A room of an exam, with the newest count of its papers. */
export type Room = {
  id: string
  stage: string
  place: string
  heldOn: Day
  count: (PaperCount & { at: Date; by: string }) | null
}

/** Rooms of a round, in the order in which they were made. */
export async function roomsOf({ tx, caller }: Work, round: string): Promise<Room[]> {
  const { rows } = await sql<
    Omit<Room, 'count'> & { [K in keyof PaperCount]: number | null } & { at: Date | null; by: string | null }
  >`select r.id, r.stage, r.place, r.held_on as "heldOn", c.handed_out as "handedOut", c.returned, c.marked, c.blank, c.absent,
      c.counted_at as at, c.counted_by as by
    from exam_room r left join lateral (select x.* from exam_count x where x.region_id = r.region_id and x.room_id = r.id
      order by x.n desc limit 1) c on true
    where r.region_id = ${caller.region} and r.round_id = ${round} order by r.made_at, r.place`.execute(tx)
  return rows.map(({ id, stage, place, heldOn, handedOut, returned, marked, blank, absent, at, by }) => ({
    id,
    stage,
    place,
    heldOn,
    count:
      at === null
        ? null
        : {
            handedOut: handedOut ?? 0,
            returned: returned ?? 0,
            marked: marked ?? 0,
            blank: blank ?? 0,
            absent: absent ?? 0,
            at,
            by: by ?? '',
          },
  }))
}

/** A case of a round as far as an exam asks: where it stands, where it sits, and the mark that was entered. */
export type Candidate = {
  case: string
  number: string
  name: string
  category: string | null
  status: string
  at: string | null
  room: string | null
  seat: number | null
  outcome: ExamOutcome | null
  mark: number | null
}

/** The cases of a round that sit an exam or stand at it, by number. */
export async function candidatesOf({ tx, caller }: Work, round: string, stage: string): Promise<Candidate[]> {
  const { rows } = await sql<Omit<Candidate, 'mark'> & { mark: string | null }>`
    select c.id as "case", c.number, c.name, c.category, c.status, c.stage as at, s.room_id as room, s.seat, m.outcome, m.mark
    from case_record c
    left join exam_seat s on s.region_id = c.region_id and s.case_id = c.id and s.stage = ${stage}
    left join exam_mark m on m.region_id = c.region_id and m.round_id = c.round_id and m.stage = ${stage} and m.case_id = c.id
      and m.struck_at is null
    where c.region_id = ${caller.region} and c.round_id = ${round}
      and ((c.status = 'open' and c.stage = ${stage}) or s.case_id is not null)
    order by c.number`.execute(tx)
  return rows.map(({ mark, ...row }) => ({ ...row, mark: mark === null ? null : Number(mark) }))
}

/** A line of the list of marks that names nobody who sits the exam. */
export type Stray = { id: string; number: string; name: string; outcome: ExamOutcome; mark: number | null }

/** The strays of an exam that nobody has struck out. */
export async function straysOf({ tx, caller }: Work, round: string, stage: string): Promise<Stray[]> {
  const { rows } = await sql<
    Omit<Stray, 'mark'> & { mark: string | null }
  >`select id, number, name, outcome, mark from exam_mark
    where region_id = ${caller.region} and round_id = ${round} and stage = ${stage} and case_id is null and struck_at is null
    order by number, id`.execute(tx)
  return rows.map(({ mark, ...row }) => ({ ...row, mark: mark === null ? null : Number(mark) }))
}

/** That an exam is closed. */
export type Closed = { stage: string; at: Date; by: string; differences: number; explained: string | null }

/** The exams of a round that are closed. */
export async function closedOf({ tx, caller }: Work, round: string): Promise<Closed[]> {
  const { rows } =
    await sql<Closed>`select stage, closed_at as at, closed_by as by, differences, explained from exam_close
    where region_id = ${caller.region} and round_id = ${round}`.execute(tx)
  return rows
}

/** Adds a room and seats those named in it, in their order. */
export async function insertRoom(
  { tx, caller, now }: Work,
  room: { round: string; stage: string; place: string; heldOn: Day },
  cases: readonly string[],
): Promise<string> {
  const id = newId(now.getTime())
  await sql`insert into exam_room (region_id, id, round_id, stage, place, held_on, made_at, made_by)
    values (${caller.region}, ${id}, ${room.round}, ${room.stage}, ${room.place}, ${room.heldOn}::date, ${now}, ${caller.actor})`.execute(
    tx,
  )
  await sql`insert into exam_seat (region_id, room_id, case_id, stage, seat)
    select ${caller.region}, ${id}, c, ${room.stage}, n from unnest(${cases}::uuid[]) with ordinality t(c, n)`.execute(
    tx,
  )
  return id
}

/** Takes a room away with its seats. */
export async function deleteRoom({ tx, caller }: Work, id: string): Promise<void> {
  await sql`delete from exam_seat where region_id = ${caller.region} and room_id = ${id}`.execute(tx)
  await sql`delete from exam_room where region_id = ${caller.region} and id = ${id}`.execute(tx)
}

/** Writes a count of a room's papers; the caller holds the exam, so that no other count takes its number. */
export async function insertCount({ tx, caller, now }: Work, room: string, count: PaperCount): Promise<void> {
  await sql`insert into exam_count (region_id, room_id, n, counted_at, handed_out, returned, marked, blank, absent, counted_by)
    values (${caller.region}, ${room}, (select coalesce(max(n), 0) + 1 from exam_count where region_id = ${caller.region} and room_id = ${room}),
      ${now}, ${count.handedOut}, ${count.returned}, ${count.marked}, ${count.blank}, ${count.absent},
      ${caller.actor})`.execute(tx)
}

/** A line of marks to be written; `caseId` null for one that is nobody's. */
export type NewMark = Omit<Stray, 'id'> & { caseId: string | null }

/** Writes lines of marks; what was entered before of the same cases or numbers is struck out, and stays. */
export async function insertMarks(
  { tx, caller, now }: Work,
  { round, stage }: { round: string; stage: string },
  marks: readonly NewMark[],
): Promise<void> {
  const owners = marks.flatMap(({ caseId }) => caseId ?? [])
  const numbers = marks.map(({ number }) => number)
  await sql`update exam_mark set struck_at = ${now}, struck_by = ${caller.actor}, struck_because = '重新录入'
    where region_id = ${caller.region} and round_id = ${round} and stage = ${stage} and struck_at is null
      and (case_id = any (${owners}::uuid[]) or (case_id is null and number = any (${numbers}::text[])))`.execute(
    tx,
  )
  await sql`insert into exam_mark (region_id, id, round_id, stage, case_id, number, name, outcome, mark, entered_at, entered_by)
    select ${caller.region}, i, ${round}, ${stage}, c, n, m, o, k, ${now}, ${caller.actor}
    from unnest(${marks.map(() => newId(now.getTime()))}::uuid[], ${marks.map((one) => one.caseId)}::uuid[], ${marks.map((one) => one.number)}::text[],
      ${marks.map((one) => one.name)}::text[], ${marks.map((one) => one.outcome)}::text[], ${marks.map((one) => one.mark)}::numeric[])
      t(i, c, n, m, o, k)`.execute(tx)
}
