import { Button, Tooltip } from 'antd'
import type { ReactNode } from 'react'
import { useId } from 'react'

type Props = {
  children: ReactNode
  onClick?: () => void
  /** Why it cannot be pressed now; said on hover, on focus and to screen readers. */
  whyNot?: string | undefined
  primary?: boolean
  danger?: boolean
  busy?: boolean
  submit?: boolean
  small?: boolean
}

/** A button that, when it cannot be pressed, stays reachable and says why. */
export function Action({ children, onClick, whyNot, primary, danger, busy, submit, small }: Props) {
  const reason = useId()
  const blocked = whyNot !== undefined
  const button = (
    <Button
      type={primary === true ? 'primary' : 'default'}
      danger={danger}
      loading={busy}
      size={small === true ? 'small' : 'middle'}
      htmlType={submit === true && !blocked ? 'submit' : 'button'}
      className={blocked ? 'blocked' : undefined}
      aria-disabled={blocked}
      aria-describedby={blocked ? reason : undefined}
      onClick={blocked ? undefined : onClick}
    >
      {children}
    </Button>
  )
  if (!blocked) return button
  return (
    <Tooltip title={whyNot}>
      <span>
        {button}
        <span id={reason} className="unseen">
          {whyNot}
        </span>
      </span>
    </Tooltip>
  )
}

type LinkProps = { href: string; children: ReactNode; primary?: boolean; file?: boolean; fresh?: boolean }

/** A link that looks like a button: to a page, or to a file that is saved. */
export function ActionLink({ href, children, primary, file, fresh }: LinkProps) {
  return (
    <a
      className={primary === true ? 'button primary' : 'button'}
      href={href}
      download={file === true ? '' : undefined}
      target={fresh === true ? '_blank' : undefined}
      rel={fresh === true ? 'noopener' : undefined}
    >
      {children}
    </a>
  )
}
