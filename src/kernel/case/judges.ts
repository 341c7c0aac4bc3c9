import { sql } from 'kysely'
import type * as z from 'zod'
import type { judgesOfCase } from '#contract/judging.ts'
import { dayAt } from '#lib/dates.ts'
import { newId } from '#lib/ids.ts'
import { Refused, type Refusal } from '#lib/refusal.ts'
import { audit, type Work } from '#kernel/call.ts'
import { once } from '#kernel/once.ts'
import { freshBlind } from './blind.ts'
import { candidates } from './candidates.ts'
import { ineligible } from './eligible.ts'
import { refuseJudge, type Candidate, type Party } from './judge-rules.ts'
import { loadCase, type Loaded } from './load.ts'
import type { Cases } from './registry.ts'
import { combine, type Combined, type Combining, type Scoring } from './score.ts'
import { stagesOf } from './steps.ts'

type Asked = z.output<NonNullable<typeof judgesOfCase.body>>
type Reply = z.input<NonNullable<typeof judgesOfCase.reply>>
type Assigned = {
  id: string
  stage: string
  person: string
  name: string
  blind: string
  recused: string | null
  /** Dimensions that count: those scored before the case was changed do not. */
  points: number
}

/**
 * Sets who judges a case at its review: those named are added, those not named any more are taken off unless they have
 * scored. Who is barred is not added, and the answer says why.
 * @throws Refused 403 for one's own case, 404, 409 when no review lies ahead.
 */
export function assignJudges(work: Work, cases: Cases, id: string, { key, persons }: Asked): Promise<Reply> {
  return once(work, { key, action: 'assign-judges', content: { id, persons } }, async () => {
    const loaded = await loadCase(work, cases, id, true)
    const { caller } = work
    if (caller.person !== null && caller.person === loaded.record.personId) {
      throw new Refused(403, { code: 'own-case', because: '这是您本人的事项，应当回避，请由他人指定评委。' })
    }
    const stage = reviewAhead(loaded)
    const ever = await everAssigned(work, id)
    const assigned = ever.filter((one) => one.stage === stage)
    const kept = await takeOff(work, assigned, new Set(persons))
    const { fit, refused } = await sift(work, loaded, persons, {
      assigned,
      aside: ever.filter(({ recused }) => recused !== null),
    })
    await insertJudges(work, id, stage, fit, assigned[0]?.blind)
    await audit(
      work.tx,
      'case.judges',
      { kind: 'case', id },
      { stage, added: fit.map((one) => one.id), refused },
    )
    return { assigned: kept + fit.length, refused }
  })
}

/** The review that the case stands at or comes to. */
function reviewAhead({ setting, record }: Loaded): string {
  const { definition, facts, params, state } = setting
  const stages = stagesOf(definition)
  const from = state.stage === null ? 0 : stages.findIndex(({ id }) => id === state.stage)
  const ahead = state.status === 'ended' ? [] : stages.slice(from)
  const found = ahead.find(({ stage }) => stage.kind === 'review' && stage.onlyIf?.(facts, params) !== false)
  if (found !== undefined) return found.id
  throw new Refused(409, {
    code: 'no-review',
    because: `${record.name}的这件事项已没有待办的评审，不用指定评委。`,
  })
}

/** Who judges the case at any of its reviews, or stepped aside there. */
async function everAssigned({ tx, caller }: Work, id: string): Promise<Assigned[]> {
  const { rows } =
    await sql<Assigned>`select j.id, j.stage, j.person_id as person, p.name, j.blind, j.recused_because as recused,
      (select count(*)::integer from case_point o where o.region_id = j.region_id and o.judging_id = j.id and o.since = j.since) as points
    from case_judge j join person p on p.region_id = j.region_id and p.id = j.person_id
    where j.region_id = ${caller.region} and j.case_id = ${id} order by j.id`.execute(tx)
  return rows
}

/** Takes off who is not named any more; who stepped aside stays on record. @returns how many stay and judge. */
async function takeOff(
  { tx, caller }: Work,
  assigned: readonly Assigned[],
  named: ReadonlySet<string>,
): Promise<number> {
  const gone = assigned.filter(
    ({ person, points, recused }) => !named.has(person) && points === 0 && recused === null,
  )
  await sql`delete from case_judge where region_id = ${caller.region} and id = any (${gone.map(({ id }) => id)}::uuid[])`.execute(
    tx,
  )
  return assigned.filter((one) => !gone.includes(one) && one.recused === null).length
}

