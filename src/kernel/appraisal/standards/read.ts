import type * as z from 'zod'
import type { standardPage, standards } from '#contract/standard.ts'
import type { Work } from '#kernel/call.ts'
import { fullPoints, leavesOf } from '../define.ts'
import { actionOf } from '#kernel/action.ts'
import { whyNotCentre } from '../rights.ts'
import { standardOf, type StandardVersion } from './service.ts'
import { standardVersions } from './store.ts'

type ReplyOf<R> = R extends { reply?: infer S } ? (S extends z.ZodType ? z.input<S> : never) : never

/** The region's standards in their newest version. */
export async function listStandards(work: Work): Promise<ReplyOf<typeof standards>> {
  const versions = await standardVersions(work, null)
  const newest = versions.filter((one, at) => versions.findIndex(({ id }) => id === one.id) === at)
  const rows = await Promise.all(
    newest.map(async ({ id, version }) => rowOf(await standardOf(work, id, version))),
  )
  return { rows, actions: [actionOf('save', whyNotCentre(work.caller))] }
}

function rowOf(standard: StandardVersion): ReplyOf<typeof standards>['rows'][number] {
  const { id, code, title, version, document, madeAt, indicators } = standard
  const leaves = leavesOf(indicators).length
  return { id, code, title, version, document, madeAt, leaves, points: fullPoints(indicators) }
}

/** One version of a standard with the list of all. @throws Refused 404. */
export async function standardPageOf(
  work: Work,
  id: string,
  version: number | undefined,
): Promise<ReplyOf<typeof standardPage>> {
  const standard = await standardOf(work, id, version)
  const { decimals, flat, sources, bands } = standard
  const versions = await standardVersions(work, id)
  return {
    standard: { ...rowOf(standard), decimals, indicators: flat, sources: [...sources], bands: [...bands] },
    versions: versions.map(({ version, document, madeAt, madeBy }) => ({
      version,
      document,
      madeAt,
      madeBy,
    })),
    actions: [actionOf('save', whyNotCentre(work.caller))],
  }
}
