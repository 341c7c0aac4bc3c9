import { useState } from 'react'
import { setMessageSettings } from '#contract/channel.ts'
import { t } from '../../lib/t.ts'
import { useChange, wordsOf } from '../../lib/use-call.ts'
import { Action } from '../../ui/action.tsx'
import { TextField, TickField } from '../../ui/field.tsx'
import { Notice } from '../../ui/states.tsx'
import type { Settings } from './channels.tsx'
import { TryChannel } from './try-channel.tsx'

type Props = { part: 'wecom' | 'dingtalk'; settings: Settings['wecom'] }

/** A work group's robot: its address, and DingTalk's key for signing. */
export function RobotForm({ part, settings: { enabled, otherHost, hasSecret } }: Props) {
  const [form, setForm] = useState({ webhook: '', signKey: '', otherHost, enabled })
  const set = (next: Partial<typeof form>) => setForm({ ...form, ...next })
  const change = useChange(setMessageSettings)
  const { enabled: on, ...settings } = form
  const save = () =>
    change.mutate(
      { body: { part, key: crypto.randomUUID(), enabled: on, settings } },
      { onSuccess: () => set({ webhook: '', signKey: '' }) },
    )
  return (
    <div className="form">
      <TextField
        label={t('机器人地址（Webhook）')}
        hint={hasSecret ? t('已保存；不改就不用填') : t('从群设置的机器人里整段复制')}
        value={form.webhook}
        onText={(webhook) => set({ webhook })}
        autoComplete="off"
      />
      {part === 'dingtalk' && (
        <TextField
          label={t('加签密钥')}
          hint={t('机器人安全设置选“加签”时填，以 SEC 开头')}
          type="password"
          autoComplete="new-password"
          value={form.signKey}
          onText={(signKey) => set({ signKey })}
        />
      )}
      <TextField
        label={t('其他主机')}
        hint={t('只有私有部署才填')}
        value={form.otherHost}
        onText={(host) => set({ otherHost: host })}
      />
      <TickField label={t('启用')} checked={on} onTick={(next) => set({ enabled: next })} />
      <Action primary onClick={save} busy={change.isPending}>
        {t('保存')}
      </Action>
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
      {change.isSuccess && <Notice tone="good">{t('已保存。')}</Notice>}
      <TryChannel channel={part} whyNot={hasSecret ? undefined : t('请先保存机器人地址')} />
    </div>
  )
}
