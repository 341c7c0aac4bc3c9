import { useState } from 'react'
import type { FormField } from '#contract/case-manifest.ts'
import { t } from '../lib/t.ts'
import { ChoiceField, LinesField, TextField } from '../ui/field.tsx'
import { fieldError, YES_NO } from './case-form-values.ts'
import type { Typed } from './case-form-values.ts'

type Props = { fields: readonly FormField[]; typed: Typed; onType: (name: string, text: string) => void }

/** The questions of a form, in the definition's order. */
export function CaseFields({ fields, typed, onType }: Props) {
  return (
    <>
      {fields.map((field) => (
        <Question
          key={field.name}
          field={field}
          text={typed[field.name] ?? ''}
          onText={(text) => onType(field.name, text)}
        />
      ))}
    </>
  )
}

type QuestionProps = { field: FormField; text: string; onText: (text: string) => void }

function Question({ field, text, onText }: QuestionProps) {
  const [left, setLeft] = useState(false)
  const label = field.required ? t(field.title) : t('{title}（选填）', { title: t(field.title) })
  const error = left ? fieldError(field, text) : undefined
  if (field.kind === 'choice' || field.kind === 'yes-no')
    return <ChoiceField label={label} value={text} choices={choicesOf(field)} onChoose={onText} />
  if (field.kind === 'long') {
    const hint = t('已写 {n} 字', { n: [...text.trim()].length })
    return (
      <LinesField label={label} hint={hint} value={text} onText={onText} error={fieldError(field, text)} />
    )
  }
  return (
    <TextField
      label={label}
      type={field.kind === 'day' ? 'date' : 'text'}
      inputMode={field.kind === 'number' ? 'decimal' : 'text'}
      value={text}
      onText={onText}
      onBlur={() => setLeft(true)}
      error={error}
    />
  )
}

function choicesOf({ kind, choices }: FormField) {
  const answers =
    kind === 'yes-no'
      ? [
          { value: YES_NO.yes, label: t('是') },
          { value: YES_NO.no, label: t('否') },
        ]
      : choices.map((word) => ({ value: word, label: t(word) }))
  return [{ value: '', label: t('请选择') }, ...answers]
}
