import type { IndicatorRow, NewStandard } from '#contract/standard.ts'
import { newId } from '#lib/ids.ts'
import { notFound, Refused } from '#lib/refusal.ts'
import { audit, type Work } from '#kernel/call.ts'
import { once } from '#kernel/once.ts'
import { standardFaults } from '../define.ts'
import type { Indicator, Standard } from '../define.ts'
import { requireCentre } from '../rights.ts'
import {
  insertStandard,
  insertVersion,
  standardByCode,
  standardVersions,
  versionContent,
  type StandardRecord,
} from './store.ts'

/** A standard as it stands in one version. */
export type StandardVersion = StandardRecord & Standard & { flat: IndicatorRow[] }

/**
 * Makes a standard, or the next version of the one with this code; appraisals that began keep theirs.
 * @throws Refused 403, 422 with everything that does not add up.
 */
export function saveStandard(work: Work, asked: NewStandard): Promise<{ id: string; version: number }> {
  const { key, ...content } = asked
  return once(work, { key, action: 'save-standard', content }, async () => {
    requireCentre(work.caller)
    refuseFaults(asked)
    const known = await standardByCode(work, asked.code)
    const id = known ?? newId(work.now.getTime())
    if (known === undefined) await insertStandard(work, id, asked)
    const version = 1 + ((await standardVersions(work, id))[0]?.version ?? 0)
    await insertVersion(work, id, version, asked)
    await audit(
      work.tx,
      'save-standard',
      { kind: 'standard', id },
      { code: asked.code, version, document: asked.document },
    )
    return { id, version }
  })
}

function refuseFaults({ indicators, ...rest }: NewStandard): void {
  const ids = new Set(indicators.map(({ id }) => id))
  const lost = indicators.find(({ id, parent }) => parent !== null && (!ids.has(parent) || parent === id))
  const because =
    lost === undefined
      ? standardFaults({ ...rest, indicators: treeOf(indicators) }).join('')
      : `“${lost.title}”的上级指标 ${lost.parent} 不在标准里。`
  if (because !== '') throw new Refused(422, { code: 'standard', because, field: 'indicators' })
  if (treeSize(treeOf(indicators)) < indicators.length) {
    throw new Refused(422, {
      code: 'standard',
      because: '指标的上下级连成了圈，请检查上级指标。',
      field: 'indicators',
    })
  }
}

function treeSize(nodes: readonly Indicator[]): number {
  return nodes.reduce((sum, node) => sum + 1 + treeSize(node.children), 0)
}

/** A flat list of indicators as a tree, in the list's order. */
function treeOf(rows: readonly IndicatorRow[], parent: string | null = null): Indicator[] {
  return rows
    .filter((row) => row.parent === parent)
    .map(({ parent: _above, ...row }) => ({ ...row, children: treeOf(rows, row.id) }))
}

/** One version of a standard, the newest where none is named. @throws Refused 404. */
export async function standardOf(work: Work, id: string, version?: number): Promise<StandardVersion> {
  const versions = await standardVersions(work, id)
  const record = version === undefined ? versions[0] : versions.find((one) => one.version === version)
  if (record === undefined) throw notFound('这个评估标准')
  const { indicators, sources, bands } = await versionContent(work, id, record.version)
  return { ...record, indicators: treeOf(indicators), flat: indicators, sources, bands }
}

/**
 * The standard of a code as a definition states it: made when the region has none; what the region has stays.
 * @throws Refused 422 when the stated one does not add up.
 */
export async function ensureStandard(work: Work, given: Omit<NewStandard, 'key'>): Promise<string> {
  const known = await standardByCode(work, given.code)
  if (known !== undefined) return known
  return (await saveStandard(work, { ...given, key: newId(work.now.getTime()) })).id
}
