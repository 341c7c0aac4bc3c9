import * as z from 'zod'
import type { CaseDefinition } from '#kernel/case/define.ts'
import { exampleForm } from '#kernel/case/example.ts'

type Schema = Record<string, unknown>

/** The name under which a system's form stands in the description. */
const nameOf = ({ id }: CaseDefinition): string => `${id}-form`

/** Each system's form as a named schema: a draft may hold any part of it. */
export function formSchemas(systems: readonly CaseDefinition[]): Schema {
  return Object.fromEntries(systems.map((system) => [nameOf(system), formSchema(system)]))
}

function formSchema({ form, title, about }: CaseDefinition): Schema {
  const { $schema: _dialect, ...described } = z.toJSONSchema(form.partial(), { io: 'input' })
  return { title, description: about, ...described }
}

/** What a draft's `form` may be: the form of one of the systems. */
export function anyForm(systems: readonly CaseDefinition[]): Schema {
  return { anyOf: systems.map((system) => ({ $ref: `#/components/schemas/${nameOf(system)}` })) }
}

/** How a case of each system is begun. */
export function openingExamples(systems: readonly CaseDefinition[]): Schema {
  return examples(systems, ({ id, rounds }) => ({
    key: EXAMPLE_KEY,
    system: id,
    round: rounds === null ? null : EXAMPLE_KEY,
  }))
}

/** How the form of each system is filled in. */
export function draftExamples(systems: readonly CaseDefinition[]): Schema {
  return examples(systems, (system) => ({ form: exampleForm(system) }))
}

const EXAMPLE_KEY = '01890000-0000-7000-8000-000000000000'

function examples(systems: readonly CaseDefinition[], valueOf: (system: CaseDefinition) => Schema): Schema {
  return Object.fromEntries(
    systems.map((system) => [system.id, { summary: system.title, value: valueOf(system) }]),
  )
}
