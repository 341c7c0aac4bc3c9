import { useState } from 'react'
import { setMessageSettings } from '#contract/channel.ts'
import { t } from '../../lib/t.ts'
import { useChange, wordsOf } from '../../lib/use-call.ts'
import { Action } from '../../ui/action.tsx'
import { TextField, TickField } from '../../ui/field.tsx'
import { Notice } from '../../ui/states.tsx'
import type { Settings } from './channels.tsx'
import { TryChannel } from './try-channel.tsx'

/** The office's own mail account; the password is kept encrypted and never shown again. */
export function MailForm({
  settings: { settings, enabled, hasSecret, setAt },
}: {
  settings: Settings['email']
}) {
  const [form, setForm] = useState({
    ...settings,
    port: String(settings.port),
    site: settings.site || location.origin,
    password: '',
    enabled,
  })
  const set = (part: Partial<typeof form>) => setForm({ ...form, ...part })
  const change = useChange(setMessageSettings)
  const { enabled: on, port, ...rest } = form
  const save = () =>
    change.mutate(
      {
        body: {
          part: 'email',
          key: crypto.randomUUID(),
          enabled: on,
          settings: { ...rest, port: Number(port) },
        },
      },
      { onSuccess: () => set({ password: '' }) },
    )
  return (
    <div className="form">
      <TextField
        label={t('邮件服务器')}
        hint="smtp.example.com"
        value={form.host}
        onText={(host) => set({ host })}
      />
      <TextField
        label={t('端口')}
        hint={t('加密连接多为 465，其余为 587 或 25')}
        value={port}
        onText={(next) => set({ port: next })}
        inputMode="numeric"
      />
      <TickField
        label={t('从一开始就加密（465）')}
        checked={form.secure}
        onTick={(secure) => set({ secure })}
      />
      <TextField label={t('账号')} value={form.user} onText={(user) => set({ user })} autoComplete="off" />
      <TextField
        label={t('密码或授权码')}
        hint={hasSecret ? t('已保存；不改就不用填') : t('只加密保存，不再显示')}
        type="password"
        autoComplete="new-password"
        value={form.password}
        onText={(password) => set({ password })}
      />
      <TextField label={t('发件邮箱')} value={form.from} onText={(from) => set({ from })} />
      <TextField label={t('发件人名称')} value={form.name} onText={(name) => set({ name })} maxLength={40} />
      <TextField label={t('邮件里的网址')} value={form.site} onText={(site) => set({ site })} />
      <TickField label={t('启用')} checked={on} onTick={(next) => set({ enabled: next })} />
      <Action primary onClick={save} busy={change.isPending}>
        {t('保存邮件设置')}
      </Action>
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
      {change.isSuccess && <Notice tone="good">{t('已保存。')}</Notice>}
      <TryChannel channel="email" whyNot={setAt === null ? t('请先保存设置') : undefined} />
    </div>
  )
}
