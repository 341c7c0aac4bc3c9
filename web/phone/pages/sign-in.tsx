/** @jsxImportSource ../dom */
import { signIn } from '#contract/session.ts'
import { t } from '../../lib/t.ts'
import { live } from '../dom/live.ts'
import { call } from '../lib/api.ts'
import type { Failure } from '../lib/api.ts'
import { cell } from '../lib/cell.ts'
import { welcome } from '../lib/session.ts'
import type { InstanceState } from '../lib/shapes.ts'
import { Field, Form, noTrouble } from '../ui/form.tsx'
import { Button, Go, Notice, Page } from '../ui/parts.tsx'
import { askInstance, Region } from '../ui/region.tsx'

/** Signing in, for weeks. `purpose` says what goes on by itself afterwards. */
export function SignInPage(props: { purpose: string | null }): Node {
  const trouble = noTrouble()
  const instance = askInstance()
  const codeNeeded = cell(false)
  const enter = async (read: (name: string) => string): Promise<Failure | null> => {
    const optional = { region: read('region') || undefined, code: read('code') || undefined }
    const body = { login: read('login'), password: read('password'), stay: true, ...optional }
    const answer = await call(signIn, { body })
    if (!answer.ok) return answer
    if (answer.value.status === 'signed-in') welcome(answer.value.me)
    else codeNeeded.set(true)
    return null
  }
  return (
    <Page title={t('登录')}>
      {props.purpose === null ? null : <Notice>{props.purpose}</Notice>}
      <Form trouble={trouble} send={enter} word={t('登录')}>
        <Region of={instance} />
        <Field
          trouble={trouble}
          name="login"
          label={t('登录名（身份证件号或手机号）')}
          autocomplete="username"
        />
        <Field
          trouble={trouble}
          name="password"
          label={t('密码')}
          type="password"
          autocomplete="current-password"
        />
        {live(codeNeeded, (needed) =>
          needed ? (
            <Field
              trouble={trouble}
              name="code"
              label={t('动态口令（6 位）')}
              autocomplete="one-time-code"
              digits={6}
            />
          ) : null,
        )}
      </Form>
      <Go to="/m/activate" class="more">
        {t('第一次用：凭激活码设置密码')}
      </Go>
      {live(instance, (state) => (state === null ? null : hintsOf(state, (fields) => void enter(fields))))}
    </Page>
  )
}

function hintsOf(state: InstanceState, enter: (read: (name: string) => string) => void): Node | null {
  if (state.firstRun) return <Notice>{t('系统还没有启用。请管理员先在电脑上完成首次设置。')}</Notice>
  const logins = state.demoLogins.filter((login) => login.phone)
  if (logins.length === 0) return null
  const use = ({ login, password }: { login: string; password: string }): void => {
    const fields: Record<string, string> = { login, password }
    enter((name) => fields[name] ?? '')
  }
  return (
    <section>
      <h2>{t('演示账号')}</h2>
      {logins.map((one) => (
        <Button class="line" word={one.title} press={() => use(one)} />
      ))}
    </section>
  )
}
