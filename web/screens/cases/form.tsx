import type { FormField } from '#contract/case-form.ts'
import type { CaseManifest, StageManifest } from '#contract/case-manifest.ts'
import type { CaseDraft, DraftState } from '../../engine/case-draft.ts'
import { CaseFields } from '../../engine/case-fields.tsx'
import { shownCell } from '../../engine/case-form-values.ts'
import { FilledLines } from '../../engine/filled-lines.tsx'
import type { CaseData } from '../../engine/panels.ts'
import { t } from '../../lib/t.ts'
import { wordsOf } from '../../lib/use-call.ts'
import { Notice, Status } from '../../ui/states.tsx'
import type { Tone } from '../../ui/states.tsx'
import { Answers } from './answers.tsx'

/** What was handed in, to be read. */
export function FilledForm({ data, manifest }: { data: CaseData; manifest: CaseManifest }) {
  if (manifest.form.every((field) => shownValue(data, field) === ''))
    return <p className="quiet">{t('还没有填写。')}</p>
  return <FormAnswers data={data} fields={manifest.form} />
}

/** Answers of some fields; lines as tables beneath. */
function FormAnswers({ data, fields }: { data: CaseData; fields: readonly FormField[] }) {
  return (
    <>
      <Answers
        answers={fields
          .filter(({ kind }) => kind !== 'lines')
          .map((field) => ({ title: t(field.title), value: shownValue(data, field) }))}
      />
      {fields
        .filter(({ kind }) => kind === 'lines')
        .map((field) => (
          <FilledLines key={field.name} field={field} value={data.form[field.name]} />
        ))}
    </>
  )
}

/** An answer as it is read; a record by what it is called. */
function shownValue(
  { form, choices }: CaseData,
  { name, kind, columns: _columns, ...cell }: FormField,
): string {
  const value = form[name]
  if (Array.isArray(value)) return String(value.length)
  if (kind !== 'record' && kind !== 'lines') return shownCell({ ...cell, kind }, value)
  return choices[name]?.find((one) => one.value === value)?.title ?? ''
}

type Props = { data: CaseData; manifest: CaseManifest; stage: StageManifest; draft: CaseDraft }

/** The form of the stage, below what earlier stages asked, and whether it is saved. */
export function FormToFill({ data, manifest, stage, draft }: Props) {
  const fields = manifest.form.filter((field) => stage.fields.includes(field.name))
  const earlier = manifest.form.filter((field) => !stage.fields.includes(field.name))
  return (
    <div className="form">
      <FormAnswers data={data} fields={earlier} />
      <CaseFields fields={fields} choices={data.choices} typed={draft.typed} onType={draft.type} />
      {draft.error === null ? (
        <DraftWords state={draft.state} />
      ) : (
        <Notice tone="late">{wordsOf(draft.error)}</Notice>
      )}
    </div>
  )
}

const STATES: Record<DraftState, { tone: Tone; words: string }> = {
  saved: { tone: 'good', words: '草稿已保存' },
  saving: { tone: 'calm', words: '正在保存草稿' },
  kept: { tone: 'warn', words: '没有网，已存在这台设备里，有网时自动保存' },
  refused: { tone: 'late', words: '草稿没有保存' },
}

function DraftWords({ state }: { state: DraftState }) {
  const { tone, words } = STATES[state]
  return (
    <p role="status">
      <Status tone={tone}>{t(words)}</Status>
    </p>
  )
}
