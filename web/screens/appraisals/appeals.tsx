import { useState } from 'react'
import { actOnTarget } from '#contract/appraisal-target.ts'
import { whyNot } from '../../lib/abilities.ts'
import { moment } from '../../lib/format.ts'
import { t } from '../../lib/t.ts'
import { useChange, wordsOf } from '../../lib/use-call.ts'
import { Action } from '../../ui/action.tsx'
import { AskBecause } from '../../ui/ask.tsx'
import { ChoiceField, LinesField, TextField } from '../../ui/field.tsx'
import { Section } from '../../ui/page.tsx'
import { FormPanel } from '../../ui/form-panel.tsx'
import { Notice, Status } from '../../ui/states.tsx'
import type { TargetData } from './target.tsx'

/** Appeals against the result with their answers. */
export function Appeals({ data }: { data: TargetData }) {
  const [open, setOpen] = useState<string | null>(null)
  const runs = whyNot(data.actions, 'answer') === undefined
  return (
    <Section
      title={t('申诉')}
      aside={
        !runs && (
          <Action onClick={() => setOpen('appeal')} whyNot={whyNot(data.actions, 'appeal')}>
            {t('提出申诉')}
          </Action>
        )
      }
    >
      {data.appeals.length === 0 && <p className="quiet">{t('没有申诉。')}</p>}
      {data.appeals.map((appeal) => (
        <div key={appeal.id} className="act">
          <p>{appeal.says}</p>
          <p className="quiet">{`${appeal.by} · ${moment(appeal.at)}`}</p>
          {appeal.answer === null ? (
            <>
              <Status tone="warn">{t('待答复')}</Status>{' '}
              {runs && (
                <Action small onClick={() => setOpen(appeal.id)}>
                  {t('答复')}
                </Action>
              )}
            </>
          ) : (
            <p>
              <Status tone={appeal.answer.upheld ? 'good' : 'calm'}>
                {appeal.answer.upheld ? t('成立') : t('不成立')}
              </Status>{' '}
              {appeal.answer.because}
            </p>
          )}
        </div>
      ))}
      {open === 'appeal' && <Appeal id={data.target.id} onDone={() => setOpen(null)} />}
      {open !== null && open !== 'appeal' && (
        <AnswerAppeal data={data} appeal={open} onDone={() => setOpen(null)} />
      )}
    </Section>
  )
}

function Appeal({ id, onDone }: { id: string; onDone: () => void }) {
  const change = useChange(actOnTarget)
  const [key] = useState(() => crypto.randomUUID())
  return (
    <AskBecause
      title={t('提出申诉')}
      open
      yes={t('提交申诉')}
      no={t('先不')}
      busy={change.isPending}
      label={t('对哪一项有异议，依据是什么')}
      hint={t('组织方答复后才能再提')}
      onYes={(says) =>
        change.mutate({ params: { id }, body: { act: 'appeal', key, says } }, { onSuccess: onDone })
      }
      onNo={onDone}
    >
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
    </AskBecause>
  )
}

function AnswerAppeal({ data, appeal, onDone }: { data: TargetData; appeal: string; onDone: () => void }) {
  const change = useChange(actOnTarget)
  const [key] = useState(() => crypto.randomUUID())
  const [upheld, setUpheld] = useState('no')
  const [because, setBecause] = useState('')
  const [result, setResult] = useState('')
  const [band, setBand] = useState('')
  const good = upheld === 'yes'
  const body = {
    act: 'answer' as const,
    key,
    appeal,
    upheld: good,
    because: because.trim(),
    result: good && result.trim() !== '' ? result.trim() : null,
    band: good && band !== '' ? band : null,
  }
  return (
    <FormPanel
      title={t('答复申诉')}
      onClose={onDone}
      word={t('答复')}
      busy={change.isPending}
      whyNot={body.because === '' ? t('请写明理由') : undefined}
      onSave={() => change.mutate({ params: { id: data.target.id }, body }, { onSuccess: onDone })}
    >
      <ChoiceField
        label={t('申诉是否成立')}
        value={upheld}
        choices={[
          { value: 'no', label: t('不成立') },
          { value: 'yes', label: t('成立') },
        ]}
        onChoose={setUpheld}
      />
      <LinesField label={t('理由')} value={because} onText={setBecause} rows={4} />
      {good && (
        <>
          <TextField
            label={t('更正后的得分（可不填）')}
            inputMode="decimal"
            value={result}
            onText={setResult}
          />
          <ChoiceField
            label={t('更正后的等次')}
            value={band}
            choices={[
              { value: '', label: t('不变') },
              ...data.bands.map(({ id, title }) => ({ value: id, label: t(title) })),
            ]}
            onChoose={setBand}
          />
        </>
      )}
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
    </FormPanel>
  )
}
