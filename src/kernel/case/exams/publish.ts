import { sql } from 'kysely'
import type * as z from 'zod'
import type { publicResult, publicResults, publishResults, withdrawResults } from '#contract/exam-result.ts'
import { addDays, dayAt, type Day } from '#lib/dates.ts'
import { newId } from '#lib/ids.ts'
import { refusePrivate } from '#lib/private-data.ts'
import { notFound, Refused } from '#lib/refusal.ts'
import { audit, type Runtime, type Work } from '#kernel/call.ts'
import { once } from '#kernel/once.ts'
import { refusingClashes } from '#kernel/overlap.ts'
import { notPublished } from '../notices.ts'
import type { Cases } from '../registry.ts'
import { roundOf, type Round } from '../round.ts'
import { examStages } from './exam.ts'
import { maskedName, resultsOf, type Result } from './results.ts'
import { closedOf, roomsOf } from './store.ts'

/** Longer than an appeal can take, results need not stand where everybody reads them. */
const LONGEST_DAYS = 90

/**
 * Shows the results of a stage to everybody: by number, or by a name that does not tell who it is; what was published
 * stays as it was until it is taken down or its time is over.
 * @throws Refused 404, 409 while they are published or may still change, 422 with the field.
 */
export function publish(
  work: Work,
  cases: Cases,
  { id, stage }: { id: string; stage: string },
  { key, shows, until }: z.output<NonNullable<typeof publishResults.body>>,
): Promise<{ id: string; lines: number }> {
  return once(work, { key, action: 'exam.publish', content: { id, stage, shows, until } }, async () => {
    const round = await roundOf(work, cases, id)
    const found = examStages(round.definition).find((one) => one.id === stage)
    if (found === undefined) throw notFound('这场考试')
    refuseUntil(dayAt(work.now), until)
    await refuseRunning(work, id, stage)
    const results = await resultsOf(work, round, stage)
    if (results.length === 0)
      throw new Refused(422, { code: 'nothing', because: `${found.stage.title}还没有成绩可以公布。` })
    const title = `${round.title}${found.stage.title}结果`
    const made = await insertResult(work, { round, stage, shows, until, title }, results)
    await audit(
      work.tx,
      'exam.publish',
      { kind: 'round', id },
      { stage, shows, until, lines: results.length },
    )
    return { id: made, lines: results.length }
  })
}

function refuseUntil(today: Day, until: Day): void {
  if (until >= today && until <= addDays(today, LONGEST_DAYS)) return
  throw new Refused(422, {
    code: 'until',
    because: `公布的最后一天应在今天到 ${addDays(today, LONGEST_DAYS)} 之间。`,
    field: 'until',
  })
}

async function refuseRunning(work: Work, id: string, stage: string): Promise<void> {
  const rooms = (await roomsOf(work, id)).some((one) => one.stage === stage)
  const closed = (await closedOf(work, id)).some((one) => one.stage === stage)
  if (rooms && !closed)
    throw new Refused(409, { code: 'running', because: '考试还没有办结，成绩可能还要改；请先核对、办结。' })
}

type Shown = { round: Round; stage: string; shows: 'number' | 'name'; until: Day; title: string }

async function insertResult(
  work: Work,
  { round, stage, shows, until, title }: Shown,
  results: readonly Result[],
): Promise<string> {
  const { tx, caller, now } = work
  const today = dayAt(now)
  const words = `现将${title}予以公布，公布至 ${until}。对结果有疑问的，请在公布期内凭身份证件到县教师发展中心申请复核，或向教育局反映。`
  const who = results.map(({ number, name }) => (shows === 'number' ? number : maskedName(name)))
  refusePrivate(
    [title, words, ...who, ...results.flatMap(({ category, result }) => [category ?? '', result])],
    notPublished,
  )
  const id = newId(now.getTime())
  await refusingClashes({ code: 'published', because: '成绩正在公布，要更正请先撤下。' }, () =>
    sql`insert into exam_result (region_id, id, round_id, stage, title, words, shows, from_on, until_on, published_at, published_by)
      values (${caller.region}, ${id}, ${round.id}, ${stage}, ${title}, ${words}, ${shows}, ${today}::date, ${until}::date, ${now}, ${caller.actor})`.execute(
      tx,
    ),
  )
  await sql`insert into exam_result_line (region_id, result_id, n, who, category, result)
    select ${caller.region}, ${id}, n, w, nullif(c, ''), r from unnest(${who}::text[], ${results.map(({ category }) => category ?? '')}::text[],
      ${results.map(({ result }) => result)}::text[]) with ordinality t(w, c, r, n)`.execute(tx)
  return id
}

/** Takes published results down, with the reason. @throws Refused 404, also for those that are down already. */
export function takeDown(
  work: Work,
  id: string,
  { key, because }: z.output<NonNullable<typeof withdrawResults.body>>,
): Promise<{ done: true }> {
  return once(work, { key, action: 'exam.take-down', content: { id, because } }, async () => {
    const { tx, caller, now } = work
    const { numAffectedRows } =
      await sql`update exam_result set withdrawn_at = ${now}, withdrawn_by = ${caller.actor}, withdrawn_because = ${because}
      where region_id = ${caller.region} and id = ${id} and withdrawn_at is null`.execute(tx)
    if (numAffectedRows !== 1n) throw notFound('这份公布的成绩')
    await audit(tx, 'exam.take-down', { kind: 'result', id }, { because })
    return { done: true }
  })
}

type Open = Pick<Runtime, 'db' | 'now'>

/** The results that everybody may read today. */
export async function resultsForAll({
  db,
  now,
}: Open): Promise<z.input<NonNullable<typeof publicResults.reply>>> {
  const { rows } = await sql<z.input<NonNullable<typeof publicResults.reply>>['results'][number]>`
    select id, region_name as region, title, from_on as "from", until_on as until, lines::integer as people
    from public_results(${dayAt(now())}::date)`.execute(db.kysely)
  return { results: rows }
}

type One = z.input<NonNullable<typeof publicResult.reply>>

/** Published results with their lines. @throws Refused 404 when there are none, or their time is over. */
export async function resultForAll({ db, now }: Open, id: string): Promise<One> {
  const today = dayAt(now())
  const { rows } = await sql<
    Omit<One, 'lines'>
  >`select region_name as region, title, words, from_on as "from", until_on as until
    from public_results(${today}::date) where id = ${id}`.execute(db.kysely)
  if (rows[0] === undefined) throw notFound('这份成绩')
  const { rows: lines } = await sql<One['lines'][number]>`select who, category, result
    from public_result_lines(${id}, ${today}::date)`.execute(db.kysely)
  return { ...rows[0], lines }
}
