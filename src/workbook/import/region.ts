/** Which region a workbook speaks of: the unit of 类别 区域 that has none above it. */
import type { TypedRow } from '../batch.ts'
import { parseWorkbook } from '../parse.ts'

export type RootUnit = { code: string; name: string }

/** The workbook's roots, in file order; reads no further than the sheet 单位. */
export async function rootsOf(path: string): Promise<RootUnit[]> {
  const roots: RootUnit[] = []
  const stop = new AbortController()
  let begun = false
  try {
    await parseWorkbook(
      path,
      async (batch) => {
        if (batch.sheet === '单位') {
          begun = true
          roots.push(...batch.rows.filter(isRoot).map(({ code, name }) => ({ code, name })))
        } else if (begun) stop.abort(stop)
      },
      { signal: stop.signal },
    )
  } catch (error) {
    if (error !== stop) throw error
  }
  return roots
}

/** True for the unit that is the region itself. */
export function isRoot(row: Pick<TypedRow<'单位'>, 'category' | 'parentCode'>): boolean {
  return row.category === 'region' && row.parentCode === null
}
