import { useEffect, useRef, useState } from 'react'
import { saveDraft } from '#contract/case.ts'
import type { FormField } from '#contract/case-form.ts'
import type { CaseManifest, StageManifest } from '#contract/case-manifest.ts'
import { CaseFields } from '../../engine/case-fields.tsx'
import { shownCell, toTyped, toValues } from '../../engine/case-form-values.ts'
import type { Typed } from '../../engine/case-form-values.ts'
import { FilledLines } from '../../engine/filled-lines.tsx'
import type { CaseData } from '../../engine/panels.ts'
import { kept, keep } from '../../lib/draft.ts'
import { t } from '../../lib/t.ts'
import { useChange, wordsOf } from '../../lib/use-call.ts'
import { Facts } from '../../ui/facts.tsx'
import { Notice, Status } from '../../ui/states.tsx'

/** What was handed in, to be read. */
export function FilledForm({ data, manifest }: { data: CaseData; manifest: CaseManifest }) {
  if (manifest.form.every((field) => shownValue(data, field) === ''))
    return <p className="quiet">{t('还没有填写。')}</p>
  return <Answers data={data} fields={manifest.form} />
}

/** Answers of some fields: short ones as facts, long ones and lines beneath. */
function Answers({ data, fields }: { data: CaseData; fields: readonly FormField[] }) {
  const long = fields.filter((field) => field.kind === 'long' && shownValue(data, field) !== '')
  return (
    <>
      <Facts
        facts={fields
          .filter(({ kind }) => kind !== 'long' && kind !== 'lines')
          .map((field) => ({ term: t(field.title), value: shownValue(data, field) }))}
      />
      {fields
        .filter(({ kind }) => kind === 'lines')
        .map((field) => (
          <FilledLines key={field.name} field={field} value={data.form[field.name]} />
        ))}
      {long.map((field) => (
        <div key={field.name} className="long-answer">
          <span className="quiet">{t(field.title)}</span>
          <p>{shownValue(data, field)}</p>
        </div>
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
  if (kind === 'lines') return Array.isArray(value) ? String(value.length) : ''
  if (kind !== 'record') return shownCell({ ...cell, kind }, value)
  return choices[name]?.find((one) => one.value === value)?.title ?? ''
}

type Props = { data: CaseData; manifest: CaseManifest; stage: StageManifest }
/** How long after the last key a draft is sent. */
const PAUSE_MS = 900

/** The form of the stage; every change is kept in this browser at once and on the server a moment later. */
export function FormToFill({ data, manifest, stage }: Props) {
  const name = `case.${data.row.id}`
  const fields = manifest.form.filter((field) => stage.fields.includes(field.name))
  const earlier = manifest.form.filter((field) => !stage.fields.includes(field.name))
  const [typed, setTyped] = useState<Typed>(() => kept(name, toTyped(data.form)))
  const [unsent, setUnsent] = useState(() => kept<Typed | null>(name, null) !== null)
  const draft = useChange(saveDraft)
  const send = useRef(() => undefined as void)
  useEffect(() => {
    send.current = () =>
      draft.mutate(
        { params: { id: data.row.id }, body: { form: toValues(fields, typed) } },
        {
          onSuccess: () => {
            keep(name, null)
            setUnsent(false)
          },
        },
      )
  })
  useEffect(() => {
    if (!unsent) return undefined
    const timer = setTimeout(() => send.current(), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [typed, unsent])
  const type = (field: string, text: string) => {
    const next = { ...typed, [field]: text }
    setTyped(next)
    keep(name, next)
    setUnsent(true)
  }
  return (
    <div className="form">
      {earlier.length > 0 && <Answers data={data} fields={earlier} />}
      <CaseFields fields={fields} choices={data.choices} typed={typed} onType={type} />
      {draft.isError ? (
        <Notice tone="late">{wordsOf(draft.error)}</Notice>
      ) : (
        <p role="status">
          <Status tone={unsent ? 'calm' : 'good'}>{unsent ? t('正在保存草稿') : t('草稿已保存')}</Status>
        </p>
      )}
    </div>
  )
}
