import { useState } from 'react'
import { endNeed } from '#contract/need.ts'
import type { NeedRow } from '#contract/need.ts'
import { t } from '../../lib/t.ts'
import { useChange, wordsOf } from '../../lib/use-call.ts'
import { AskBecause } from '../../ui/ask.tsx'
import { Notice } from '../../ui/states.tsx'

/** Takes a need back, with the reason. */
export function WithdrawNeed({ need, onClose }: { need: NeedRow; onClose: () => void }) {
  const [key] = useState(() => crypto.randomUUID())
  const change = useChange(endNeed)
  return (
    <AskBecause
      open
      title={t('撤下{name}的{course}补训需求', { name: need.name, course: need.course })}
      yes={t('撤下')}
      no={t('取消')}
      label={t('原因')}
      hint={t('请写明原因，如：已自行考取')}
      busy={change.isPending}
      onNo={onClose}
      onYes={(because) =>
        change.mutate({ params: { id: need.id }, body: { key, because } }, { onSuccess: onClose })
      }
    >
      <p>{t('撤下后不再通知开班；记录和原因都保留。')}</p>
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
    </AskBecause>
  )
}
