import { sql } from 'kysely'
import type { ThemeLevel, TopicLevel } from '#contract/topic.ts'
import type { Work } from '#kernel/call.ts'
import type { Day } from '#lib/dates.ts'
import { notFound } from '#lib/refusal.ts'
import { pictureOf } from './picture.ts'
import type { LeftOut, Member, Picture, Problem, Round, Theme } from './picture.ts'

/** The rounds of a year, or all of them, newest first. */
export async function rounds({ tx, caller }: Work, year: number | null): Promise<Round[]> {
  const { rows } = await sql<Round>`
    select r.id, r.year::integer as year, r.title, r.document,
      (select jsonb_object_agg(d.level, d.until) from (
        select distinct on (level) level, until from topic_deadline
        where region_id = r.region_id and round_id = r.id order by level, set_at desc) d) as until
    from topic_round r where r.region_id = ${caller.region} and (${year}::integer is null or r.year = ${year})
    order by r.opened_at desc, r.id desc`.execute(tx)
  return rows
}

/** A round. @throws Refused 404 */
export async function findRound(work: Work, id: string): Promise<Round> {
  const round = (await rounds(work, null)).find((one) => one.id === id)
  if (round === undefined) throw notFound('这一轮征集')
  return round
}

/** Everything of a round that the session may see. @throws Refused 404 */
export async function loadPicture(work: Work, id: string): Promise<Picture> {
  const round = await findRound(work, id)
  return pictureOf(round, {
    problems: await problemsOf(work, id),
    themes: await themesOf(work, id),
    members: await membersOf(work, id),
    leftOut: await leftOutOf(work, id),
  })
}

async function problemsOf({ tx, caller }: Work, round: string): Promise<Problem[]> {
  const { rows } = await sql<Problem>`
    select p.id, p.person_id as "personId", coalesce(n.name, '教师') as person, p.unit_id as "unitId", p.subject, p.stage, p.text,
      p.stated_at as "statedAt"
    from topic_problem p left join person n on n.region_id = p.region_id and n.id = p.person_id
    where p.region_id = ${caller.region} and p.round_id = ${round}
      and not exists (select from topic_withdrawal w where w.region_id = p.region_id and w.problem_id = p.id)
    order by p.stated_at, p.id`.execute(tx)
  return rows
}

async function themesOf({ tx, caller }: Work, round: string): Promise<Theme[]> {
  const { rows } = await sql<Theme>`
    select t.id, t.level, t.unit_id as "unitId", t.subject, t.origin, t.rests_on as "restsOn", w.title, w.statement,
      t.made_at as "madeAt", t.made_by as "madeBy"
    from topic_theme t
    join lateral (select title, statement from topic_wording w where w.region_id = t.region_id and w.theme_id = t.id
      order by w.at desc limit 1) w on true
    where t.region_id = ${caller.region} and t.round_id = ${round}
      and not exists (select from topic_theme_end e where e.region_id = t.region_id and e.theme_id = t.id)
    order by t.made_at, t.id`.execute(tx)
  return rows
}

async function membersOf({ tx, caller }: Work, round: string): Promise<Member[]> {
  const { rows } = await sql<Member>`
    select m.theme_id as theme, coalesce(m.problem_id, m.child_id) as item
    from topic_theme t join topic_member m on m.region_id = t.region_id and m.theme_id = t.id and m.left_at is null
    where t.region_id = ${caller.region} and t.round_id = ${round} order by m.joined_at, m.id`.execute(tx)
  return rows
}

async function leftOutOf({ tx, caller }: Work, round: string): Promise<LeftOut[]> {
  const { rows } = await sql<LeftOut>`
    select id, coalesce(problem_id, child_id) as item, level, unit_id as "unitId", because, by, at from topic_left_out
    where region_id = ${caller.region} and round_id = ${round} and undone_at is null order by at, id`.execute(
    tx,
  )
  return rows
}

/** The round that a theme belongs to. @throws Refused 404 */
export async function roundOfTheme({ tx, caller }: Work, theme: string): Promise<string> {
  const { rows } = await sql<{ round_id: string }>`
    select round_id from topic_theme where region_id = ${caller.region} and id = ${theme}`.execute(tx)
  if (rows[0] === undefined) throw notFound('这个主题')
  return rows[0].round_id
}

