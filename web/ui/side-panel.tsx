import { Drawer } from 'antd'
import type { ReactNode } from 'react'
import { t } from '../lib/t.ts'

type Props = {
  title: string
  open: boolean
  onClose: () => void
  children: ReactNode
  foot?: ReactNode
  wide?: boolean
}

/** A sheet from the right: a look at one row without leaving the list. */
export function SidePanel({ title, open, onClose, children, foot, wide }: Props) {
  return (
    <Drawer
      title={title}
      open={open}
      onClose={onClose}
      closable={{ 'aria-label': t('关闭') }}
      size={wide === true ? 720 : 460}
      styles={{ wrapper: { maxWidth: '100vw' } }}
      footer={foot}
      destroyOnHidden
    >
      {children}
    </Drawer>
  )
}
