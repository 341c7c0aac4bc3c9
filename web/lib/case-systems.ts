import { caseSystems } from '#contract/case-manifest.ts'
import type { CaseManifest } from '#contract/case-manifest.ts'
import { useCall } from './use-call.ts'

/** The systems that are cases, in the order of the menu; they change with a new version only. */
export function useCaseManifests(): readonly CaseManifest[] {
  return useCall(caseSystems, {}).data?.systems ?? []
}

/** One of them; undefined while they are on their way, and where there is none of that id. */
export function useCaseManifest(id: string | undefined): CaseManifest | undefined {
  return useCaseManifests().find((system) => system.id === id)
}
