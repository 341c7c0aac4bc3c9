import { randomUUID } from 'node:crypto'
import type { CaseAction } from '#contract/case.ts'
import type { Runtime } from '#kernel/call.ts'
import { actOn } from '#kernel/case/act.ts'
import { issuePaperOf } from '#kernel/case/documents/issue.ts'
import { loadCase } from '#kernel/case/load.ts'
import { Cases } from '#kernel/case/registry.ts'
import { openRound } from '#kernel/case/rounds.ts'
import { addDays, dayAt } from '#lib/dates.ts'
import { Refused } from '#lib/refusal.ts'
import { caseSystems } from '#systems/index.ts'
import { DEEDS } from './demo-applicants.ts'
import { casting, handedIn, type As } from './demo-cases.ts'
import type { Player } from './demo-cast.ts'
import { demoJudges } from './demo-judges.ts'

const cases = new Cases(caseSystems)
const SERIES = '示教通'
const NAMED = 3
const pass = { do: 'pass' as const, because: null, score: null, number: null, document: null }
const POINTS = [
  { 师德表现: 19, 教学能力: 36, 教研成果: 21, 示范引领: 13 },
  { 师德表现: 18, 教学能力: 37, 教研成果: 20, 示范引领: 12 },
  { 师德表现: 19, 教学能力: 35, 教研成果: 22, 示范引领: 13 },
  { 师德表现: 18, 教学能力: 34, 教研成果: 21, 示范引领: 14 },
  { 师德表现: 20, 教学能力: 36, 教研成果: 20, 示范引领: 12 },
]

/**
 * The documents of a round that is open, and a round that went all the way: named, with the decision and the
 * certificates. The earlier steps happen on the days on which they would have happened.
 */
export async function demoPapers(
  runtime: Runtime,
  region: number,
  cast: readonly Player[],
  open: string,
): Promise<void> {
  const now = await casting(runtime, region, cast)
  await issue(now, runtime, open, 'notice', addDays(dayAt(runtime.now()), 30))
  const then = on(runtime, 45)
  const before = await casting(then, region, cast)
  const round = await earlierRound(before)
  const school = cast.find(({ role }) => role === 'school')?.unit ?? ''
  const ids = await applications(runtime, region, before, { round, school })
  if (ids.length === 0) return
  await issue(before, then, round, 'notice', null)
  for (const id of ids) await reviewed(then, region, before, id)
  for (const id of ids) await act(before, 'officer', id, { do: 'publish', document: null })
  const later = on(runtime, 20)
  const after = await casting(later, region, cast)
  await issue(after, later, round, 'publicity', null)
  for (const id of ids) await act(after, 'officer', id, pass)
  await issue(after, later, round, 'naming', null)
  for (const id of ids) await act(after, 'officer', id, pass)
  await issue(after, later, round, 'certificate', null)
}

/** The same program some days ago. */
function on(runtime: Runtime, daysAgo: number): Runtime {
  return { ...runtime, now: () => new Date(runtime.now().getTime() - daysAgo * 86_400_000) }
}

async function earlierRound(as: As): Promise<string> {
  const { id } = await as('officer', (work) => {
    const today = dayAt(work.now)
    const year = Number(today.slice(0, 4))
    return openRound(work, cases, {
      key: randomUUID(),
      system: 'teacher-honour',
      title: `${year} 年第一批骨干教师评选`,
      year,
      opensOn: addDays(today, -10),
      closesOn: today,
      document: `示教〔${year}〕6号`,
      places: [{ category: '骨干教师', places: NAMED, floor: 1 }],
      unitPlaces: [],
    })
  })
  return id
}

/** Teachers of the cast's school who may apply; the conditions keep some out. */
async function applications(
  { db }: Runtime,
  region: number,
  as: As,
  { round, school }: { round: string; school: string },
): Promise<string[]> {
  const { rows } = await db.admin.query<{ id: string }>(
    `select p.id from person p join person_state s on s.region_id = p.region_id and s.person_id = p.id and s.valid @> current_date
     where p.region_id = $1 and s.unit_id = (select u.id from unit u where u.region_id = $1 and u.code = $2)
       and not exists (select from account a where a.region_id = p.region_id and a.person_id = p.id)
     order by p.file_order limit 30`,
    [region, school],
  )
  const made: string[] = []
  for (const { id: personId } of rows) {
    if (made.length === NAMED) break
    const form = { honour: '骨干教师', subject: '语文', openLessons: 6, guided: 3, deeds: DEEDS }
    await handedIn(as, 'officer', { system: 'teacher-honour', round, personId }, form).then(
      (id) => made.push(id),
      skipped,
    )
  }
  return made
}

function skipped(error: unknown): void {
  if (!(error instanceof Refused)) throw error
}

async function reviewed(runtime: Runtime, region: number, as: As, id: string): Promise<void> {
  await act(as, 'school', id, pass)
  await act(as, 'cluster', id, pass)
  await demoJudges(runtime, region, cases, (run) => as('officer', run), [id], POINTS)
  await act(as, 'officer', id, pass)
  await act(as, 'leader', id, pass)
}

async function act(as: As, role: Player['role'], id: string, action: CaseAction): Promise<void> {
  await as(role, async (work) => {
    const { record } = await loadCase(work, cases, id)
    await actOn(work, cases, [{ id, version: record.version }], action)
  })
}

async function issue(
  as: As,
  runtime: Runtime,
  round: string,
  document: string,
  publicUntil: string | null,
): Promise<void> {
  const asked = { whose: 'round' as const, id: round, document }
  const body = { key: randomUUID(), series: SERIES, publicUntil, send: false }
  await as('officer', (work) => issuePaperOf({ ...work, runtime }, cases, asked, body))
}
