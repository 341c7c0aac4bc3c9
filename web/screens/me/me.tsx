import { useState } from 'react'
import { changePassword } from '#contract/session.ts'
import { leave } from '../../lib/leave.ts'
import { useMe, worksAtDesk } from '../../lib/session.ts'
import { speak, t, tongue, tongues } from '../../lib/t.ts'
import type { Tongue } from '../../lib/t.ts'
import { useChange, wordsOf } from '../../lib/use-call.ts'
import { Action } from '../../ui/action.tsx'
import { Facts } from '../../ui/facts.tsx'
import { ChoiceField, TextField } from '../../ui/field.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { Notice } from '../../ui/states.tsx'
import { Delegations } from './delegations.tsx'
import { OwnMessages } from './own-messages.tsx'
import { SecondFactor } from './second-factor.tsx'

/** My account: password, second factor, language. */
export function Screen() {
  const me = useMe()
  return (
    <Page
      title={t('我的账号')}
      about={`${me.name} · ${me.login}`}
      actions={<Action onClick={() => void leave()}>{t('退出登录')}</Action>}
    >
      <Facts
        facts={[
          { term: t('角色'), value: me.roleTitle },
          { term: t('单位'), value: me.unit?.name ?? me.region.name },
        ]}
      />
      <div className="columns">
        <div>
          <Section title={t('修改密码')}>
            <Password />
          </Section>
          {worksAtDesk(me) && (
            <Section title={t('代办')}>
              <Delegations />
            </Section>
          )}
        </div>
        <div>
          <Section title={t('动态口令')}>
            <SecondFactor />
          </Section>
          <Section title={t('消息和日历')}>
            <OwnMessages />
          </Section>
          <Section title={t('界面文字')}>
            <div className="form">
              <ChoiceField
                label={t('文字')}
                hint={t('姓名和记录总按原样显示')}
                value={tongue()}
                choices={Object.entries(tongues).map(([value, label]) => ({ value, label }))}
                onChoose={(next) => speak(next as Tongue)}
              />
            </div>
          </Section>
        </div>
      </div>
    </Page>
  )
}

const BLANK = { old: '', next: '', again: '' }

function Password() {
  const [form, setForm] = useState(BLANK)
  const change = useChange(changePassword)
  const set = (name: keyof typeof BLANK) => (text: string) => setForm({ ...form, [name]: text })
  const different = form.again !== '' && form.again !== form.next
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault()
        change.mutate({ body: { old: form.old, new: form.next } }, { onSuccess: () => setForm(BLANK) })
      }}
    >
      <TextField
        label={t('现在的密码')}
        type="password"
        value={form.old}
        onText={set('old')}
        autoComplete="current-password"
      />
      <TextField
        label={t('新密码')}
        hint={t('至少 10 个字符')}
        type="password"
        value={form.next}
        onText={set('next')}
        autoComplete="new-password"
      />
      <TextField
        label={t('再输一次新密码')}
        type="password"
        value={form.again}
        onText={set('again')}
        autoComplete="new-password"
        error={different ? t('两次输入的密码不一致') : undefined}
      />
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
      {change.isSuccess && <Notice tone="good">{t('密码已修改，其他设备上的登录都已退出。')}</Notice>}
      <Action primary submit busy={change.isPending} whyNot={passwordProblem(form)}>
        {t('修改密码')}
      </Action>
    </form>
  )
}

function passwordProblem({ old, next, again }: typeof BLANK): string | undefined {
  if (old === '') return t('请填写现在的密码')
  if (next.length < 10) return t('新密码至少 10 个字符')
  return next === again ? undefined : t('两次输入的密码不一致')
}
