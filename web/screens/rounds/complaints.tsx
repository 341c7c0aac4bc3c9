import { useState } from 'react'
import { answerComplaint, complaints } from '#contract/complaint.ts'
import type * as z from 'zod'
import { offers, whyNot } from '../../lib/abilities.ts'
import { link, useAddress } from '../../lib/address.ts'
import { Answer } from '../../lib/answer.tsx'
import { moment } from '../../lib/format.ts'
import { usePlace } from '../../lib/place.ts'
import { t } from '../../lib/t.ts'
import { useCall, useChange, wordsOf } from '../../lib/use-call.ts'
import { Action } from '../../ui/action.tsx'
import { AskBecause } from '../../ui/ask.tsx'
import { Crumbs } from '../../ui/crumbs.tsx'
import { Page } from '../../ui/page.tsx'
import { Empty, Notice, Status } from '../../ui/states.tsx'

type Data = z.output<NonNullable<typeof complaints.reply>>
type Complaint = Data['complaints'][number]

/** Complaints about rounds: what was said, what came of it; those that wait for an answer first. */
export function Screen() {
  const { round } = useAddress()
  usePlace('messages')
  const asked = useCall(complaints, { query: { round } })
  return (
    <>
      <Crumbs label={t('所属')} crumbs={[{ href: link('/rounds', {}), name: t('批次') }]} />
      <Page
        title={t('投诉举报')}
        about={t('群众在公开页面上对正在进行的批次实名提出；核实后答复，答复留存，不能再改。')}
      >
        <Answer asked={asked}>{(data) => <Complaints data={data} />}</Answer>
      </Page>
    </>
  )
}

function Complaints({ data }: { data: Data }) {
  const [answering, setAnswering] = useState<Complaint | null>(null)
  const change = useChange(answerComplaint)
  if (data.complaints.length === 0) return <Empty because={t('没有投诉举报。')} />
  const send = (one: Complaint, words: string) =>
    change.mutate(
      { params: { id: one.id }, body: { key: crypto.randomUUID(), words } },
      { onSuccess: () => setAnswering(null) },
    )
  return (
    <>
      <ul className="objections">
        {data.complaints.map((one) => (
          <li key={one.id}>
            <ComplaintView one={one} />
            {one.answer === null && offers(data.actions, 'answer') && (
              <div className="form-actions">
                <Action small whyNot={whyNot(data.actions, 'answer')} onClick={() => setAnswering(one)}>
                  {t('答复')}
                </Action>
              </div>
            )}
          </li>
        ))}
      </ul>
      {answering !== null && (
        <AskBecause
          open
          title={t('答复投诉')}
          yes={t('答复')}
          no={t('取消')}
          label={t('核实情况和处理结果')}
          hint={t('按联系方式告知投诉人；留存备查，答复后不能再改')}
          busy={change.isPending}
          onYes={(words) => send(answering, words)}
          onNo={() => setAnswering(null)}
        >
          <p>{answering.text}</p>
          {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
        </AskBecause>
      )}
    </>
  )
}

function ComplaintView({
  one: { systemTitle, roundTitle, at, name, contact, text, answer },
}: {
  one: Complaint
}) {
  return (
    <>
      <div className="material-head">
        <strong>{roundTitle}</strong>
        <span className="quiet">{t(systemTitle)}</span>
        <Status tone={answer === null ? 'warn' : 'good'}>
          {answer === null ? t('待答复') : t('已答复')}
        </Status>
      </div>
      <div className="quiet">
        {name} · {contact} · {moment(at)}
      </div>
      <p>{text}</p>
      {answer !== null && (
        <p>
          {t('答复：{words}', { words: answer.words })}{' '}
          <span className="quiet">
            {answer.actor} · {moment(answer.at)}
          </span>
        </p>
      )}
    </>
  )
}
