import { useState } from 'react'
import { CHANNELS, outbox, retryOutbox } from '#contract/channel.ts'
import { whyNot } from '../../lib/abilities.ts'
import { Answer } from '../../lib/answer.tsx'
import { moment } from '../../lib/format.ts'
import { t } from '../../lib/t.ts'
import { useCall, useChange, wordsOf } from '../../lib/use-call.ts'
import { Action } from '../../ui/action.tsx'
import { Segments } from '../../ui/filters.tsx'
import { Section } from '../../ui/page.tsx'
import { Notice, Status } from '../../ui/states.tsx'
import { PlainTable } from '../../ui/table/plain-table.tsx'

type State = 'waiting' | 'sent' | 'given-up'
const STATES = {
  waiting: { title: '等待发送', tone: 'calm' },
  sent: { title: '已发出', tone: 'good' },
  'given-up': { title: '没有发成', tone: 'late' },
} as const

/** What goes out and went out; what was given up can be tried again. */
export function Outbox() {
  const [state, setState] = useState<State | ''>('')
  const query = { offset: 0, limit: 200, ...(state === '' ? {} : { state }) }
  const asked = useCall(outbox, { query }, { every: 30_000 })
  const change = useChange(retryOutbox)
  return (
    <Section
      title={t('发件箱')}
      aside={
        <Action
          onClick={() => change.mutate({ body: { key: crypto.randomUUID() } })}
          busy={change.isPending}
          whyNot={whyNot(asked.data?.actions ?? [], 'retry')}
        >
          {t('没发成的再发一次')}
        </Action>
      }
    >
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
      <Answer asked={asked}>
        {(data) => (
          <>
            <Segments
              label={t('状态')}
              value={state}
              choices={[
                { value: '', label: t('全部') },
                { value: 'waiting', label: t('等待发送 {n}', { n: data.waiting }) },
                { value: 'sent', label: t('已发出 {n}', { n: data.sent }) },
                { value: 'given-up', label: t('没有发成 {n}', { n: data.givenUp }) },
              ]}
              onChoose={(next) => setState(next as State | '')}
            />
            <PlainTable
              label={t('发件箱')}
              rows={data.rows}
              keyOf={(row) => row.id}
              empty={t('发件箱是空的。启用邮件或机器人后，发出的消息列在这里。')}
              columns={[
                { key: 'subject', title: t('内容'), lead: true, long: true, render: (row) => row.subject },
                { key: 'to', title: t('收件人'), render: (row) => t(row.to) },
                { key: 'channel', title: t('渠道'), minor: true, render: (row) => t(CHANNELS[row.channel]) },
                { key: 'at', title: t('时间'), minor: true, render: (row) => moment(row.at) },
                {
                  key: 'state',
                  title: t('状态'),
                  render: (row) => (
                    <Status tone={STATES[row.state].tone}>
                      {t(STATES[row.state].title)}
                      {row.error !== null && row.state !== 'sent' && t('：{why}', { why: t(row.error) })}
                    </Status>
                  ),
                },
                { key: 'tries', title: t('次数'), numeric: true, minor: true, render: (row) => row.attempts },
              ]}
            />
          </>
        )}
      </Answer>
    </Section>
  )
}