type Sifted = { fit: Candidate[]; refused: Reply['refused'] }

/** Tells who may judge from who may not. */
async function sift(
  work: Work,
  loaded: Loaded,
  persons: readonly string[],
  { assigned, aside }: Record<'assigned' | 'aside', readonly Assigned[]>,
): Promise<Sifted> {
  const { personId } = loaded.record
  const known = await candidates(
    work,
    [...persons, ...(personId === null ? [] : [personId])],
    loaded.record,
    dayAt(work.now),
  )
  const subject = subjectOf(loaded, known)
  const unfit = await ineligible(work, loaded, reviewAhead(loaded), persons, dayAt(work.now))
  const result: Sifted = { fit: [], refused: [] }
  for (const id of new Set(persons)) {
    const already = assigned.find(({ person }) => person === id)
    const candidate = known.get(id)
    const stepped = aside.find(({ person }) => person === id)
    if (stepped !== undefined)
      result.refused.push({ who: stepped.name, because: `已说明须回避：${stepped.recused}` })
    else if (candidate === undefined)
      result.refused.push({ who: '（查无此人）', because: '教师档案里没有这个人，请重新选择。' })
    else if (already === undefined) judge(result, candidate, subject, unfit.get(id))
  }
  return result
}

function judge(result: Sifted, candidate: Candidate, subject: Party, unfit: string | undefined): void {
  const because = refuseJudge(candidate, subject)?.because ?? unfit
  if (because === undefined) result.fit.push(candidate)
  else result.refused.push({ who: candidate.name, because })
}

/** Whom the case is about: at the unit of today, and at the one that the application came from. */
export function subjectOf({ record, subject }: Loaded, known: ReadonlyMap<string, Party>): Party {
  const self = record.personId === null ? undefined : known.get(record.personId)
  const units = [...(self?.units ?? []), record.unitId, subject.unit?.id].filter((unit) => unit != null)
  return { id: record.personId, identityNumber: record.identityNumber ?? self?.identityNumber ?? null, units }
}

async function insertJudges(
  work: Work,
  caseId: string,
  stage: string,
  fit: readonly Candidate[],
  blind: string | undefined,
): Promise<void> {
  if (fit.length === 0) return
  const { tx, caller, now } = work
  const number = blind ?? (await freshBlind(work, stage))
  const ids = fit.map(() => newId(now.getTime()))
  await sql`insert into case_judge (region_id, id, case_id, stage, person_id, blind, assigned_at, assigned_by)
    select ${caller.region}, i, ${caseId}, ${stage}, p, ${number}, ${now}, ${caller.actor}
    from unnest(${ids}::uuid[], ${fit.map(({ id }) => id)}::uuid[]) t(i, p)`.execute(tx)
}

type PointRow = { judging: string; name: string; dimension: string | null; points: string | null }

/**
 * What the judges of a review have given, together: the result that closing it writes. The caller holds the case's row,
 * so that nobody scores meanwhile.
 * @returns the refusal while a judge who has not stepped aside has not scored, or too few have.
 */
export async function reviewResult(
  { tx, caller }: Work,
  caseId: string,
  stage: string,
  combining: Combining,
): Promise<Combined | Refusal> {
  const { rows } = await sql<PointRow>`select j.id as judging, p.name, o.dimension, o.points
    from case_judge j join person p on p.region_id = j.region_id and p.id = j.person_id
    left join case_point o on o.region_id = j.region_id and o.judging_id = j.id and o.since = j.since
    where j.region_id = ${caller.region} and j.case_id = ${caseId} and j.stage = ${stage} and j.recused_because is null
    order by j.id`.execute(tx)
  const waiting = [...new Set(rows.filter(({ points }) => points === null).map(({ name }) => name))]
  if (waiting.length > 0) {
    const because = `还有 ${waiting.length} 名评委没有打分：${waiting.slice(0, 5).join('、')}。可以等他们打完，或改派评委。`
    return { code: 'judges', because }
  }
  return combine(scoringsOf(rows), combining)
}

function scoringsOf(rows: readonly PointRow[]): Scoring[] {
  return [...Map.groupBy(rows, ({ judging }) => judging)].map(([judge, given]) => ({
    judge,
    points: Object.fromEntries(given.map(({ dimension, points }) => [dimension ?? '', Number(points)])),
  }))
}
