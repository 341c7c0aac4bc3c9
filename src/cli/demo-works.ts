import { sql } from 'kysely'
import type { Runtime, Work } from '#kernel/call.ts'
import { newWork } from '#contract/works.ts'
import { Systems } from '#kernel/programme/registry.ts'
import { handIn } from '#kernel/works/hand-in.ts'
import { review } from '#kernel/works/review.ts'
import { dayAt } from '#lib/dates.ts'
import { programmeSystems } from '#systems/index.ts'
import { PLANS, type DemoPlan } from './demo-plans.ts'

/** Works of the cast's school in each standing, from the joint plan down to a teacher's own. Made once. */
export async function demoWorks(work: Work, runtime: Runtime, school: string): Promise<void> {
  const people = await authors(work, school)
  if (people.length < 3 || (await madeBefore(work))) return
  const made = new Map<string, string>()
  for (const [at, plan] of PLANS.entries()) {
    const id = await one(work, runtime, plan, people[at % people.length] ?? '', made)
    made.set(plan.title, id)
    if (plan.recommended) await review(work, id, { kind: 'recommend', version: 1, words: plan.recommended })
    if (plan.returned) await review(work, id, { kind: 'return', version: 1, words: plan.returned })
  }
}

async function one(
  work: Work,
  runtime: Runtime,
  plan: DemoPlan,
  author: string,
  made: ReadonlyMap<string, string>,
): Promise<string> {
  const parent = plan.from === undefined ? null : (made.get(plan.from) ?? null)
  const asked = newWork.omit({ key: true }).parse({
    title: plan.title,
    kind: plan.kind,
    author,
    on: dayAt(work.now),
    stage: '小学',
    subject: plan.subject,
    chapter: plan.chapter ?? null,
    parent,
    derivedAs: parent === null ? null : plan.derivedAs,
    text: plan.text,
  })
  const { id } = await handIn(work, { runtime, systems: new Systems(programmeSystems) }, asked)
  return id
}

async function authors({ tx, caller, now }: Work, school: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select s.person_id as id from person_state s
    join unit u on u.region_id = s.region_id and u.id = s.unit_id and u.code = ${school}
    join person p on p.region_id = s.region_id and p.id = s.person_id
    where s.region_id = ${caller.region} and s.valid @> ${dayAt(now)}::date order by p.file_order limit 8`.execute(
    tx,
  )
  return rows.map((row) => row.id)
}

async function madeBefore({ tx, caller }: Work): Promise<boolean> {
  const { rows } =
    await sql`select from work where region_id = ${caller.region} and title = ${PLANS[0]?.title ?? ''} limit 1`.execute(
      tx,
    )
  return rows.length > 0
}
