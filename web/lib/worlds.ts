import { systems } from '#contract/programme.ts'
import type * as z from 'zod'
import type { systemManifest } from '#contract/programme.ts'
import { SYSTEMS } from '#contract/vocabulary.ts'
import type { Choice } from '../ui/field.tsx'
import { t } from './t.ts'
import { usePlace } from './place.ts'
import { useCall } from './use-call.ts'

export type Manifest = z.output<typeof systemManifest>
export const worlds = ['training', 'school-based', 'research'] as const
export type World = (typeof worlds)[number]

/** What each world is called and what it is, in one line. */
export const WORLD_WORDS: Record<World, { title: string; about: string }> = {
  training: { title: '培训', about: '集中培训、二级培训、送教下乡、教师工作坊等项目和它们的班次。' },
  'school-based': { title: '校本研修', about: '学校申报和实施的校本研修项目。' },
  research: { title: '教研', about: '听课评课、教研员蹲点、主题教研等教研活动。' },
}

/** The defined systems; they change with a new version only. */
export function useManifests(): readonly Manifest[] {
  return useCall(systems, {}).data?.systems ?? []
}

/** The world a system belongs to, by its definition; an undefined one is training. */
export function worldOf(system: string, manifests: readonly Manifest[]): World {
  const menu = manifests.find((manifest) => manifest.id === system)?.menu
  return worlds.find((world) => world === menu) ?? 'training'
}

/** Places a page of a system in its world's entry of the menu; says which that is. */
export function usePlaceOf(system: string): World {
  const manifests = useManifests()
  const world = worldOf(system, manifests)
  usePlace(manifests.length === 0 ? null : world)
  return world
}

/** The systems of a world, to choose from: defined ones for what is made new, all for what is looked for. */
export function systemChoices(
  world: World,
  manifests: readonly Manifest[],
  only: 'defined' | 'all',
): Choice[] {
  const defined = new Set(manifests.map((manifest) => manifest.id))
  return Object.entries(SYSTEMS)
    .filter(([id]) => worldOf(id, manifests) === world && (only === 'all' || defined.has(id)))
    .map(([id, title]) => ({ value: id, label: t(title) }))
}
