import * as z from 'zod'
import type { CaseDefinition } from './define.ts'

/** The fields whose schema carries the mark `judges`; a mark inside of an optional field counts. */
export function judgesFields({ form }: Pick<CaseDefinition, 'form'>): string[] {
  const { properties = {} } = z.toJSONSchema(form, { io: 'input', unrepresentable: 'any' })
  const marked = Object.entries(properties).filter(
    ([, said]) => typeof said === 'object' && said['judges'] === true,
  )
  return marked.map(([name]) => name)
}

/** The materials that judges open. */
export function judgesMaterials({ materials }: Pick<CaseDefinition, 'materials'>): string[] {
  return Object.entries(materials)
    .filter(([, { judges }]) => judges === true)
    .map(([id]) => id)
}
