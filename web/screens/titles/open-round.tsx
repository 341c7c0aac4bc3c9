import { useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { openTitleRound } from '#contract/title.ts'
import type { TitleRound } from '#contract/title.ts'
import { link } from '../../lib/address.ts'
import { useDraft } from '../../lib/draft.ts'
import { number } from '../../lib/format.ts'
import { t } from '../../lib/t.ts'
import { useChange, wordsOf } from '../../lib/use-call.ts'
import { TextField } from '../../ui/field.tsx'
import { FormPanel } from '../../ui/form-panel.tsx'
import { Notice } from '../../ui/states.tsx'
import { PeoplePicker } from '../activity/people-picker.tsx'
import type { Picked } from '../activity/people-picker.tsx'

const EMPTY = { document: '', each: '3', scoreUntil: '', appealDays: '7' }
type Props = { round: TitleRound; year: number; onClose: () => void }

/** Opens the yearly appraisal of a title: by which document, who scores, until when. */
export function OpenRound({ round, year, onClose }: Props) {
  const router = useRouter()
  const [key] = useState(() => crypto.randomUUID())
  const [form, setForm, forget] = useDraft(`title-round ${year} ${round.title}`, EMPTY)
  const [judges, setJudges] = useState<Picked[]>([])
  const change = useChange(openTitleRound)
  const set = (name: keyof typeof EMPTY) => (value: string) => setForm({ ...form, [name]: value })
  const { scoreUntil } = form
  const [each, appealDays] = [Number(form.each), Number(form.appealDays)]
  const people = judges.map(({ id }) => id)
  const body = {
    key,
    year,
    title: round.title,
    document: form.document.trim(),
    judges: people,
    each,
    scoreUntil,
    appealDays,
  }
  const save = () =>
    change.mutate(
      { body },
      {
        onSuccess: ({ id }) => {
          forget()
          router.history.push(link(`/appraisals/${id}`, { year }))
        },
      },
    )
  return (
    <FormPanel
      title={t('{year} 年{title}年度考核', { year, title: t(round.title) })}
      onClose={onClose}
      word={t('为 {n} 位持有人开设考核', { n: number(round.holders) })}
      busy={change.isPending}
      whyNot={missingOf(form, judges)}
      onSave={save}
    >
      <TextField
        label={t('依据文号')}
        hint={t('考核办法的文号，写进标准')}
        value={form.document}
        onText={set('document')}
        maxLength={80}
      />
      <PeoplePicker picked={judges} onPick={setJudges} />
      <div className="field-row">
        <TextField
          label={t('每人由几位考核人评分')}
          inputMode="numeric"
          value={form.each}
          onText={set('each')}
        />
        <TextField label={t('评分截止日')} type="date" value={scoreUntil} onText={set('scoreUntil')} />
      </div>
      <TextField
        label={t('申诉期（天）')}
        inputMode="numeric"
        value={form.appealDays}
        onText={set('appealDays')}
      />
      <p className="quiet">{t('考核人不评本人和本单位。开设后在评估页面启动评分、公布结果。')}</p>
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
    </FormPanel>
  )
}

function missingOf(form: typeof EMPTY, judges: readonly Picked[]): string | undefined {
  if (form.document.trim() === '') return t('请填依据文号')
  if (judges.length === 0) return t('还没有选考核人')
  if (!(Number(form.each) >= 1 && Number(form.each) <= judges.length)) {
    return t('每人的考核人数应在 1 到 {n} 之间', { n: judges.length })
  }
  return form.scoreUntil === '' ? t('请填评分截止日') : undefined
}
