import { useState } from 'react'
import { delegate, delegations, endDelegation } from '#contract/working-days.ts'
import type * as z from 'zod'
import { whyNot } from '../../lib/abilities.ts'
import { Answer } from '../../lib/answer.tsx'
import { t } from '../../lib/t.ts'
import { useCall, useChange, wordsOf } from '../../lib/use-call.ts'
import { Action } from '../../ui/action.tsx'
import { TextField } from '../../ui/field.tsx'
import { Notice, Status } from '../../ui/states.tsx'

type Row = z.output<NonNullable<typeof delegations.reply>>['delegations'][number]

/** Who acts for whom on which days; what the delegate decides bears both names. */
export function Delegations() {
  const asked = useCall(delegations, {})
  return (
    <Answer asked={asked} lines={3}>
      {(data) => (
        <>
          <ul className="prose">
            {data.delegations.map((row) => (
              <Delegation key={row.id} row={row} />
            ))}
          </ul>
          {data.delegations.length === 0 && <p className="quiet">{t('现在没有委托。')}</p>}
          <NewDelegation whyNotNow={whyNot(data.actions, 'delegate')} />
        </>
      )}
    </Answer>
  )
}

function Delegation({ row }: { row: Row }) {
  const end = useChange(endDelegation)
  return (
    <li>
      {t('{from} 至 {until}，{who}的事项由{other}办理：{because}', {
        from: row.startsOn,
        until: row.endsOn,
        who: row.from,
        other: row.to,
        because: row.because,
      })}{' '}
      {row.ended ? (
        <Status tone="calm">{t('已结束')}</Status>
      ) : (
        <button type="button" className="linklike" onClick={() => end.mutate({ params: { id: row.id } })}>
          {t('提前结束')}
        </button>
      )}
      {end.isError && <Notice tone="late">{wordsOf(end.error)}</Notice>}
    </li>
  )
}

const BLANK = { login: '', startsOn: '', endsOn: '', because: '' }

function NewDelegation({ whyNotNow }: { whyNotNow: string | undefined }) {
  const [form, setForm] = useState(BLANK)
  const change = useChange(delegate)
  const set = (name: keyof typeof BLANK) => (text: string) => setForm({ ...form, [name]: text })
  const empty = Object.values(form).some((text) => text.trim() === '')
  const problem = whyNotNow ?? (empty ? t('请填写登录名、起止日期和原因') : undefined)
  const save = () =>
    change.mutate({ body: { key: crypto.randomUUID(), ...form } }, { onSuccess: () => setForm(BLANK) })
  return (
    <div className="form">
      <TextField
        label={t('代办人的登录名')}
        hint={t('本单位的另一位管理员，或上级的账号')}
        value={form.login}
        onText={set('login')}
        maxLength={64}
      />
      <div className="field-row">
        <TextField label={t('第一天')} type="date" value={form.startsOn} onText={set('startsOn')} />
        <TextField label={t('最后一天')} type="date" value={form.endsOn} onText={set('endsOn')} />
      </div>
      <TextField
        label={t('原因')}
        hint={t('如 外出培训')}
        value={form.because}
        onText={set('because')}
        maxLength={200}
      />
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
      <Action busy={change.isPending} whyNot={problem} onClick={save}>
        {t('委托代办')}
      </Action>
    </div>
  )
}
