import type { MarkLine } from '#contract/exam.ts'
import { t } from '../../lib/t.ts'

/** Lines of marks that are not taken, each by its row and why. */
export function RefusedLines({ lines }: { lines: readonly MarkLine[] }) {
  return lines.map(({ line, because }) => (
    <li key={line}>{t('第 {line} 行：{because}', { line, because: t(because) })}</li>
  ))
}
