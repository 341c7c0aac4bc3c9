import type { ReactNode } from 'react'
import { t } from '../lib/t.ts'
import { wordsOf } from '../lib/use-call.ts'
import { AskBecause } from '../ui/ask.tsx'
import { Notice } from '../ui/states.tsx'

type Props = {
  title: string
  /** What will happen to whom. */
  children: ReactNode
  yes: string
  no: string
  change: { isPending: boolean; isError: boolean; error: Error | null }
  onYes: (because: string) => void
  onNo: () => void
}

/** Asks once, with a reason, before something is taken away; a refusal is said in the same place. */
export function AskWhy({ title, children, yes, no, change, onYes, onNo }: Props) {
  return (
    <AskBecause
      title={title}
      label={t('原因')}
      hint={t('请写明原因，随记录保存')}
      open
      danger
      yes={yes}
      no={no}
      busy={change.isPending}
      onYes={onYes}
      onNo={onNo}
    >
      {children}
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
    </AskBecause>
  )
}
