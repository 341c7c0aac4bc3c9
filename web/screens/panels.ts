import type { Panels } from '../engine/panels.ts'

/** The panels that are made by hand, by system; a stage without one is drawn by the engine alone. */
const PANELS: Readonly<Record<string, Panels>> = {}

/** The panels of a system by stage. */
export function panelsOf(system: string): Panels {
  return PANELS[system] ?? {}
}
