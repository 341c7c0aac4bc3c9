import { useState } from 'react'
import type * as z from 'zod'
import { dropCalendar, makeCalendar, ownMessages, setOwnMessages } from '#contract/channel.ts'
import { Answer } from '../../lib/answer.tsx'
import { moment } from '../../lib/format.ts'
import { t } from '../../lib/t.ts'
import { useCall, useChange, wordsOf } from '../../lib/use-call.ts'
import { Action } from '../../ui/action.tsx'
import { TextField, TickField } from '../../ui/field.tsx'
import { Notice } from '../../ui/states.tsx'

type Own = z.output<NonNullable<typeof ownMessages.reply>>

/** Where I want the day's mail, and my calendar's address. */
export function OwnMessages() {
  const asked = useCall(ownMessages, {})
  return (
    <Answer asked={asked}>
      {(data) => (
        <>
          <Mail own={data} />
          <Calendar since={data.calendarSince} />
        </>
      )}
    </Answer>
  )
}

function Mail({ own }: { own: Own }) {
  const [email, setEmail] = useState(own.email ?? '')
  const [digest, setDigest] = useState(own.digest)
  const change = useChange(setOwnMessages)
  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault()
        change.mutate({ body: { email: email.trim() === '' ? null : email.trim(), digest } })
      }}
    >
      <TextField
        label={t('邮箱')}
        hint={
          own.mailOn ? t('每天至多一封，列出新的通知和明天的活动') : t('中心还没有启用邮件，启用后开始发')
        }
        value={email}
        onText={setEmail}
        autoComplete="email"
        maxLength={120}
      />
      <TickField label={t('每天发摘要到邮箱')} checked={digest} onTick={setDigest} />
      <Action submit busy={change.isPending}>
        {t('保存接收设置')}
      </Action>
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
      {change.isSuccess && <Notice tone="good">{t('已保存。')}</Notice>}
    </form>
  )
}

function Calendar({ since }: { since: string | null }) {
  const make = useChange(makeCalendar)
  const drop = useChange(dropCalendar)
  return (
    <div className="form">
      <p className="quiet">
        {since === null
          ? t('开通后，把地址加到手机或 Outlook 的日历里，活动和期限会自动出现。')
          : t('{when} 开通。地址只在开通时显示；丢了就重新开通，原来的作废。', { when: moment(since) })}
      </p>
      {make.isSuccess && (
        <Notice tone="warn">
          <p>{t('这是只属于您的地址，知道它的人能看到您的日程，请不要转发。')}</p>
          <code className="wrap">{make.data.url}</code>
        </Notice>
      )}
      <Action onClick={() => make.mutate({})} busy={make.isPending}>
        {since === null ? t('开通日历订阅') : t('重新开通日历订阅')}
      </Action>
      {since !== null && (
        <Action onClick={() => drop.mutate({})} busy={drop.isPending}>
          {t('停用日历订阅')}
        </Action>
      )}
      {(make.isError || drop.isError) && <Notice tone="late">{wordsOf(make.error ?? drop.error)}</Notice>}
    </div>
  )
}
