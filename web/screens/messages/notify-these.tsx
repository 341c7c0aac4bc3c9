import { useState } from 'react'
import { editors } from '#contract/route.ts'
import { useMe } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { Action } from '../../ui/action.tsx'
import { NewNotice } from './new-notice.tsx'
import type { Chosen } from './notice-form.ts'

type Props = { chosen: Chosen; small?: boolean; whyNot?: string | undefined }

/** From any list of people: a notice to them. Whoever sends no notices has no such button. */
export function NotifyThese({ chosen, small = false, whyNot }: Props) {
  const me = useMe()
  const [writing, setWriting] = useState(false)
  if (!editors.some((role) => role === me.role)) return null
  return (
    <>
      <Action small={small} onClick={() => setWriting(true)} whyNot={whyNot}>
        {t('通知这些人')}
      </Action>
      {writing && <NewNotice chosen={chosen} onClose={() => setWriting(false)} />}
    </>
  )
}
