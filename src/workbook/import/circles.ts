/** Units that stand above themselves or merge into each other: nothing refuses them, but nobody can count there. */
import { sql } from 'kysely'
import type { ImportWarning } from '#contract/import-report.ts'
import type { Work } from '#kernel/call.ts'

/**
 * The circles among links from one code to the next.
 * @param next the one code that each code leads to.
 * @returns each circle once, as the codes on it, beginning with its smallest.
 */
export function circlesOf(next: ReadonlyMap<string, string>): string[][] {
  const done = new Set<string>()
  const circles: string[][] = []
  for (const start of next.keys()) {
    const path: string[] = []
    for (let at: string | undefined = start; at !== undefined && !done.has(at); at = next.get(at)) {
      done.add(at)
      path.push(at)
      const back = path.indexOf(next.get(at) ?? '')
      if (back >= 0) circles.push(fromSmallest(path.slice(back)))
    }
  }
  return circles
}

function fromSmallest(circle: readonly string[]): string[] {
  const at = circle.indexOf(circle.toSorted()[0] ?? '')
  return [...circle.slice(at), ...circle.slice(0, at)]
}

/** What to tell of the region's units after an import of 单位. */
export async function circleWarnings({ tx, caller }: Work): Promise<ImportWarning[]> {
  const { rows } = await sql<{ code: string; parent: string | null; successor: string | null }>`
    select u.code, p.code as parent, n.code as successor
    from unit u
    left join lateral (select parent_id from unit_state s where s.region_id = u.region_id and s.unit_id = u.id
      order by lower(s.valid) desc nulls last limit 1) s on true
    left join unit p on p.region_id = u.region_id and p.id = s.parent_id
    left join unit n on n.region_id = u.region_id and n.id = u.successor_id and u.closed_on is not null
    where u.region_id = ${caller.region} order by u.code`.execute(tx)
  const links = (column: 'parent' | 'successor'): Map<string, string> =>
    new Map(rows.flatMap((row) => (row[column] === null ? [] : [[row.code, row[column]] as const])))
  return [
    ...circlesOf(links('parent')).map((circle) =>
      warning('上级代码', circle, '它们及其教师不在任何上级的合计里'),
    ),
    ...circlesOf(links('successor')).map((circle) =>
      warning('并入代码', circle, '它们的教师不计入任何在办单位'),
    ),
  ]
}

function warning(column: string, circle: readonly string[], effect: string): ImportWarning {
  const shown = [...circle, circle[0]].join(' → ')
  return { sheet: '单位', column, message: `“${column}”绕成了圈：${shown}，${effect}；请改正其中一个。` }
}
