import { useState } from 'react'
import { issuePaper } from '#contract/case-document.ts'
import { t } from '../../lib/t.ts'
import { useChange, wordsOf } from '../../lib/use-call.ts'
import { TextField, TickField } from '../../ui/field.tsx'
import { FormPanel } from '../../ui/form-panel.tsx'
import { Notice } from '../../ui/states.tsx'
import type { Whose } from './documents.tsx'
import type { PaperData } from './documents-page.tsx'

/** Under which words it gets its number, who may read it, and who is told; certificates are only given out. */
export function Issue({ of, data, onClose }: { of: Whose; data: PaperData; onClose: () => void }) {
  const { row, series } = data
  const letter = row.kind === 'circular'
  const [form, setForm] = useState({
    key: crypto.randomUUID(),
    series: series[0] ?? '',
    publicUntil: '',
    send: true,
  })
  const set = (part: Partial<typeof form>) => setForm({ ...form, key: crypto.randomUUID(), ...part })
  const change = useChange(issuePaper)
  const issue = () =>
    change.mutate(
      {
        params: { ...of, document: row.id },
        body: { ...form, publicUntil: form.publicUntil || null, send: letter && form.send },
      },
      { onSuccess: onClose },
    )
  const { due = 0, given = 0 } = row.certificates ?? {}
  return (
    <FormPanel
      title={letter ? t('印发《{title}》', { title: t(row.title) }) : t('制发证书')}
      onClose={onClose}
      word={letter ? t('印发并取得文号') : t('制发 {n} 本', { n: due - given })}
      busy={change.isPending}
      whyNot={letter && form.series.trim().length < 2 ? t('请写机关代字') : undefined}
      onSave={issue}
    >
      {letter ? (
        <>
          <TextField
            label={t('机关代字')}
            hint={t('文号如 示教训〔2026〕12号，号数由系统连续编排')}
            value={form.series}
            onText={(text) => set({ series: text })}
            maxLength={20}
          />
          <TextField
            type="date"
            label={t('公开至')}
            hint={t('不填只在系统内；填了不用登录也能看')}
            value={form.publicUntil}
            onText={(publicUntil) => set({ publicUntil })}
          />
          <TickField
            label={t('同时发通知给有关人员和单位')}
            checked={form.send}
            onTick={(send) => set({ send })}
          />
          <Notice tone="calm">{t('印发后文号不收回，内容不再改动；记录有变化时可以印发更正的一份。')}</Notice>
        </>
      ) : (
        <Notice tone="calm">
          {t('给还没有证书、或证书内容已经变化的 {n} 人制发。每本有查验码；换发后原证书查验显示“已换发”。', {
            n: due - given,
          })}
        </Notice>
      )}
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
    </FormPanel>
  )
}
