import { useEffect, useRef, useState } from 'react'
import { saveDraft } from '#contract/case.ts'
import type { CaseManifest, StageManifest } from '#contract/case-manifest.ts'
import { CaseFields } from '../../engine/case-fields.tsx'
import { shownValue, toTyped, toValues } from '../../engine/case-form-values.ts'
import type { Typed } from '../../engine/case-form-values.ts'
import type { CaseData } from '../../engine/panels.ts'
import { kept, keep } from '../../lib/draft.ts'
import { t } from '../../lib/t.ts'
import { useChange, wordsOf } from '../../lib/use-call.ts'
import { Facts } from '../../ui/facts.tsx'
import { Notice, Status } from '../../ui/states.tsx'

/** What was handed in, to be read. */
export function FilledForm({ data, manifest }: { data: CaseData; manifest: CaseManifest }) {
  const facts = manifest.form.map((field) => ({
    term: t(field.title),
    value: shownValue(field, data.form[field.name]),
  }))
  if (facts.every(({ value }) => value === '')) return <p className="quiet">{t('还没有填写。')}</p>
  const isLong = ({ term }: { term: string }): boolean =>
    manifest.form.some(({ title, kind }) => kind === 'long' && t(title) === term)
  return (
    <>
      <Facts facts={facts.filter((fact) => !isLong(fact))} />
      {facts
        .filter((fact) => isLong(fact) && fact.value !== '')
        .map(({ term, value }) => (
          <div key={term} className="long-answer">
            <span className="quiet">{term}</span>
            <p>{value}</p>
          </div>
        ))}
    </>
  )
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
      {earlier.length > 0 && (
        <Facts
          facts={earlier.map((field) => ({
            term: t(field.title),
            value: shownValue(field, data.form[field.name]),
          }))}
        />
      )}
      <CaseFields fields={fields} typed={typed} onType={type} />
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
