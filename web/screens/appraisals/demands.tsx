import { useState } from 'react'
import { actOnTarget } from '#contract/appraisal-target.ts'
import { whyNot } from '../../lib/abilities.ts'
import { moment } from '../../lib/format.ts'
import { t } from '../../lib/t.ts'
import { useChange, wordsOf } from '../../lib/use-call.ts'
import { Action } from '../../ui/action.tsx'
import { AskBecause } from '../../ui/ask.tsx'
import { LinesField, TextField } from '../../ui/field.tsx'
import { Section } from '../../ui/page.tsx'
import { FormPanel } from '../../ui/form-panel.tsx'
import { Notice, Status, type Tone } from '../../ui/states.tsx'
import type { TargetData } from './target.tsx'

type Demand = TargetData['demands'][number]
type What = 'reported' | 'accepted' | 'refused'
const STATES: Record<Demand['state'], { word: string; tone: Tone }> = {
  open: { word: '待整改', tone: 'warn' },
  reported: { word: '已报告，待验收', tone: 'calm' },
  accepted: { word: '已验收', tone: 'good' },
  refused: { word: '未通过，继续整改', tone: 'late' },
}
const WHATS: Record<What, string> = { reported: '整改报告', accepted: '通过验收', refused: '不予通过' }

/** What has to be put right, until when, and how it stands. */
export function Demands({ data }: { data: TargetData }) {
  const [adding, setAdding] = useState(false)
  const [doing, setDoing] = useState<{ demand: string; what: What } | null>(null)
  const runs = whyNot(data.actions, 'answer') === undefined
  return (
    <Section
      title={t('整改')}
      aside={
        runs && (
          <Action onClick={() => setAdding(true)} whyNot={whyNot(data.actions, 'demand')}>
            {t('提整改要求')}
          </Action>
        )
      }
    >
      {data.demands.length === 0 && <p className="quiet">{t('没有整改要求。')}</p>}
      {data.demands.map((demand) => (
        <div key={demand.id} className="act">
          <p>{demand.says}</p>
          <p>
            <Status tone={demand.late ? 'late' : STATES[demand.state].tone}>
              {t(STATES[demand.state].word)}
            </Status>{' '}
            {demand.late
              ? t('已逾期，期限 {day}', { day: demand.dueOn })
              : t('期限 {day}', { day: demand.dueOn })}
          </p>
          {demand.events.map((event) => (
            <p key={event.at} className="quiet">
              {`${moment(event.at)} ${event.by} ${t(whatWord(event.what))}：${event.says}`}
            </p>
          ))}
          <Deeds demand={demand} runs={runs} onDo={(what) => setDoing({ demand: demand.id, what })} />
        </div>
      ))}
      {adding && <NewDemand id={data.target.id} onDone={() => setAdding(false)} />}
      {doing !== null && <Report id={data.target.id} {...doing} onDone={() => setDoing(null)} />}
    </Section>
  )
}

function whatWord(what: string): string {
  return what === 'accepted' || what === 'refused' ? WHATS[what] : WHATS.reported
}

function Deeds({ demand, runs, onDo }: { demand: Demand; runs: boolean; onDo: (what: What) => void }) {
  if (demand.state === 'accepted') return null
  const waiting = demand.state === 'reported' ? undefined : t('还没有整改报告')
  if (!runs) {
    return (
      <Action small onClick={() => onDo('reported')}>
        {t('报告整改情况')}
      </Action>
    )
  }
  return (
    <div className="form-actions">
      <Action small whyNot={waiting} onClick={() => onDo('accepted')}>
        {t('通过验收')}
      </Action>
      <Action small whyNot={waiting} onClick={() => onDo('refused')}>
        {t('不予通过')}
      </Action>
    </div>
  )
}

function Report({
  id,
  demand,
  what,
  onDone,
}: {
  id: string
  demand: string
  what: What
  onDone: () => void
}) {
  const change = useChange(actOnTarget)
  const [key] = useState(() => crypto.randomUUID())
  return (
    <AskBecause
      title={t(WHATS[what])}
      open
      yes={t('提交')}
      no={t('先不')}
      busy={change.isPending}
      label={t('情况说明')}
      hint={t('说明会记入记录')}
      onYes={(says) =>
        change.mutate(
          { params: { id }, body: { act: 'report', key, demand, what, says } },
          { onSuccess: onDone },
        )
      }
      onNo={onDone}
    >
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
    </AskBecause>
  )
}

function NewDemand({ id, onDone }: { id: string; onDone: () => void }) {
  const change = useChange(actOnTarget)
  const [key] = useState(() => crypto.randomUUID())
  const [says, setSays] = useState('')
  const [dueOn, setDueOn] = useState('')
  const missing = says.trim() === '' ? t('请写明要整改什么') : dueOn === '' ? t('请定期限') : undefined
  return (
    <FormPanel
      title={t('提整改要求')}
      onClose={onDone}
      word={t('提出')}
      busy={change.isPending}
      whyNot={missing}
      onSave={() =>
        change.mutate(
          { params: { id }, body: { act: 'demand', key, says: says.trim(), dueOn } },
          { onSuccess: onDone },
        )
      }
    >
      <LinesField label={t('整改要求')} value={says} onText={setSays} rows={4} />
      <TextField label={t('期限')} type="date" value={dueOn} onText={setDueOn} />
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
    </FormPanel>
  )
}
