import type { PanelProps } from '../../engine/panels.ts'
import { t } from '../../lib/t.ts'
import { Notice } from '../../ui/states.tsx'

/** What a claim of travel costs comes to as things stand, and why nothing is paid yet where that is so. */
export function Reckoning({ data: { travel } }: PanelProps) {
  if (travel === null) return null
  return travel.owed === null ? (
    <Notice tone="calm">{t(travel.says)}</Notice>
  ) : (
    <Notice tone="warn">{t('{why}可以先填报、审核，等级定了再审批付款。', { why: t(travel.owed) })}</Notice>
  )
}
