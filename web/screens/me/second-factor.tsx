import { useState } from 'react'
import type * as z from 'zod'
import { confirmSecondFactor, dropSecondFactor, startSecondFactor } from '#contract/session.ts'
import { mayEdit, useMe } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { useChange, wordsOf } from '../../lib/use-call.ts'
import { Action } from '../../ui/action.tsx'
import { TextField } from '../../ui/field.tsx'
import { Notice, Status } from '../../ui/states.tsx'

type Started = z.output<NonNullable<typeof startSecondFactor.reply>>

/** The second factor: off, being set up with a code to scan, or on. */
export function SecondFactor() {
  const me = useMe()
  const start = useChange(startSecondFactor)
  if (me.secondFactor) return <Drop />
  return (
    <div className="form">
      <p className="prose">
        {t('启用后，登录时除密码外还要输入手机身份验证器上的 6 位数字。管理员建议启用。')}
      </p>
      <p>
        <Status tone="calm">{t('未启用')}</Status>
      </p>
      {start.data === undefined ? (
        <Action
          busy={start.isPending}
          onClick={() => start.mutate({})}
          whyNot={mayEdit(me) ? undefined : t('只查看的账号不用动态口令。')}
        >
          {t('设置动态口令')}
        </Action>
      ) : (
        <Confirm started={start.data} />
      )}
      {start.isError && <Notice tone="late">{wordsOf(start.error)}</Notice>}
    </div>
  )
}

function Confirm({ started }: { started: Started }) {
  const [code, setCode] = useState('')
  const change = useChange(confirmSecondFactor)
  const picture = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(started.qrSvg)}`
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        change.mutate({ body: { code } })
      }}
    >
      <p>{t('1. 用身份验证器（如微信小程序“身份验证器”、Microsoft Authenticator）扫码：')}</p>
      <img className="qr" src={picture} alt={t('动态口令的二维码')} width={180} height={180} />
      <p>
        {t('不能扫码时手工输入：')} <code>{started.secret}</code>
      </p>
      <TextField
        label={t('2. 输入它显示的 6 位数字')}
        value={code}
        onText={setCode}
        inputMode="numeric"
        maxLength={6}
        autoComplete="one-time-code"
      />
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
      <Action
        primary
        submit
        busy={change.isPending}
        whyNot={/^\d{6}$/.test(code) ? undefined : t('动态口令是 6 位数字')}
      >
        {t('启用')}
      </Action>
    </form>
  )
}

function Drop() {
  const [password, setPassword] = useState('')
  const change = useChange(dropSecondFactor)
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault()
        change.mutate({ body: { password } })
      }}
    >
      <p>
        <Status tone="good">{t('已启用')}</Status>
      </p>
      <TextField
        label={t('密码')}
        hint={t('停用要先确认是您本人')}
        type="password"
        value={password}
        onText={setPassword}
        autoComplete="current-password"
      />
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
      <Action danger submit busy={change.isPending} whyNot={password === '' ? t('请填写密码') : undefined}>
        {t('停用动态口令')}
      </Action>
    </form>
  )
}
