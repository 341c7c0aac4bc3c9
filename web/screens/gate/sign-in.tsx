import { useState } from 'react'
import type * as z from 'zod'
import { signIn } from '#contract/session.ts'
import type { instanceState, Me } from '#contract/session.ts'
import { t } from '../../lib/t.ts'
import { useChange, wordsOf } from '../../lib/use-call.ts'
import { Action } from '../../ui/action.tsx'
import { ChoiceField, TextField } from '../../ui/field.tsx'
import { Notice } from '../../ui/states.tsx'

type State = z.output<NonNullable<typeof instanceState.reply>>
type Props = { state: State; onEnter: (me: Me) => void; onFirstUse: () => void }

/** Name and password; six digits where a second factor is on; the demonstration's accounts as buttons. */
export function SignIn({ state, onEnter, onFirstUse }: Props) {
  const [region, setRegion] = useState(state.regions[0]?.code ?? '')
  const [login, setLogin] = useState('')
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const [asksCode, setAsksCode] = useState(false)
  const change = useChange(signIn, { refresh: false })
  const enter = (given: { login: string; password: string }) =>
    change.mutate(
      { body: { ...given, region: region === '' ? undefined : region, ...(asksCode && { code }) } },
      {
        onSuccess: (answer) => (answer.status === 'signed-in' ? onEnter(answer.me) : setAsksCode(true)),
      },
    )
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        enter({ login, password })
      }}
    >
      <h1>{t('研培')}</h1>
      <p className="about">{t('教师研修与培训管理')}</p>
      {state.regions.length > 1 && (
        <ChoiceField
          label={t('区域')}
          value={region}
          choices={state.regions.map((r) => ({ value: r.code, label: r.name }))}
          onChoose={setRegion}
        />
      )}
      <TextField label={t('账号')} value={login} onText={setLogin} autoComplete="username" />
      <TextField
        label={t('密码')}
        type="password"
        value={password}
        onText={setPassword}
        autoComplete="current-password"
      />
      {asksCode && (
        <TextField
          label={t('动态口令')}
          hint={t('身份验证器上现在显示的 6 位数字')}
          value={code}
          onText={setCode}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={6}
        />
      )}
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
      <div className="form-actions">
        <Action
          primary
          submit
          busy={change.isPending}
          whyNot={login === '' || password === '' ? t('请填写账号和密码') : undefined}
        >
          {t('登录')}
        </Action>
        <button type="button" className="linklike" onClick={onFirstUse}>
          {t('首次使用，凭激活码设置密码')}
        </button>
      </div>
      <p className="without-account">
        <a href="/notice">{t('公示')}</a>
        <a href="/apply/register">{t('社会申请人注册')}</a>
      </p>
      <DemoLogins logins={state.demoLogins} onChoose={enter} />
    </form>
  )
}

type DemoProps = {
  logins: State['demoLogins']
  onChoose: (login: { login: string; password: string }) => void
}

function DemoLogins({ logins, onChoose }: DemoProps) {
  if (logins.length === 0) return null
  return (
    <section className="demo">
      <h2>{t('演示账号')}</h2>
      <p className="quiet">{t('演示县的人物、数字和地名都是虚构的。')}</p>
      <div className="form-actions">
        {logins.map((demo) => (
          <Action
            key={demo.login}
            small
            onClick={() => onChoose({ login: demo.login, password: demo.password })}
          >
            {demo.title}
          </Action>
        ))}
      </div>
    </section>
  )
}
