import { useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import type * as z from 'zod'
import { noticeRoles, sendNotice } from '#contract/message.ts'
import { ACCOUNT_ROLES } from '#contract/vocabulary.ts'
import { useDraft } from '../../lib/draft.ts'
import { useMe, useYear } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { useChange, wordsOf } from '../../lib/use-call.ts'
import { useUnitChoices } from '../../lib/use-units.ts'
import { Action } from '../../ui/action.tsx'
import { ChoiceField, LinesField, TextField, TickField } from '../../ui/field.tsx'
import { SidePanel } from '../../ui/side-panel.tsx'
import { Notice } from '../../ui/states.tsx'

type Role = (typeof noticeRoles)[number]
type Audience = z.input<NonNullable<typeof sendNotice.body>>['audience']

const blank = () => ({
  key: crypto.randomUUID(),
  title: '',
  body: '',
  to: 'roles',
  roles: ['teacher'] as Role[],
  unit: '',
  category: '',
  dueOn: '',
  pinnedUntil: '',
  robots: false,
})
type Form = ReturnType<typeof blank>

/** Writes a notice: what, to whom, until when. */
export function NewNotice({ circular, onClose }: { circular: string | null; onClose: () => void }) {
  const me = useMe()
  const year = useYear()
  const router = useRouter()
  const [form, setForm, forget] = useDraft('new-notice', blank())
  const [asked, setAsked] = useState(false)
  const change = useChange(sendNotice)
  const set = (part: Partial<Form>) => setForm({ ...form, ...part })
  const send = () => {
    setAsked(true)
    if (missing(form) !== undefined) return
    const { key, title, body, robots } = form
    const days = { dueOn: form.dueOn || null, pinnedUntil: form.pinnedUntil || null }
    change.mutate(
      { body: { key, title, body, robots, ...days, circular, audience: audienceOf(form, year) } },
      {
        onSuccess: ({ id }) => {
          forget()
          onClose()
          router.history.push(`/notices/${id}`)
        },
        onError: () => set({ key: crypto.randomUUID() }),
      },
    )
  }
  return (
    <SidePanel
      title={t('发通知')}
      closeWord={t('关闭')}
      open
      onClose={onClose}
      foot={
        <Action primary busy={change.isPending} onClick={send} whyNot={asked ? missing(form) : undefined}>
          {t('发出')}
        </Action>
      }
    >
      <TextField label={t('标题')} value={form.title} onText={(title) => set({ title })} maxLength={80} />
      <LinesField label={t('内容')} value={form.body} onText={(body) => set({ body })} rows={8} />
      <To form={form} set={set} />
      <TextField
        type="date"
        label={t('办理期限')}
        hint={t('没有可不填；填了会进收件人的待办和日历')}
        value={form.dueOn}
        onText={(dueOn) => set({ dueOn })}
      />
      <TextField
        type="date"
        label={t('置顶至')}
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
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
    </SidePanel>
  )
}

function To({ form, set }: { form: Form; set: (part: Partial<Form>) => void }) {
  const units = useUnitChoices(['region', 'cluster', 'school'])
  const me = useMe()
  const roles = noticeRoles.filter((role) => me.role === 'officer' || role === 'teacher' || role === 'school')
  return (
    <>
      <ChoiceField
        label={t('发给')}
        value={form.to}
        choices={[
          { value: 'roles', label: t('按角色和单位') },
          { value: 'short', label: t('学分没有达标的教师') },
        ]}
        onChoose={(to) => set({ to })}
      />
      {form.to === 'roles' && (
        <fieldset className="field">
          <legend>{t('角色')}</legend>
          {roles.map((role) => (
            <TickField
              key={role}
              label={t(ACCOUNT_ROLES[role])}
              checked={form.roles.includes(role)}
              onTick={(on) =>
                set({ roles: on ? [...form.roles, role] : form.roles.filter((one) => one !== role) })
              }
            />
          ))}
        </fieldset>
      )}
      {form.to === 'short' && (
        <TextField
          label={t('学分类别')}
          hint={t('不填是缺任何一类的')}
          value={form.category}
          onText={(category) => set({ category })}
        />
      )}
      <ChoiceField
        label={t('单位')}
        hint={t('包括它的下级')}
        value={form.unit}
        choices={[{ value: '', label: t('我的全部范围') }, ...units]}
        onChoose={(unit) => set({ unit })}
      />
    </>
  )
}

function audienceOf({ to, roles, unit, category }: Form, year: number): Audience {
  if (to === 'short') return { to, year, category: category.trim() || null, unit: unit || null }
  return { to: 'roles', roles, units: unit === '' ? [] : [unit] }
}

function missing({ title, body, to, roles }: Form): string | undefined {
  if (title.trim().length < 2) return t('请写标题')
  if (body.trim().length < 2) return t('请写内容')
  return to === 'roles' && roles.length === 0 ? t('请选择发给谁') : undefined
}
