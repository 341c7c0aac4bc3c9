import { useState } from 'react'
import { testChannel } from '#contract/channel.ts'
import type { Channel } from '#contract/channel.ts'
import { t } from '../../lib/t.ts'
import { useChange, wordsOf } from '../../lib/use-call.ts'
import { Action } from '../../ui/action.tsx'
import { TextField } from '../../ui/field.tsx'
import { Notice } from '../../ui/states.tsx'

/** Sends one message by a channel as it is set, and says what came of it. */
export function TryChannel({ channel, whyNot }: { channel: Channel; whyNot: string | undefined }) {
  const [to, setTo] = useState('')
  const change = useChange(testChannel, { refresh: false })
  const send = () => change.mutate({ body: { channel, to: channel === 'email' ? to.trim() : null } })
  const blank = channel === 'email' && to.trim() === '' ? t('请写试发到哪个邮箱') : undefined
  return (
    <>
      {channel === 'email' && <TextField label={t('试发到')} value={to} onText={setTo} maxLength={120} />}
      <Action onClick={send} busy={change.isPending} whyNot={whyNot ?? blank}>
        {t('试发一条')}
      </Action>
      {change.isSuccess && <Notice tone={change.data.sent ? 'good' : 'late'}>{t(change.data.words)}</Notice>}
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
    </>
  )
}
