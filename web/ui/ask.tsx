import { Modal } from 'antd'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { LinesField } from './field.tsx'

type Props = {
  title: string
  /** What will happen to whom. */
  children: ReactNode
  open: boolean
  yes: string
  no: string
  danger?: boolean
  busy?: boolean
  onYes: () => void
  onNo: () => void
  whyNot?: string | undefined
}

/** Asks once before something that matters, naming what will happen. */
export function Ask({ title, children, open, yes, no, danger, busy, onYes, onNo, whyNot }: Props) {
  return (
    <Modal
      title={title}
      open={open}
      okText={yes}
      cancelText={no}
      okButtonProps={{
        danger: danger === true,
        loading: busy === true,
        disabled: whyNot !== undefined,
        title: whyNot,
      }}
      onOk={onYes}
      onCancel={onNo}
      destroyOnHidden
    >
      {children}
    </Modal>
  )
}

type BecauseProps = Omit<Props, 'onYes' | 'whyNot'> & {
  label: string
  hint: string
  onYes: (because: string) => void
}

/** The same, with a reason that will be kept with the record. */
export function AskBecause({ label, hint, onYes, children, ...rest }: BecauseProps) {
  const [because, setBecause] = useState('')
  return (
    <Ask {...rest} whyNot={because.trim().length < 2 ? hint : undefined} onYes={() => onYes(because.trim())}>
      {children}
      <LinesField label={label} hint={hint} value={because} onText={setBecause} rows={3} />
    </Ask>
  )
}
