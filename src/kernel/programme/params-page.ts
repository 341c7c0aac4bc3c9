import { sql } from 'kysely'
import * as z from 'zod'
import type { setSystemParams, systemParams } from '#contract/programme.ts'
import { audit, type Work } from '#kernel/call.ts'
import { once } from '#kernel/once.ts'
import { notFound, Refused } from '#lib/refusal.ts'
import type { ProgrammeDefinition } from './define.ts'
import { paramsOf } from './params.ts'
import type { Systems } from './registry.ts'
import { actionOf } from './rights.ts'

type Reply = z.input<NonNullable<(typeof systemParams)['reply']>>

/** Numbers as an officer sets them. */
export type AskedParams = z.output<NonNullable<(typeof setSystemParams)['body']>>

/** A system's numbers in a year, with what would hold if nothing were set. @throws Refused 404. */
export async function paramsPageOf(work: Work, systems: Systems, id: string, year: number): Promise<Reply> {
  const system = known(systems, id)
  const values = await paramsOf(work, system, year)
  const usual = system.params.parse({})
  return {
    title: system.title,
    year,
    rules: system.says(values),
    params: Object.entries(system.params.shape).map(([name, { description }]) => ({
      name,
      about: description ?? name,
      value: z.json().parse(values[name]),
      usual: z.json().parse(usual[name]),
    })),
    document: await documentOf(work, id, year),
    actions: [actionOf('set', work.caller.role === 'officer' ? null : '年度参数由中心管理员设定。')],
  }
}

function known(systems: Systems, id: string): ProgrammeDefinition {
  const system = systems.find(id)
  if (system === undefined) throw notFound('这个体系的定义')
  return system
}

async function documentOf({ tx, caller }: Work, system: string, year: number): Promise<string | null> {
  const { rows } = await sql<{ document: string }>`select document from system_params
    where region_id = ${caller.region} and system = ${system} and year = ${year} order by set_at desc limit 1`.execute(
    tx,
  )
  return rows[0]?.document ?? null
}

/**
 * Sets a year's numbers; what is left out has the default again. What was set before stays on record.
 * @throws Refused 404 for a system without definition; 422 with the name for a number that does not fit.
 */
export function setParams(
  work: Work,
  systems: Systems,
  id: string,
  asked: AskedParams,
): Promise<{ done: true }> {
  const { key, ...content } = asked
  return once(work, { key, action: 'set-system-params', content: { id, ...content } }, async () => {
    const values = fitting(known(systems, id), asked.values)
    await sql`insert into system_params (region_id, system, year, params, document, set_by)
      values (${work.caller.region}, ${id}, ${asked.year}, ${JSON.stringify(values)}::jsonb, ${asked.document}, ${work.caller.actor})`.execute(
      work.tx,
    )
    await audit(
      work.tx,
      'set-system-params',
      { kind: 'system', id },
      { year: asked.year, document: asked.document, values },
    )
    return { done: true as const }
  })
}

/** The values as given: a default that changes later holds for what was not set. */
function fitting(system: ProgrammeDefinition, values: AskedParams['values']): AskedParams['values'] {
  const checked = system.params.strict().safeParse(values)
  if (checked.success) return values
  const name = String(checked.error.issues[0]?.path[0] ?? '')
  const param = system.params.shape[name]
  const because =
    param === undefined
      ? `${system.title}没有这样的参数；现有：${Object.keys(system.params.shape).join('、')}。`
      : `“${param.description}”应为${expected(param)}。`
  throw new Refused(422, { code: 'value', because, field: `values.${name}` })
}

/** What a parameter takes, in words: 整数，大于 0. */
function expected(param: z.core.$ZodType): string {
  const { type, minimum, exclusiveMinimum, maximum } = z.toJSONSchema(param)
  const kind = { integer: '整数', number: '数', array: '一列词' }[String(type)] ?? '所列的值'
  const bounds = [
    typeof exclusiveMinimum === 'number' && `大于 ${exclusiveMinimum}`,
    typeof minimum === 'number' && minimum > Number.MIN_SAFE_INTEGER && `不小于 ${minimum}`,
    typeof maximum === 'number' && maximum < Number.MAX_SAFE_INTEGER && `不大于 ${maximum}`,
  ]
  return [kind, ...bounds.filter((bound) => bound !== false)].join('，')
}
