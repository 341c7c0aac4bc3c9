import { useState } from 'react'
import type { UnitRef } from '#contract/common.ts'
import { activate } from '#contract/session.ts'
import type { Me } from '#contract/session.ts'
import { t } from '../../lib/t.ts'
import { useChange, wordsOf } from '../../lib/use-call.ts'
import { Action } from '../../ui/action.tsx'
import { ChoiceField, TextField } from '../../ui/field.tsx'
import { Notice } from '../../ui/states.tsx'

type Props = { regions: readonly UnitRef[]; onEnter: (me: Me) => void; onBack: () => void }

/** First use of an account: the one-time code from paper, then a password of one's own. */
export function Activate({ regions, onEnter, onBack }: Props) {
  const [region, setRegion] = useState(regions[0]?.code ?? '')
  const [login, setLogin] = useState('')
  const [activationCode, setCode] = useState('')
  const [password, setPassword] = useState('')
  const change = useChange(activate, { refresh: false })
  const ready = login.trim() !== '' && activationCode.trim().length >= 6 && password.length >= 10
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        change.mutate(
          { body: { region: region || undefined, login, activationCode, password } },
          { onSuccess: onEnter },
        )
      }}
    >
      <h1>{t('首次使用')}</h1>
      <p className="about">{t('激活码由管理员发给您，只能用一次。')}</p>
      {regions.length > 1 && (
        <ChoiceField
          label={t('区域')}
          value={region}
          choices={regions.map((r) => ({ value: r.code, label: r.name }))}
          onChoose={setRegion}
        />
      )}
      <TextField label={t('账号')} value={login} onText={setLogin} autoComplete="username" />
      <TextField label={t('激活码')} value={activationCode} onText={setCode} autoComplete="one-time-code" />
      <TextField
        label={t('新密码')}
        hint={t('至少 10 个字符')}
        type="password"
        value={password}
        onText={setPassword}
        autoComplete="new-password"
      />
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
      <div className="form-actions">
        <Action
          primary
          submit
          busy={change.isPending}
          whyNot={ready ? undefined : t('请填写账号、激活码和至少 10 个字符的密码')}
        >
          {t('设置密码并进入')}
        </Action>
        <button type="button" className="linklike" onClick={onBack}>
          {t('返回登录')}
        </button>
      </div>
    </form>
  )
}
