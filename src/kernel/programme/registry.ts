import type * as z from 'zod'
import { ROLES as ROLE_WORDS, SYSTEMS } from '#contract/vocabulary.ts'
import type { systemManifest } from '#contract/programme.ts'
import type { Phase, ProgrammeDefinition } from './define.ts'

/** The systems that this instance runs, by id. The mechanism knows none of them by name. */
export class Systems {
  readonly all: readonly ProgrammeDefinition[]
  readonly #byId: ReadonlyMap<string, ProgrammeDefinition>

  constructor(all: readonly ProgrammeDefinition[]) {
    this.all = all
    this.#byId = new Map(all.map((system) => [system.id, system]))
  }

  /** The definition; records may name systems that have none yet. */
  find(id: string): ProgrammeDefinition | undefined {
    return this.#byId.get(id)
  }

  /** The word of a system, also of one without definition. */
  title(id: string): string {
    return this.find(id)?.title ?? Object.entries(SYSTEMS).find(([known]) => known === id)?.[1] ?? id
  }
}

/** A definition as forms and menus need it. */
export function manifestOf(system: ProgrammeDefinition): z.infer<typeof systemManifest> {
  return {
    id: system.id,
    title: system.title,
    menu: system.menu,
    about: system.about,
    phases: Object.entries(system.phases).map(([id, phase]) => ({
      id,
      title: phase.title,
      meets: phase.meets,
      expects: [...(phase.works ?? [])],
    })),
    roles: system.roles,
    category: system.credit.category,
    archive: [...system.archive],
    figures: [...system.figures],
  }
}

/** What a role is called in a system. */
export function roleWord(system: ProgrammeDefinition | undefined, role: keyof typeof ROLE_WORDS): string {
  return system?.roles[role] ?? ROLE_WORDS[role]
}

/**
 * The phase that an activity belongs to by what its record says: a phase's id or word, or nothing for the usual one.
 * Null where the definition knows no such phase.
 */
export function phaseOf(system: ProgrammeDefinition, said: string | null): string | null {
  if (said === null) return system.usualPhase ?? null
  const found = Object.entries(system.phases).find(([id, phase]) => id === said || phase.title === said)
  return found?.[0] ?? null
}

/** Phases in their order. */
export function phasesOf(system: ProgrammeDefinition): { id: string; phase: Phase }[] {
  return Object.entries(system.phases).map(([id, phase]) => ({ id, phase }))
}
