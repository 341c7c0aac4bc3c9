import { useState } from 'react'
import { moveTopicDeadline, TOPIC_LEVELS } from '#contract/topic.ts'
import type { TopicLevel, TopicRoundRow } from '#contract/topic.ts'
import { t } from '../../lib/t.ts'
import { useChange, wordsOf } from '../../lib/use-call.ts'
import { Action } from '../../ui/action.tsx'
import { TextField } from '../../ui/field.tsx'
import { FormPanel } from '../../ui/form-panel.tsx'
import { Notice, Status } from '../../ui/states.tsx'

type Props = { round: TopicRoundRow; whyNot: string | undefined }

/** The five levels as a track: how much there is at each, and until when. */
export function Deadlines({ round, whyNot }: Props) {
  const [moving, setMoving] = useState<TopicLevel | null>(null)
  return (
    <>
      <ol className="topic-track">
        {round.deadlines.map(({ level, until, passed }) => (
          <li key={level}>
            <strong>{t(TOPIC_LEVELS[level])}</strong>
            <span className="figure-value">{level === 'problem' ? round.problems : round.themes[level]}</span>
            <Status tone={passed ? 'warn' : 'calm'}>
              {passed ? t('{day} 已截止', { day: until }) : t('{day} 截止', { day: until })}
            </Status>
            <Action small onClick={() => setMoving(level)} whyNot={whyNot}>
              {t('调整')}
            </Action>
          </li>
        ))}
      </ol>
      {moving !== null && <Move round={round} level={moving} onClose={() => setMoving(null)} />}
    </>
  )
}

function Move({ round, level, onClose }: { round: TopicRoundRow; level: TopicLevel; onClose: () => void }) {
  const [key] = useState(() => crypto.randomUUID())
  const [until, setUntil] = useState(round.deadlines.find((one) => one.level === level)?.until ?? '')
  const [because, setBecause] = useState('')
  const change = useChange(moveTopicDeadline)
  const save = () =>
    change.mutate(
      { params: { id: round.id }, body: { key, level, until, because: because.trim() } },
      { onSuccess: onClose },
    )
  return (
    <FormPanel
      title={t('调整{level}的截止日期', { level: t(TOPIC_LEVELS[level]) })}
      onClose={onClose}
      word={t('保存')}
      busy={change.isPending}
      whyNot={until === '' || because.trim().length < 2 ? t('请填写日期和原因') : undefined}
      onSave={save}
    >
      <TextField type="date" label={t('截止日期')} value={until} onText={setUntil} />
      <TextField label={t('原因')} value={because} onText={setBecause} maxLength={200} />
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
    </FormPanel>
  )
}
