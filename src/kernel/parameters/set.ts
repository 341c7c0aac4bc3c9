import { sql } from 'kysely'
import * as z from 'zod'
import type { setSystemParams, whatIf } from '#contract/parameters.ts'
import { audit, type Work } from '#kernel/call.ts'
import { once } from '#kernel/once.ts'
import { boundsWords } from '#lib/bounds.ts'
import { fault, Refused } from '#lib/refusal.ts'
import type { Numbered, Values } from './define.ts'
import { known } from './page.ts'
import { paramsOf } from './values.ts'

/** Numbers as an officer sets them. */
export type AskedParams = z.output<NonNullable<(typeof setSystemParams)['body']>>
/** Numbers as an officer tries them. */
export type TriedParams = z.output<NonNullable<(typeof whatIf)['body']>>
type WhatIf = z.input<NonNullable<(typeof whatIf)['reply']>>

/**
 * Sets a year's numbers; what is left out has the default again. What was set before stays on record.
 * @throws Refused 404 for a system without definition; 422 with the name for a number that does not fit.
 */
export function setParams(
  work: Work,
  all: readonly Numbered[],
  id: string,
  asked: AskedParams,
): Promise<{ done: true }> {
  const { key, ...content } = asked
  return once(work, { key, action: 'set-system-params', content: { id, ...content } }, async () => {
    const values = fitting(known(all, id), asked.values)
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

/**
 * What the numbers would have made of the year before: of its records, not of anything that is kept.
 * @throws Refused 404; 409 where records are not judged by the numbers; 422 with the name as above.
 */
export async function tryParams(
  work: Work,
  all: readonly Numbered[],
  id: string,
  { year, values }: TriedParams,
): Promise<WhatIf> {
  const numbered = known(all, id)
  if (numbered.whatIf === null) {
    throw new Refused(409, {
      code: 'no-what-if',
      because: `${numbered.title}的参数不用来判断记录，没有可试算的。`,
    })
  }
  const after = numbered.params.parse(fitting(numbered, values))
  const before = await paramsOf(work, numbered, year - 1)
  return { year: year - 1, ...(await numbered.whatIf(work, year - 1, before, after)) }
}

/** The values as given: a default that changes later holds for what was not set. */
function fitting(system: Numbered, values: Values): Values {
  const checked = system.params.strict().safeParse(values)
  if (checked.success) return values
  const name = String(checked.error.issues[0]?.path[0] ?? '')
  const param = system.params.shape[name]
  const because =
    param === undefined
      ? `${system.title}没有这样的参数；现有：${Object.keys(system.params.shape).join('、')}。`
      : `“${param.description}”应为${expected(param)}。`
  throw fault(`values.${name}`, because)
}

/** What a parameter takes, in words: 整数，大于 0. */
function expected(param: z.core.$ZodType): string {
  const said = z.toJSONSchema(param)
  const kind = { integer: '整数', number: '数', array: '一列词' }[String(said.type)] ?? '所列的值'
  return [kind, ...boundsWords(said)].join('，')
}
