import { sql } from 'kysely'
import type * as z from 'zod'
import type { newActivity } from '#contract/activity.ts'
import { audit, type Work } from '#kernel/call.ts'
import { once } from '#kernel/once.ts'
import { newId } from '#lib/ids.ts'
import { Refused, type Refusal } from '#lib/refusal.ts'
import { paramsOf } from '#kernel/parameters/values.ts'
import type { ProgrammeDefinition } from '../define.ts'
import { commonParamsOf } from '../params.ts'
import { programmeToChange } from '../programmes/find.ts'
import { phaseOf, type Systems } from '../registry.ts'
import { countDays } from '../slots.ts'

/** An activity as it is asked for. */
export type NewActivity = z.output<typeof newActivity>

/**
 * Adds an activity to a programme; its code is the programme's with a number behind it.
 * @throws Refused 404, 403 for the programme; 422 with the field for what does not fit.
 */
export function createActivity(
  work: Work,
  systems: Systems,
  programmeId: string,
  asked: NewActivity,
): Promise<{ id: string }> {
  const { key, ...content } = asked
  return once(work, { key, action: 'create-activity', content: { programmeId, ...content } }, async () => {
    const programme = await programmeToChange(work, programmeId)
    const system = systems.find(programme.system)
    const { hoursPerDay } = await commonParamsOf(work, system, programme.year)
    const params = system === undefined ? {} : await paramsOf(work, system, programme.year)
    const refusal = refuseActivity(asked, system, { ...params, hoursPerDay })
    if (refusal !== null) throw new Refused(422, refusal)
    return insert(work, programme, { ...asked, phase: phaseWord(system, asked.phase) })
  })
}

/** Why an activity can't be as it is asked for; null when it can. */
export function refuseActivity(
  asked: Pick<NewActivity, 'title' | 'phase' | 'startsAt' | 'endsAt' | 'hours'>,
  system: ProgrammeDefinition | undefined,
  params: { hoursPerDay: number },
): Refusal | null {
  const [startsAt, endsAt] = [new Date(asked.startsAt), new Date(asked.endsAt)]
  if (endsAt < startsAt)
    return { code: 'period', because: '结束时间早于开始时间，请改正其中一个。', field: 'endsAt' }
  const days = countDays({ startsAt, endsAt })
  const most = days * params.hoursPerDay
  if (asked.hours > most) {
    const because = `${days} 天最多计 ${most} 学时（每天 ${params.hoursPerDay} 学时），请改正学时或起止时间。`
    return { code: 'hours', because, field: 'hours' }
  }
  if (system === undefined) return null
  if (asked.phase !== null && phaseOf(system, asked.phase) === null) return unknownPhase(system, asked.phase)
  const because = system.refusalOf(asked.title, params)
  return because === null ? null : { code: 'not-this-system', because, basis: system.basis, field: 'title' }
}

function unknownPhase(system: ProgrammeDefinition, phase: string): Refusal {
  const known = Object.values(system.phases).map(({ title }) => title)
  return {
    code: 'phase',
    because: `${system.title}没有“${phase}”阶段；可选：${known.join('、')}。`,
    field: 'phase',
  }
}

/** Records say a phase by its word, as the exchange workbook does. */
function phaseWord(system: ProgrammeDefinition | undefined, asked: string | null): string | null {
  if (system === undefined || asked === null) return asked
  return system.phases[phaseOf(system, asked) ?? '']?.title ?? null
}

async function insert(
  work: Work,
  programme: { id: string; code: string },
  asked: NewActivity,
): Promise<{ id: string }> {
  const { tx, caller } = work
  const id = newId(work.now.getTime())
  const code = await nextCode(work, programme)
  await sql`insert into activity (region_id, id, programme_id, code, title, phase, starts_at, ends_at, place_id, hours, slots)
    values (${caller.region}, ${id}, ${programme.id}, ${code}, ${asked.title}, ${asked.phase}, ${asked.startsAt}, ${asked.endsAt},
      ${await placeId(work, asked.place)}, ${asked.hours}, ${asked.slots})`.execute(tx)
  await audit(
    tx,
    'create-activity',
    { kind: 'activity', id },
    { code, title: asked.title, programme: programme.id },
  )
  return { id }
}

async function placeId({ tx, caller }: Work, code: string | null): Promise<string | null> {
  if (code === null) return null
  const { rows } = await sql<{
    id: string
  }>`select id from unit where region_id = ${caller.region} and code = ${code}`.execute(tx)
  const id = rows[0]?.id
  if (id !== undefined) return id
  throw new Refused(422, {
    code: 'reference',
    because: `没有代码为 ${code} 的单位，请重新选择地点。`,
    field: 'place',
  })
}

/** The programme is locked by its change, so no other activity of it takes the same number. */
async function nextCode({ tx, caller }: Work, programme: { id: string; code: string }): Promise<string> {
  const { rows } = await sql<{ code: string }>`
    select ${programme.code}::text || '-' || lpad(n::text, greatest(2, length(n::text)), '0') as code
    from generate_series(1, 100000) n
    where not exists (select from activity a where a.region_id = ${caller.region}
      and a.code = ${programme.code}::text || '-' || lpad(n::text, greatest(2, length(n::text)), '0'))
    limit 1`.execute(tx)
  return rows[0]!.code
}
