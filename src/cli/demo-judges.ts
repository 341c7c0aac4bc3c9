import { randomUUID } from 'node:crypto'
import { ensureAccount } from '#kernel/account/ensure.ts'
import { asAdmin, openSession } from '#kernel/account/sessions.ts'
import { inWork, type Runtime, type Work } from '#kernel/call.ts'
import { assignJudges } from '#kernel/case/judges.ts'
import { judgingsOf, scoreOne } from '#kernel/case/judging.ts'
import type { Cases } from '#kernel/case/registry.ts'

/** Runs work in the name of the centre's officer. */
export type AsOfficer = <T>(run: (work: Work) => Promise<T>) => Promise<T>

/** Teachers of the county with a high rank who are asked to judge; invented like everybody in it. */
async function experts({ db }: Runtime, region: number): Promise<{ id: string; name: string }[]> {
  const { rows } = await db.admin.query<{ id: string; name: string }>(
    `select p.id, p.name from person p join person_state s on s.region_id = p.region_id and s.person_id = p.id
       and s.valid @> current_date
     where p.region_id = $1 and s.rank in ('正高级教师', '高级教师')
       and not exists (select from account a where a.region_id = p.region_id and a.person_id = p.id)
     order by p.file_order limit 5`,
    [region],
  )
  return rows
}

/** Lets five experts judge cases at their review, each with an account of their own; `points` are what each gives. */
export async function demoJudges(
  runtime: Runtime,
  region: number,
  cases: Cases,
  asOfficer: AsOfficer,
  ids: readonly string[],
  points: readonly Readonly<Record<string, number>>[],
): Promise<void> {
  const judges = await experts(runtime, region)
  const persons = judges.map((judge) => judge.id)
  for (const id of ids)
    await asOfficer((work) => assignJudges(work, cases, id, { key: randomUUID(), persons }))
  for (const [n, judge] of judges.entries()) {
    const given = points[n]
    if (given !== undefined) await score(runtime, region, cases, judge, given)
  }
}

async function score(
  runtime: Runtime,
  region: number,
  cases: Cases,
  judge: { id: string; name: string },
  points: Readonly<Record<string, number>>,
): Promise<void> {
  const accountId = await ensureAccount(runtime.db, region, {
    login: `judge-${judge.id}`,
    name: judge.name,
    role: 'teacher',
    personId: judge.id,
    password: randomUUID(), // nobody signs in with it
  })
  const held = { role: 'teacher' as const, unitId: null }
  const session = await asAdmin(runtime.db, (client) =>
    openSession(client, {
      regionId: region,
      accountId,
      held,
      actor: judge.name,
      device: 'demo',
      stay: false,
    }),
  )
  if (session === null) return
  await inWork(runtime, session.hash, async (work) => {
    for (const sheet of (await judgingsOf(work, cases)).judgings)
      await scoreOne(work, cases, sheet.id, { key: randomUUID(), points, recuse: null })
  })
}
