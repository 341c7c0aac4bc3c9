import type { Numbered } from '#kernel/parameters/define.ts'
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
