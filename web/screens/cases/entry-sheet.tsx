import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ClipboardEvent } from 'react'
import { actOnCase } from '#contract/case.ts'
import type { CaseRow } from '#contract/case.ts'
import type { StageManifest } from '#contract/case-manifest.ts'
import { NOTHING_SAID, toAction } from '../../engine/case-deeds.ts'
import { call } from '../../lib/call.ts'
import { t } from '../../lib/t.ts'
import { wordsOf } from '../../lib/use-call.ts'
import { TextField } from '../../ui/field.tsx'
import { FormPanel } from '../../ui/form-panel.tsx'
import { Notice, Status } from '../../ui/states.tsx'
import { filledDown } from './filled-down.ts'

/** Whether each case has something of its own to be entered at a stage: a mark, or a number. */
export function isEntered(stage: StageManifest): boolean {
  return (stage.kind === 'exam' && stage.marked) || (stage.number !== null && !stage.sharedNumber)
}

type Props = { stage: StageManifest; rows: readonly CaseRow[]; onClose: () => void; onDone: () => void }
/** What became of a row: done, or refused with the reason. */
type Outcome = { done: true } | { done: false; because: string }

/** Marks or numbers of many cases, typed or pasted from Excel in the order of the list; each is a decision of its own. */
export function EntrySheet({ stage, rows, onClose, onDone }: Props) {
  const [texts, setTexts] = useState<readonly string[]>(() => rows.map(() => ''))
  const [document, setDocument] = useState('')
  const [outcomes, setOutcomes] = useState<ReadonlyMap<string, Outcome>>(new Map())
  const [busy, setBusy] = useState(false)
  const client = useQueryClient()
  const what = stage.number ?? t('得分')
  const open = rows
    .map((row, i) => ({ row, text: (texts[i] ?? '').trim() }))
    .filter(({ row, text }) => text !== '' && outcomes.get(row.id)?.done !== true)
  const save = async () => {
    setBusy(true)
    const found = new Map(outcomes)
    for (const { row, text } of open) {
      found.set(row.id, await enter(stage, row, text, document))
      setOutcomes(new Map(found))
    }
    setBusy(false)
    await client.invalidateQueries()
    if (rows.every(({ id }) => found.get(id)?.done === true)) onDone()
  }
  return (
    <FormPanel
      title={t('{stage}：逐件录入', { stage: t(stage.title) })}
      wide
      onClose={onClose}
      word={t('录入 {n} 件', { n: open.length })}
      busy={busy}
      whyNot={open.length === 0 ? t('请先填写{what}', { what }) : undefined}
      onSave={() => void save()}
    >
      <Notice tone="calm">{t('可从 Excel 复制一列，粘贴到起始的一格，按名单顺序往下填。')}</Notice>
      <TextField label={t('文号（选填）')} value={document} onText={setDocument} maxLength={80} />
      <table className="entry-sheet" aria-label={t('逐件录入')}>
        <thead>
          <tr>
            <th scope="col">{t('申请人')}</th>
            <th scope="col">{t('受理编号')}</th>
            <th scope="col">{t(what)}</th>
            <th scope="col">{t('结果')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, i) => (
            <tr key={row.id}>
              <th scope="row">{row.name}</th>
              <td className="num">{row.number}</td>
              <td>
                <input
                  className="input"
                  aria-label={t('{name}的{what}', { name: row.name, what: t(what) })}
                  value={texts[i] ?? ''}
                  disabled={outcomes.get(row.id)?.done === true}
                  onChange={(event) => setTexts(texts.with(i, event.target.value))}
                  onPaste={(event: ClipboardEvent) => {
                    const pasted = event.clipboardData.getData('text')
                    if (!pasted.trim().includes('\n')) return
                    event.preventDefault()
                    setTexts(filledDown(texts, i, pasted))
                  }}
                />
              </td>
              <td>
                <RowOutcome outcome={outcomes.get(row.id)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </FormPanel>
  )
}

function RowOutcome({ outcome }: { outcome: Outcome | undefined }) {
  if (outcome === undefined) return null
  return outcome.done ? (
    <Status tone="good">{t('已录入')}</Status>
  ) : (
    <Status tone="late">{t(outcome.because)}</Status>
  )
}

async function enter(stage: StageManifest, row: CaseRow, text: string, document: string): Promise<Outcome> {
  const said = { ...NOTHING_SAID, document, ...(stage.number === null ? { score: text } : { number: text }) }
  const body = { key: crypto.randomUUID(), version: row.version, action: toAction('pass', said, 0) }
  try {
    await call(actOnCase, { params: { id: row.id }, body })
    return { done: true }
  } catch (error) {
    return { done: false, because: wordsOf(error) }
  }
}
