import { QUESTION_KINDS, questionKinds } from '#contract/questionnaire.ts'
import { t } from '../../lib/t.ts'
import { Action } from '../../ui/action.tsx'
import { ChoiceField, LinesField, TextField, TickField } from '../../ui/field.tsx'
import type { QuestionForm } from './form.ts'
import './questionnaire.css'

type Props = {
  number: number
  question: QuestionForm
  onChange: (question: QuestionForm) => void
  onUp: (() => void) | undefined
  onRemove: () => void
}

/** One question being written: its kind, its words, and what can be answered. */
export function QuestionEditor({ number, question, onChange, onUp, onRemove }: Props) {
  const set = (change: Partial<QuestionForm>) => onChange({ ...question, ...change })
  const choosing = question.kind === 'single' || question.kind === 'multiple'
  const scaling = question.kind === 'scale' || question.kind === 'matrix'
  const named = t('第 {n} 题', { n: number })
  return (
    <fieldset className="question-editor">
      <legend>{named}</legend>
      <ChoiceField
        label={t('题型')}
        value={question.kind}
        choices={questionKinds.map((kind) => ({ value: kind, label: t(QUESTION_KINDS[kind]) }))}
        onChoose={(kind) => set({ kind: questionKinds.find((one) => one === kind) ?? 'text' })}
      />
      <TextField label={t('题目')} value={question.says} onText={(says) => set({ says })} maxLength={300} />
      {choosing && (
        <LinesField
          label={t('选项')}
          hint={t('一行一个')}
          value={question.options}
          onText={(options) => set({ options })}
          rows={4}
        />
      )}
      {question.kind === 'matrix' && (
        <LinesField
          label={t('各行')}
          hint={t('一行一个评价内容')}
          value={question.lines}
          onText={(lines) => set({ lines })}
          rows={4}
        />
      )}
      {scaling && (
        <ChoiceField
          label={t('级数')}
          value={question.most}
          choices={['3', '4', '5', '7', '10'].map((value) => ({ value, label: value }))}
          onChoose={(most) => set({ most })}
        />
      )}
      <div className="form-actions">
        <TickField label={t('必填')} checked={question.required} onTick={(required) => set({ required })} />
        <Action small onClick={onUp} whyNot={onUp === undefined ? t('已是第一题') : undefined}>
          {t('上移')}
        </Action>
        <Action small onClick={onRemove}>
          {t('删去这题')}
        </Action>
      </div>
    </fieldset>
  )
}
