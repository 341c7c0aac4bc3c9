import { useState } from 'react'
import { firstRun } from '#contract/session.ts'
import type { Me } from '#contract/session.ts'
import { t } from '../../lib/t.ts'
import { useChange, wordsOf } from '../../lib/use-call.ts'
import { Action } from '../../ui/action.tsx'
import { TextField } from '../../ui/field.tsx'
import { Notice } from '../../ui/states.tsx'

const EMPTY = { regionCode: '', regionName: '', login: '', name: '', password: '', again: '' }

/** An empty instance: its region and its first officer. There is no default account. */
export function FirstRun({ onEnter }: { onEnter: (me: Me) => void }) {
  const [form, setForm] = useState(EMPTY)
  const change = useChange(firstRun, { refresh: false })
  const set = (name: keyof typeof EMPTY) => (text: string) => setForm({ ...form, [name]: text })
  const { again, ...body } = form
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        change.mutate({ body }, { onSuccess: onEnter })
      }}
    >
      <h1>{t('首次启用')}</h1>
      <p className="about">{t('建立区域和第一位管理员。系统没有默认账号。')}</p>
      <TextField
        label={t('区域代码')}
        hint={t('与工作簿里最上级单位的单位代码一致')}
        value={form.regionCode}
        onText={set('regionCode')}
      />
      <TextField
        label={t('区域名称')}
        hint={t('如：某某县')}
        value={form.regionName}
        onText={set('regionName')}
      />
      <TextField label={t('您的姓名')} value={form.name} onText={set('name')} autoComplete="name" />
      <TextField
        label={t('账号')}
        hint={t('登录用，至少 2 个字符')}
        value={form.login}
        onText={set('login')}
        autoComplete="username"
      />
      <TextField
        label={t('密码')}
        hint={t('至少 10 个字符')}
        type="password"
        value={form.password}
        onText={set('password')}
        autoComplete="new-password"
      />
      <TextField
        label={t('再输一次密码')}
        type="password"
        value={again}
        onText={set('again')}
        autoComplete="new-password"
        error={again !== '' && again !== form.password ? t('两次输入的密码不一致') : undefined}
      />
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
      <Action primary submit busy={change.isPending} whyNot={whyNot(form)}>
        {t('建立并进入')}
      </Action>
    </form>
  )
}

function whyNot(form: typeof EMPTY): string | undefined {
  if (Object.values(form).some((text) => text.trim() === '')) return t('请把各项填完整')
  if (form.password.length < 10) return t('密码至少 10 个字符')
  return form.password === form.again ? undefined : t('两次输入的密码不一致')
}
