import { useState } from 'react'
import { setMessageSettings } from '#contract/channel.ts'
import { t } from '../../lib/t.ts'
import { useChange, wordsOf } from '../../lib/use-call.ts'
import { Action } from '../../ui/action.tsx'
import { TextField } from '../../ui/field.tsx'
import { Notice } from '../../ui/states.tsx'
import type { Settings } from './channels.tsx'

/** When the day's mail goes out, when nothing does, and how often a failure is tried again. */
export function HoursForm({ settings: { settings } }: { settings: Settings['hours'] }) {
  const [form, setForm] = useState({ ...settings, tries: String(settings.tries) })
  const set = (part: Partial<typeof form>) => setForm({ ...form, ...part })
  const change = useChange(setMessageSettings)
  const save = () =>
    change.mutate({
      body: {
        part: 'hours',
        key: crypto.randomUUID(),
        enabled: true,
        settings: { ...form, tries: Number(form.tries) },
      },
    })
  return (
    <div className="form">
      <TextField
        label={t('每日摘要的时间')}
        hint={t('写作 07:30；有新事的人才收到')}
        value={form.digestAt}
        onText={(digestAt) => set({ digestAt })}
      />
      <TextField
        label={t('免打扰开始')}
        hint={t('这段时间里邮件和机器人都不发，到点再发')}
        value={form.quietFrom}
        onText={(quietFrom) => set({ quietFrom })}
      />
      <TextField
        label={t('免打扰结束')}
        value={form.quietUntil}
        onText={(quietUntil) => set({ quietUntil })}
      />
      <TextField
        label={t('最多试几次')}
        hint={t('没发成的隔 1 分钟、5 分钟、半小时再试，试满为止')}
        value={form.tries}
        onText={(tries) => set({ tries })}
        inputMode="numeric"
      />
      <Action primary onClick={save} busy={change.isPending}>
        {t('保存发送时间')}
      </Action>
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
      {change.isSuccess && <Notice tone="good">{t('已保存。')}</Notice>}
    </div>
  )
}
