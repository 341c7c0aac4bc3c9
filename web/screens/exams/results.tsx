import { useState } from 'react'
import { publishResults, withdrawResults } from '#contract/exam-result.ts'
import type { Exam } from '#contract/exam.ts'
import { whyNot } from '../../lib/abilities.ts'
import { t } from '../../lib/t.ts'
import { useChange, wordsOf } from '../../lib/use-call.ts'
import { Action } from '../../ui/action.tsx'
import { Ask, AskBecause } from '../../ui/ask.tsx'
import { ChoiceField, TextField } from '../../ui/field.tsx'
import { Section } from '../../ui/page.tsx'
import { Notice } from '../../ui/states.tsx'
import type { At } from './add-room.tsx'

type Props = { at: At; exam: Exam }

/** The results of an exam as everybody may read them, for a time. */
export function Results({ at, exam }: Props) {
  const [open, setOpen] = useState<'publish' | 'withdraw' | null>(null)
  const close = () => setOpen(null)
  const { published } = exam
  return (
    <Section
      title={t('成绩公布')}
      aside={
        published === null ? (
          <Action small onClick={() => setOpen('publish')} whyNot={whyNot(exam.actions, 'publish')}>
            {t('公布成绩')}
          </Action>
        ) : (
          <Action small onClick={() => setOpen('withdraw')} whyNot={whyNot(exam.actions, 'withdraw')}>
            {t('撤下')}
          </Action>
        )
      }
    >
      {published === null ? (
        <p className="quiet">
          {t('{n} 人已有结果，没有公布。公布时只显示受理编号或隐去名字的姓名、类别和结果。', {
            n: exam.results,
          })}
        </p>
      ) : (
        <p>
          {t('{from} 至 {until} 公布，由{by}办理，按{shows}显示。', {
            from: published.from,
            until: published.until,
            by: published.by,
            shows: published.shows === 'number' ? t('受理编号') : t('隐去名字的姓名'),
          })}{' '}
          <a href={`/notice/results/${published.id}`}>{t('看公布的样子')}</a>
        </p>
      )}
      {open === 'publish' && <Publish at={at} exam={exam} onClose={close} />}
      {open === 'withdraw' && published !== null && <TakeDown id={published.id} onClose={close} />}
    </Section>
  )
}

function Publish({ at, exam, onClose }: Props & { onClose: () => void }) {
  const [key] = useState(() => crypto.randomUUID())
  const [shows, setShows] = useState<'number' | 'name'>('number')
  const [until, setUntil] = useState('')
  const change = useChange(publishResults)
  return (
    <Ask
      open
      title={t('公布{exam}的结果', { exam: t(exam.title) })}
      yes={t('公布')}
      no={t('取消')}
      busy={change.isPending}
      whyNot={until === '' ? t('请选择公布到哪一天') : undefined}
      onNo={onClose}
      onYes={() => change.mutate({ params: at, body: { key, shows, until } }, { onSuccess: onClose })}
    >
      <p>{t('{n} 人的结果不用登录就能看到，到期自动撤下。', { n: exam.results })}</p>
      <ChoiceField
        label={t('显示')}
        value={shows}
        choices={[
          { value: 'number', label: t('受理编号') },
          { value: 'name', label: t('隐去名字的姓名') },
        ]}
        onChoose={(next) => setShows(next === 'name' ? 'name' : 'number')}
      />
      <TextField type="date" label={t('公布到')} value={until} onText={setUntil} />
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
    </Ask>
  )
}

function TakeDown({ id, onClose }: { id: string; onClose: () => void }) {
  const [key] = useState(() => crypto.randomUUID())
  const change = useChange(withdrawResults)
  return (
    <AskBecause
      open
      title={t('撤下公布的成绩')}
      yes={t('撤下')}
      no={t('取消')}
      label={t('原因')}
      hint={t('请写明原因')}
      busy={change.isPending}
      onNo={onClose}
      onYes={(because) => change.mutate({ params: { id }, body: { key, because } }, { onSuccess: onClose })}
    >
      <p>{t('撤下后谁都看不到了；更正后可以重新公布。')}</p>
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
    </AskBecause>
  )
}
