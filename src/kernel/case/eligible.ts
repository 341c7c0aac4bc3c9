import type { Day } from '#lib/dates.ts'
import type { Work } from '#kernel/call.ts'
import type { Loaded } from './load.ts'
import { stageOf } from './steps.ts'
import { subjectsOn } from './subject.ts'

/** Why people may not judge at a review by what the definition asks of its judges, by id; nobody else stands in it. */
export async function ineligible(
  work: Work,
  { setting: { definition, params } }: Loaded,
  stage: string,
  ids: readonly string[],
  day: Day,
): Promise<Map<string, string>> {
  const at = stageOf(definition, stage)
  if (at.kind !== 'review' || at.eligible === undefined) return new Map()
  const { eligible } = at
  const people = await subjectsOn(
    work,
    ids.map((personId) => ({ personId, unitId: null, day })),
  )
  return new Map(
    people.flatMap(({ teacher }, index) => {
      const because = teacher === null ? null : eligible.breaks(teacher, params)
      return because === null ? [] : [[ids[index] ?? '', because] as const]
    }),
  )
}
