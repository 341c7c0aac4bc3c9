import type { ImportReport } from '#contract/import-report.ts'
import { number } from '../../lib/format.ts'
import { t } from '../../lib/t.ts'

/** How many rows of all sheets were new or changed, as before, or returned. */
export function rowsOf(report: ImportReport): { imported: number; unchanged: number; refused: number } {
  const counts = Object.values(report.sheets)
  const sum = (name: 'imported' | 'unchanged' | 'refused') =>
    counts.reduce((total, sheet) => total + sheet[name], 0)
  return { imported: sum('imported'), unchanged: sum('unchanged'), refused: sum('refused') }
}

/** What came of an import, in a sentence or two; a dry run has written nothing, and says so first. */
export function outcome({ dryRun, report }: { dryRun: boolean; report: ImportReport }): string {
  const rows = rowsOf(report)
  const counts = {
    imported: number(rows.imported),
    unchanged: number(rows.unchanged),
    refused: number(rows.refused),
    cells: number(report.errors.length),
  }
  const done = dryRun
    ? t('试运行，没有写入任何数据。正式导入会新增或改动 {imported} 行，{unchanged} 行没有变化。', counts)
    : t('导入完成：新增或改动 {imported} 行，{unchanged} 行没有变化。', counts)
  if (rows.refused === 0) return `${done}${t('没有退回的行。')}`
  const returned = t('退回 {refused} 行（{cells} 处错误），改正后再导一次，其余的行不受影响。', counts)
  return `${done}${returned}`
}
