import { useState } from 'react'
import type { FormCell } from '#contract/case-form.ts'
import { t } from '../lib/t.ts'
import { ChoiceField, LinesField, TextField } from '../ui/field.tsx'
import { fieldError, YES_NO } from './case-form-values.ts'

type Props = { cell: FormCell; text: string; onText: (text: string) => void }

/** One question with one answer. */
export function CellField({ cell, text, onText }: Props) {
  const [left, setLeft] = useState(false)
  const label = cell.required ? t(cell.title) : t('{title}（选填）', { title: t(cell.title) })
  const error = left ? fieldError(cell, text) : undefined
  if (cell.kind === 'choice' || cell.kind === 'yes-no')
    return <ChoiceField label={label} value={text} choices={choicesOf(cell)} onChoose={onText} />
  if (cell.kind === 'long')
    return (
      <LinesField
        label={label}
        hint={lengthHint(cell, text)}
        value={text}
        onText={onText}
        onBlur={() => setLeft(true)}
        error={error}
      />
    )
  return (
    <TextField
      label={label}
      type={cell.kind === 'day' ? 'date' : 'text'}
      inputMode={cell.kind === 'number' ? 'decimal' : 'text'}
      value={text}
      onText={onText}
      onBlur={() => setLeft(true)}
      error={error}
    />
  )
}

/** How much is written, and how much is asked for. */
function lengthHint({ least, most }: FormCell, text: string): string {
  const n = [...text.trim()].length
  if (least !== null && n < least) return t('已写 {n} 字，至少 {least} 字', { n, least })
  return most === null ? t('已写 {n} 字', { n }) : t('已写 {n} 字，至多 {most} 字', { n, most })
}

function choicesOf({ kind, choices }: FormCell) {
  const answers =
    kind === 'yes-no'
      ? [
          { value: YES_NO.yes, label: t('是') },
          { value: YES_NO.no, label: t('否') },
        ]
      : choices.map((word) => ({ value: word, label: t(word) }))
  return [{ value: '', label: t('请选择') }, ...answers]
}