/** Keeps other changes of a round's themes waiting until this transaction ends: they rest on each other. */
export async function holdRound({ tx, caller }: Work, round: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('topic ' || ${round}), ${caller.region}::integer)`.execute(
    tx,
  )
}

/** A new round with the last day of each level. */
export async function insertRound(
  { tx }: Work,
  round: { id: string; year: number; title: string; document: string | null },
  until: Readonly<Record<TopicLevel, Day>>,
): Promise<void> {
  await sql`insert into topic_round (id, year, title, document)
    values (${round.id}, ${round.year}, ${round.title}, ${round.document})`.execute(tx)
  for (const [level, day] of Object.entries(until)) {
    await sql`insert into topic_deadline (round_id, level, until) values (${round.id}, ${level}, ${day}::date)`.execute(
      tx,
    )
  }
}

/** Another last day of a level. */
export async function insertDeadline(
  { tx }: Work,
  round: string,
  level: TopicLevel,
  until: Day,
  because: string,
): Promise<void> {
  await sql`insert into topic_deadline (round_id, level, until, because)
    values (${round}, ${level}, ${until}::date, ${because})`.execute(tx)
}

/** A new theme with its first wording. */
export async function insertTheme(
  { tx }: Work,
  round: string,
  theme: Pick<Theme, 'id' | 'level' | 'unitId' | 'subject' | 'origin' | 'restsOn'>,
): Promise<void> {
  await sql`insert into topic_theme (id, round_id, level, unit_id, subject, origin, rests_on)
    values (${theme.id}, ${round}, ${theme.level}, ${theme.unitId}, ${theme.subject}, ${theme.origin}, ${theme.restsOn}::text[])`.execute(
    tx,
  )
}

/** How a theme is worded from now on. */
export async function insertWording(
  { tx }: Work,
  theme: string,
  { title, statement }: { title: string; statement: string },
): Promise<void> {
  await sql`insert into topic_wording (theme_id, title, statement) values (${theme}, ${title}, ${statement})`.execute(
    tx,
  )
}

/** Puts items into a theme; `isProblem` tells the two kinds apart. */
export async function insertMembers(
  { tx }: Work,
  theme: string,
  members: readonly { id: string; item: string; isProblem: boolean }[],
): Promise<void> {
  for (const { id, item, isProblem } of members) {
    await sql`insert into topic_member (id, theme_id, problem_id, child_id)
      values (${id}, ${theme}, ${isProblem ? item : null}, ${isProblem ? null : item})`.execute(tx)
  }
}

/** Takes items out of a theme; the rows stay with who did it and why. */
export async function endMembers(
  { tx, caller }: Work,
  theme: string,
  items: readonly string[],
  because: string,
): Promise<void> {
  await sql`update topic_member set left_at = now(), left_by = ${caller.actor}, left_because = ${because}
    where region_id = ${caller.region} and theme_id = ${theme} and left_at is null
      and coalesce(problem_id, child_id) = any (${items}::uuid[])`.execute(tx)
}

/** Ends a theme: dissolved, or merged into another one. */
export async function insertEnd(
  { tx }: Work,
  theme: string,
  because: string,
  into: string | null,
): Promise<void> {
  await sql`insert into topic_theme_end (theme_id, because, into_id) values (${theme}, ${because}, ${into})`.execute(
    tx,
  )
}

/** Leaves an item out at a level. */
export async function insertLeftOut(
  { tx }: Work,
  entry: {
    id: string
    round: string
    level: ThemeLevel
    unitId: string
    item: string
    isProblem: boolean
    because: string
  },
): Promise<void> {
  const { id, round, level, unitId, item, isProblem, because } = entry
  await sql`insert into topic_left_out (id, round_id, level, unit_id, problem_id, child_id, because)
    values (${id}, ${round}, ${level}, ${unitId}, ${isProblem ? item : null}, ${isProblem ? null : item}, ${because})`.execute(
    tx,
  )
}

/** Takes up again what was left out. */
export async function undoLeftOut({ tx, caller }: Work, entries: readonly string[]): Promise<void> {
  await sql`update topic_left_out set undone_at = now(), undone_by = ${caller.actor}
    where region_id = ${caller.region} and id = any (${entries}::uuid[]) and undone_at is null`.execute(tx)
}
