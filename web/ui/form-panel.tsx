import type { ReactNode } from 'react'
import { Action } from './action.tsx'
import { SidePanel } from './side-panel.tsx'

type Props = {
  title: string
  onClose: () => void
  children: ReactNode
  wide?: boolean
  /** What the button says that keeps what was filled in. */
  word: string
  onSave: () => void
  busy?: boolean
  /** Why it can't be kept as it stands; left out, it can. */
  whyNot?: string | undefined
}

/** A sheet in which something is filled in, with the one button that keeps it at its foot. */
export function FormPanel({ title, onClose, children, wide, word, onSave, busy, whyNot }: Props) {
  return (
    <SidePanel
      title={title}
      open
      onClose={onClose}
      {...(wide === true && { wide })}
      foot={
        <Action primary busy={busy === true} whyNot={whyNot} onClick={onSave}>
          {word}
        </Action>
      }
    >
      {children}
    </SidePanel>
  )
}
