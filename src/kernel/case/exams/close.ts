import { sql } from 'kysely'
import type * as z from 'zod'
import type { CaseAction } from '#contract/case.ts'
import type { closeExam } from '#contract/exam.ts'
import { Refused, type Refusal } from '#lib/refusal.ts'
import { audit, type Work } from '#kernel/call.ts'
import { once } from '#kernel/once.ts'
import { actOn } from '../act.ts'
import type { Acting } from '../program.ts'
import type { Cases } from '../registry.ts'
import { refuseClosed, standingOf, type Standing } from './exam.ts'
import type { Candidate } from './store.ts'

type Reply = z.input<NonNullable<typeof closeExam.reply>>

/**
 * Closes an exam: when papers, candidates and marks agree, or the officer says why not. What was reached is written into
 * each application, which goes on or is refused; who has no mark stays, to be dealt with by hand.
 * @throws Refused 404, 409 when it is closed, 422 with what does not agree while nobody has explained it.
 */
export function close(
  acting: Acting,
  cases: Cases,
  { id, stage }: { id: string; stage: string },
  { key, explained }: z.output<NonNullable<typeof closeExam.body>>,
): Promise<Reply> {
  return once(acting, { key, action: 'exam.close', content: { id, stage, explained } }, async () => {
    await sql`select pg_advisory_xact_lock(hashtext('exam'), hashtext(${`${id} ${stage}`}))`.execute(
      acting.tx,
    )
    const standing = await standingOf(acting, cases, id, stage)
    refuseClosed(standing)
    const refusal = refuseDifferences(standing, explained)
    if (refusal !== null) throw new Refused(422, refusal)
    await insertClose(acting, standing, explained)
    return writeResults(acting, cases, standing)
  })
}

/** Why an exam can't be closed as it stands; null when it agrees or is explained. */
export function refuseDifferences(
  { differences, at }: Pick<Standing, 'differences' | 'at'>,
  explained: string | null,
): Refusal | null {
  if (differences.length === 0 || (explained !== null && explained !== '')) return null
  const words = differences.map(({ says, who }) => (who.length === 0 ? says : `${says}（${listed(who)}）`))
  return {
    code: 'differences',
    because: `${at.title}的试卷、考生和成绩还对不上：${words.join('；')}。请核对改正，或写明差异的原因后办结。`,
    field: 'explained',
  }
}

function listed(who: readonly string[]): string {
  return who.length > 5 ? `${who.slice(0, 5).join('、')}等` : who.join('、')
}

async function insertClose(
  { tx, caller, now }: Work,
  standing: Standing,
  explained: string | null,
): Promise<void> {
  const { round, stage, rooms, candidates, strays, differences } = standing
  const sum = (of: 'handedOut' | 'returned'): number =>
    rooms.reduce((total, { count }) => total + (count?.[of] ?? 0), 0)
  const marks = candidates.filter(({ outcome }) => outcome !== null).length + strays.length
  const why = differences.length === 0 ? null : explained
  await sql`insert into exam_close (region_id, round_id, stage, candidates, handed_out, returned, marks, differences, explained, closed_at, closed_by)
    values (${caller.region}, ${round.id}, ${stage}, ${candidates.length}, ${sum('handedOut')}, ${sum('returned')}, ${marks},
      ${differences.length}, ${why}, ${now}, ${caller.actor})`.execute(tx)
  const told = {
    stage,
    candidates: candidates.length,
    marks,
    explained: why,
    differences: differences.map(({ says }) => says),
  }
  await audit(tx, 'exam.close', { kind: 'round', id: round.id }, told)
}

/** Those who reached the same are written together. */
async function writeResults(acting: Acting, cases: Cases, { candidates, at }: Standing): Promise<Reply> {
  const reply = { passed: 0, refused: 0, left: 0 }
  const groups = Map.groupBy(candidates, ({ outcome, mark }) => `${outcome} ${mark}`)
  for (const group of groups.values()) {
    const action = actionFor(group[0], at.title, at.kind === 'exam' && at.passMark !== undefined)
    if (action === null) reply.left += group.length
    else {
      const acted = await actOn(acting, cases, await versionsOf(acting, group), action)
      reply.refused += acted.filter(({ status }) => status === 'ended').length
      reply.passed += acted.filter(({ status }) => status !== 'ended').length
    }
  }
  return reply
}

/** What a result does to an application; null for none. A blank paper of an exam with marks has reached 0. */
function actionFor(candidate: Candidate | undefined, title: string, marked: boolean): CaseAction | null {
  const pass = { do: 'pass', because: null, number: null, document: null } as const
  const refuse = { do: 'refuse', item: null, document: null } as const
  switch (candidate?.outcome) {
    case 'mark':
      return { ...pass, score: candidate.mark }
    case 'pass':
      return { ...pass, score: null }
    case 'blank':
      return marked ? { ...pass, score: 0 } : { ...refuse, because: `${title}交空白卷。` }
    case 'fail':
      return { ...refuse, because: `${title}测试不合格。` }
    case 'absent':
      return { ...refuse, because: `${title}缺考。` }
    default:
      return null
  }
}

async function versionsOf(
  { tx, caller }: Work,
  group: readonly Candidate[],
): Promise<{ id: string; version: number }[]> {
  const { rows } = await sql<{ id: string; version: number }>`select id, version from case_record
    where region_id = ${caller.region} and id = any (${group.map((one) => one.case)}::uuid[]) order by number`.execute(
    tx,
  )
  return rows
}
