import { useState } from 'react'
import { stateProblem } from '#contract/topic-lineage.ts'
import { useDraft } from '../../lib/draft.ts'
import { t } from '../../lib/t.ts'
import { useChange, wordsOf } from '../../lib/use-call.ts'
import { LinesField, TextField } from '../../ui/field.tsx'
import { FormPanel } from '../../ui/form-panel.tsx'
import { Notice } from '../../ui/states.tsx'
import { PeoplePicker } from '../activity/people-picker.tsx'
import type { Picked } from '../activity/people-picker.tsx'

const blank = () => ({ key: crypto.randomUUID(), subject: '', text: '' })

/** Writes down the problem of a teacher of the school who does not use a phone. */
export function StateForTeacher({ round, onClose }: { round: string; onClose: () => void }) {
  const [form, setForm, forget] = useDraft('state-problem', blank())
  const [picked, setPicked] = useState<readonly Picked[]>([])
  const change = useChange(stateProblem)
  const person = picked.at(-1)
  const save = () =>
    change.mutate(
      { body: { ...form, round, person: person?.id ?? null, stage: null } },
      {
        onSuccess: () => {
          forget()
          setForm(blank())
          setPicked([])
        },
      },
    )
  return (
    <FormPanel
      title={t('代教师录入问题')}
      onClose={onClose}
      word={t('提交')}
      busy={change.isPending}
      whyNot={problem(form, person)}
      onSave={save}
    >
      <PeoplePicker picked={picked} onPick={(now) => setPicked(now.slice(-1))} />
      <TextField
        label={t('学科')}
        hint={t('决定归到哪个教研组')}
        value={form.subject}
        onText={(subject) => setForm({ ...form, subject })}
        maxLength={20}
      />
      <LinesField
        label={t('问题')}
        hint={t('照教师的原话写，10 至 500 字')}
        value={form.text}
        onText={(text) => setForm({ ...form, text })}
      />
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
      {change.isSuccess && <Notice tone="good">{t('已录入，可以接着录下一条。')}</Notice>}
    </FormPanel>
  )
}

function problem(
  { subject, text }: { subject: string; text: string },
  person: Picked | undefined,
): string | undefined {
  if (person === undefined) return t('请先选教师')
  if (subject.trim() === '') return t('请填写学科')
  return text.trim().length < 10 ? t('请用至少 10 个字把问题说清楚') : undefined
}
