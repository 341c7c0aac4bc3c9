import { useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { createQuestionnaire, MOMENTS } from '#contract/questionnaire.ts'
import { programmes } from '#contract/programme.ts'
import { link } from '../../lib/address.ts'
import { useDraft } from '../../lib/draft.ts'
import { useMe, useYear } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { useCall, useChange, wordsOf } from '../../lib/use-call.ts'
import { useUnitChoices } from '../../lib/use-units.ts'
import { Action } from '../../ui/action.tsx'
import { ChoiceField, LinesField, TextField } from '../../ui/field.tsx'
import { SidePanel } from '../../ui/side-panel.tsx'
import { Notice } from '../../ui/states.tsx'
import { emptyForm, emptyQuestion, toBody } from './form.ts'
import type { QuestionForm, QuestionnaireForm } from './form.ts'
import { QuestionEditor } from './question-editor.tsx'

/** A new questionnaire; what is half written stays in this browser. */
export function NewQuestionnaire({ onClose }: { onClose: () => void }) {
  const year = useYear()
  const me = useMe()
  const router = useRouter()
  const [key] = useState(() => crypto.randomUUID())
  const [form, setForm, forget] = useDraft<QuestionnaireForm>(
    'new-questionnaire',
    emptyForm(me.unit?.code ?? me.region.code, new Date()),
  )
  const change = useChange(createQuestionnaire)
  const save = () =>
    change.mutate(
      { body: toBody(form, year, key) },
      {
        onSuccess: ({ id }) => {
          forget()
          router.history.push(link(`/questionnaires/${id}`, { year }))
        },
      },
    )
  return (
    <SidePanel
      title={t('新建问卷')}
      open
      wide
      onClose={onClose}
      foot={
        <div className="form-actions">
          <Action primary busy={change.isPending} whyNot={firstFault(form)} onClick={save}>
            {t('建立问卷')}
          </Action>
          <Action onClick={forget}>{t('清空')}</Action>
        </div>
      }
    >
      <Fields form={form} onChange={setForm} />
      <Questions form={form} onChange={setForm} />
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
    </SidePanel>
  )
}

function firstFault({ title, questions, closesOn, opensOn }: QuestionnaireForm): string | undefined {
  if (title.trim() === '') return t('请填问卷名称')
  if (closesOn < opensOn) return t('截止日早于开放日')
  const empty = questions.findIndex(({ says }) => says.trim() === '')
  if (empty >= 0) return t('第 {n} 题还没有题目', { n: empty + 1 })
  return questions.length === 0 ? t('请至少出一道题') : undefined
}

type Props = { form: QuestionnaireForm; onChange: (form: QuestionnaireForm) => void }

function Fields({ form, onChange }: Props) {
  const year = useYear()
  const units = useUnitChoices(['region', 'centre', 'cluster', 'school'])
  const found = useCall(programmes, { query: { year, limit: 500 } }).data?.rows ?? []
  const set = (name: keyof QuestionnaireForm) => (value: string) => onChange({ ...form, [name]: value })
  return (
    <>
      <TextField label={t('问卷名称')} value={form.title} onText={set('title')} maxLength={120} />
      <LinesField
        label={t('说明')}
        hint={t('写在题目前面，给填的人看')}
        value={form.intro}
        onText={set('intro')}
        rows={2}
      />
      <ChoiceField
        label={t('是否记名')}
        hint={t(
          '匿名：凭码或链接填，谁也查不到人，满 5 份并截止后才出结果。实名：按名单发放，本人登录填写。',
        )}
        value={form.anonymous}
        choices={[
          { value: 'yes', label: t('匿名') },
          { value: 'no', label: t('实名') },
        ]}
        onChoose={set('anonymous')}
      />
      <ChoiceField label={t('单位')} value={form.unit} choices={units} onChoose={set('unit')} />
      <div className="field-row">
        <TextField label={t('开放日')} type="date" value={form.opensOn} onText={set('opensOn')} />
        <TextField
          label={t('截止日')}
          hint={t('这一天还能填')}
          type="date"
          value={form.closesOn}
          onText={set('closesOn')}
        />
      </div>
      <div className="field-row">
        <ChoiceField
          label={t('所属项目')}
          value={form.programme}
          choices={[
            { value: '', label: t('不属于项目') },
            ...found.map(({ id, title }) => ({ value: id, label: title })),
          ]}
          onChoose={set('programme')}
        />
        <ChoiceField
          label={t('时段')}
          hint={t('同一项目的训前、训后问卷可以比较')}
          value={form.moment}
          choices={[
            { value: '', label: t('不分') },
            ...Object.entries(MOMENTS).map(([value, word]) => ({ value, label: t(word) })),
          ]}
          onChoose={set('moment')}
        />
      </div>
    </>
  )
}

function Questions({ form, onChange }: Props) {
  const put = (questions: QuestionForm[]) => onChange({ ...form, questions })
  const move = (from: number, by: number) => {
    const next = [...form.questions]
    const [one] = next.splice(from, 1)
    if (one !== undefined) next.splice(from + by, 0, one)
    put(next)
  }
  return (
    <>
      {form.questions.map((question, at) => (
        <QuestionEditor
          key={at}
          number={at + 1}
          question={question}
          onChange={(next) => put(form.questions.map((one, i) => (i === at ? next : one)))}
          onUp={at === 0 ? undefined : () => move(at, -1)}
          onRemove={() => put(form.questions.filter((_, i) => i !== at))}
        />
      ))}
      <Action onClick={() => put([...form.questions, emptyQuestion()])}>{t('加一题')}</Action>
    </>
  )
}
