import type { FormChoice, FormField } from '#contract/case-form.ts'
import { t } from '../lib/t.ts'
import { ChoiceField } from '../ui/field.tsx'
import type { Typed } from './case-form-values.ts'
import { CellField } from './cell-field.tsx'
import { LinesOfForm } from './lines-field.tsx'

/** What can be chosen for each field that names a record. */
export type Choices = Readonly<Record<string, readonly FormChoice[]>>

type Props = {
  fields: readonly FormField[]
  choices: Choices
  typed: Typed
  onType: (name: string, text: string) => void
}

/** The questions of a form, in the definition's order. */
export function CaseFields({ fields, choices, typed, onType }: Props) {
  return (
    <>
      {fields.map((field) => (
        <Question
          key={field.name}
          field={field}
          choices={choices[field.name] ?? []}
          text={typed[field.name] ?? ''}
          onText={(text) => onType(field.name, text)}
        />
      ))}
    </>
  )
}

type QuestionProps = {
  field: FormField
  choices: readonly FormChoice[]
  text: string
  onText: (text: string) => void
}

function Question({ field, choices, text, onText }: QuestionProps) {
  const { kind, columns: _columns, ...cell } = field
  if (kind === 'lines') return <LinesOfForm field={field} text={text} onText={onText} />
  if (kind !== 'record') return <CellField cell={{ ...cell, kind }} text={text} onText={onText} />
  const none = choices.length === 0 ? t('没有可选的记录') : t('请选择')
  const offered = choices.map(({ value, title }) => ({ value, label: title }))
  return (
    <ChoiceField
      label={t(field.title)}
      value={text}
      choices={[{ value: '', label: none }, ...offered]}
      onChoose={onText}
    />
  )
}
