import type { Day } from '#lib/dates.ts'
import type { Work } from '#kernel/call.ts'
import type { Eligible } from './committee/define.ts'
import type { Loaded } from './load.ts'
import { stageOf, type Params } from './steps.ts'
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
  return at.kind === 'review' ? unfit(work, at.eligible, params, ids, day) : new Map<string, string>()
}

/** What is said of somebody on file who was at no unit on a day. */
export function notPosted(day: Day): string {
  return `教师档案里没有 ${day} 的任职单位，请重新选择，或先补录任职。`
}

/** Why people are not what is asked for on a day, by id; who is fit does not stand in it. */
export async function unfit(
  work: Work,
  eligible: Eligible<Params> | undefined,
  params: Params,
  ids: readonly string[],
  day: Day,
): Promise<Map<string, string>> {
  if (eligible === undefined) return new Map()
  const people = await subjectsOn(
    work,
    ids.map((personId) => ({ personId, unitId: null, day })),
  )
  return new Map(
    people.flatMap(({ teacher }, index) => {
      const because = teacher === null ? notPosted(day) : eligible.breaks(teacher, params)
      return because === null ? [] : [[ids[index] ?? '', because] as const]
    }),
  )
}
