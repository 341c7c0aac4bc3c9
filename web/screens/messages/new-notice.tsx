import { useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { sendNotice } from '#contract/message.ts'
import { useDraft } from '../../lib/draft.ts'
import { useMe, useYear } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { mayRetry, useChange, wordsOf } from '../../lib/use-call.ts'
import { ChoiceField, LinesField, TextField, TickField } from '../../ui/field.tsx'
import { FormPanel } from '../../ui/form-panel.tsx'
import { Notice } from '../../ui/states.tsx'
import { NoticeFiles } from './notice-files.tsx'
import { audienceOf, blankNotice, missingOf } from './notice-form.ts'
import type { Attached, Chosen, NoticeForm } from './notice-form.ts'
import { NoticeTo } from './notice-to.tsx'
import './messages.css'

type Props = {
  circular?: string | null
  /** Whom the page before has chosen; else the form asks. */
  chosen?: Chosen | undefined
  onClose: () => void
}

/** Writes a notice: what, with which files, to whom, until when. */
export function NewNotice({ circular = null, chosen, onClose }: Props) {
  const year = useYear()
  const router = useRouter()
  const [form, setForm, forget] = useDraft(draftName(chosen), blankNotice())
  const [asked, setAsked] = useState(false)
  const [busy, setBusy] = useState(false)
  const change = useChange(sendNotice)
  const set = (part: Partial<NoticeForm>) => setForm({ ...form, ...part })
  const missing = busy ? t('附件还没有传完') : missingOf(form, chosen)
  const send = () => {
    setAsked(true)
    if (missing !== undefined) return
    change.mutate(
      { body: { ...bodyOf(form), circular, audience: chosen?.audience ?? audienceOf(form, year) } },
      {
        onSuccess: ({ id }) => {
          forget()
          onClose()
          router.history.push(`/notices/${id}`)
        },
        // a line that broke may have sent it: the same again is the same notice
        onError: (error) => (mayRetry(error) ? undefined : set({ key: crypto.randomUUID() })),
      },
    )
  }
  return (
    <FormPanel
      title={t('发通知')}
      onClose={onClose}
      word={t('发出')}
      busy={change.isPending}
      whyNot={asked ? missing : undefined}
      onSave={send}
    >
      {chosen !== undefined && <Notice tone="calm">{t('发给：{whom}', { whom: chosen.words })}</Notice>}
      <TextField label={t('标题')} value={form.title} onText={(title) => set({ title })} maxLength={80} />
      <LinesField label={t('内容')} value={form.body} onText={(body) => set({ body })} rows={8} />
      <Files form={form} set={set} onBusy={setBusy} />
      {chosen === undefined && <NoticeTo form={form} set={set} />}
      <When form={form} set={set} />
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
    </FormPanel>
  )
}

/** A draft for each choice of people: one begun for others is not sent to these. */
function draftName(chosen: Chosen | undefined): string {
  if (chosen === undefined) return 'notice'
  const { audience } = chosen
  if (audience.to === 'programme') return `notice.${audience.programme}`
  return audience.to === 'roster' ? `notice.${audience.activity}` : 'notice.people'
}

function bodyOf({ key, title, body, robots, dueOn, remindDays, pinnedUntil, files }: NoticeForm) {
  return {
    key,
    title,
    body,
    robots,
    dueOn: dueOn || null,
    remindDays: dueOn === '' || remindDays === '' ? null : Number(remindDays),
    pinnedUntil: pinnedUntil || null,
    uploads: files.map(({ id }) => id),
  }
}

type PartProps = { form: NoticeForm; set: (part: Partial<NoticeForm>) => void }

function Files({ form, set, onBusy }: PartProps & { onBusy: (busy: boolean) => void }) {
  const take = (files: Attached[]) => set({ files })
  return <NoticeFiles files={form.files} onFiles={take} onBusy={onBusy} />
}

/** Working days before the last day on which those who have not read it can be reminded. */
const REMIND_DAYS = ['1', '2', '3', '5']

function When({ form, set }: PartProps) {
  const me = useMe()
  return (
    <>
      <TextField
        type="date"
        label={t('办理期限')}
        hint={t('没有可不填；填了会进收件人的待办和日历')}
        value={form.dueOn}
        onText={(dueOn) => set({ dueOn })}
      />
      {form.dueOn !== '' && (
        <ChoiceField
          label={t('到期前自动催阅')}
          hint={t('只提醒还没有读的人，一天不会催两次')}
          value={form.remindDays}
          choices={[
            { value: '', label: t('不自动催阅') },
            ...REMIND_DAYS.map((n) => ({ value: n, label: t('到期前 {n} 个工作日', { n }) })),
          ]}
          onChoose={(remindDays) => set({ remindDays })}
        />
      )}
      <TextField
        type="date"
        label={t('置顶至')}
        hint={t('没有可不填')}
        value={form.pinnedUntil}
        onText={(pinnedUntil) => set({ pinnedUntil })}
      />
      {me.role === 'officer' && (
        <TickField
          label={t('同时发到已启用的群机器人')}
          checked={form.robots}
          onTick={(robots) => set({ robots })}
        />
      )}
    </>
  )
}
