import { sql } from 'kysely'
import type { Day } from '#lib/dates.ts'
import type { Work } from '#kernel/call.ts'
import type { Drawn } from './draw.ts'

/** What is to be drawn, as it is announced. */
export type Announced = {
  id: string
  root: string
  title: string
  from: Day
  until: Day
  percent: number
  reason: string | null
}

/** Announces a draw; the database makes its secret and shows the hash of it. */
export async function insertPlan({ tx }: Work, plan: Announced): Promise<void> {
  await sql`select announce_spot(${plan.id}::uuid, ${plan.root}::uuid, ${plan.title}, ${plan.from}::date, ${plan.until}::date,
    ${plan.percent}::smallint, ${plan.reason})`.execute(tx)
}

/** The secret of a plan, for the transaction that draws; null for who does not draw there, and once it is drawn. */
export async function secretOf({ tx }: Work, plan: string): Promise<string | null> {
  const { rows } = await sql<{ secret: string | null }>`select reveal_spot(${plan}::uuid) as secret`.execute(
    tx,
  )
  return rows[0]?.secret ?? null
}

/** Writes a draw with its whole pool. */
export async function insertDraw(
  { tx }: Work,
  draw: Omit<Announced, 'reason'> & { plan: string; secret: string; number: string; seed: string },
  drawn: readonly (Drawn & { unitId: string })[],
): Promise<void> {
  await sql`insert into spot_draw (id, unit_id, title, from_on, until_on, percent, seed, plan_id, secret, number)
    values (${draw.id}, ${draw.root}, ${draw.title}, ${draw.from}, ${draw.until}, ${draw.percent}, ${draw.seed}, ${draw.plan},
      ${draw.secret}, ${draw.number})`.execute(tx)
  const rows = drawn.map(
    ({ id, unitId, place, chosen }) =>
      sql`(${draw.id}::uuid, ${id}::uuid, ${unitId}::uuid, ${place}::integer, ${chosen}::boolean)`,
  )
  await sql`insert into spot_candidate (draw_id, activity_id, unit_id, place, chosen) values ${sql.join(rows)}`.execute(
    tx,
  )
}

type Said = { title: string; unitCode: string; unitName: string; from: Day; until: Day; percent: number }

/** A plan as it stands; `draw` is the draw that was made by it. */
export type PlanRow = Said & {
  id: string
  root: string
  reason: string | null
  commitment: string
  draw: string | null
  by: string
  at: Date
}

const NAMES = sql`join unit u on u.region_id = o.region_id and u.id = o.unit_id
    left join lateral (select name from unit_state s where s.region_id = o.region_id and s.unit_id = o.unit_id
      order by lower(s.valid) desc nulls last limit 1) s on true`
const SAID = sql`o.id, o.title, u.code as "unitCode", coalesce(s.name, u.code) as "unitName", o.from_on as "from", o.until_on as until, o.percent`

/** What rows are asked for: those of a year's days, or one by its id. */
export type Which = { year: number } | { id: string }

function within(which: Which) {
  return 'id' in which
    ? sql`o.id = ${which.id}`
    : sql`o.until_on >= make_date(${which.year}, 1, 1) and o.from_on < make_date(${which.year + 1}, 1, 1)`
}

/** Plans in view; the newest first. */
export async function findPlans({ tx, caller }: Work, which: Which): Promise<PlanRow[]> {
  const { rows } = await sql<PlanRow>`select ${SAID}, o.unit_id as root, o.reason, o.commitment, d.id as draw,
      o.announced_by as by, o.announced_at as at
    from spot_plan o ${NAMES} left join spot_draw d on d.region_id = o.region_id and d.plan_id = o.id
    where o.region_id = ${caller.region} and ${within(which)} order by o.announced_at desc`.execute(tx)
  return rows
}

/** A draw as it stands, with what its plan had said. */
export type DrawRow = Said & {
  id: string
  seed: string
  secret: string | null
  number: string | null
  reason: string | null
  commitment: string | null
  announcedAt: Date | null
  by: string
  at: Date
}

/** Draws in view; the newest first. */
export async function findDraws({ tx, caller }: Work, which: Which): Promise<DrawRow[]> {
  const { rows } = await sql<DrawRow>`select ${SAID}, o.seed, o.secret, o.number, p.reason, p.commitment,
      p.announced_at as "announcedAt", o.drawn_by as by, o.drawn_at as at
    from spot_draw o ${NAMES} left join spot_plan p on p.region_id = o.region_id and p.id = o.plan_id
    where o.region_id = ${caller.region} and ${within(which)} order by o.drawn_at desc`.execute(tx)
  return rows
}

/** The newest plan or draw that some of the same days at some of the same schools were in; null where there is none. */
export async function drawnFromBefore(
  { tx, caller, now }: Work,
  asked: { root: string; from: Day; until: Day },
): Promise<string | null> {
  const today = sql`(${now}::timestamptz at time zone 'Asia/Shanghai')::date`
  const { rows } = await sql<{ title: string }>`
    select o.title from (
      select region_id, unit_id, title, from_on, until_on, announced_at as at from spot_plan
      union all select region_id, unit_id, title, from_on, until_on, drawn_at from spot_draw where plan_id is null) o
    where o.region_id = ${caller.region} and o.from_on <= ${asked.until}::date and o.until_on >= ${asked.from}::date
      and (o.unit_id in (select unit_id from units_below(${caller.region}, ${asked.root}, ${today}))
        or ${asked.root}::uuid in (select unit_id from units_below(${caller.region}, o.unit_id, ${today})))
    order by o.at desc limit 1`.execute(tx)
  return rows[0]?.title ?? null
}
