import type { Work } from '#kernel/call.ts'
import type { Numbered, Values } from '#kernel/parameters/define.ts'
import { paramsOf } from '#kernel/parameters/values.ts'
import type { TitleDefinition } from './define.ts'

/** The numbers of a definition: goals, duties a year, rates of allowances; a region sets its own. */
export function titleNumbers(definition: TitleDefinition): Numbered {
  const { id, title, menu, about, basis, params } = definition
  return {
    id,
    title,
    menu,
    about,
    basis,
    params,
    says: (values) => definition.says(params.parse(values)),
    whatIf: null,
  }
}

/** The numbers that hold in a year. */
export function titleParams(work: Work, definition: TitleDefinition, year: number): Promise<Values> {
  return paramsOf(work, definition, year)
}
