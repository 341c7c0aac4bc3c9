import { enterRegulation, REGULATION_KINDS } from '#contract/circular.ts'
import type { RegulationRow } from '#contract/circular.ts'
import { useDraft } from '../../lib/draft.ts'
import { t } from '../../lib/t.ts'
import { useChange, wordsOf } from '../../lib/use-call.ts'
import { ChoiceField, LinesField, TextField } from '../../ui/field.tsx'
import { FormPanel } from '../../ui/form-panel.tsx'
import { Notice } from '../../ui/states.tsx'

type Kind = (typeof REGULATION_KINDS)[number]
const blank = () => ({
  key: crypto.randomUUID(),
  kind: '办法' as Kind,
  title: '',
  number: '',
  issuedOn: '',
  holdsFrom: '',
  replaces: '',
  about: '',
})

/** Enters a rule of the region, and which one it replaces. */
export function NewRegulation({ rows, onClose }: { rows: readonly RegulationRow[]; onClose: () => void }) {
  const [form, setForm, forget] = useDraft('new-regulation', blank())
  const change = useChange(enterRegulation)
  const set = (part: Partial<typeof form>) => setForm({ ...form, ...part })
  const save = () =>
    change.mutate(
      { body: { ...form, replaces: form.replaces || null } },
      {
        onSuccess: () => {
          forget()
          onClose()
        },
        onError: () => set({ key: crypto.randomUUID() }),
      },
    )
  const blankOnes = [form.title, form.number, form.issuedOn, form.holdsFrom].some(
    (text) => text.trim() === '',
  )
  return (
    <FormPanel
      title={t('登记规章')}
      onClose={onClose}
      word={t('登记')}
      busy={change.isPending}
      whyNot={blankOnes ? t('请填写名称、文号和日期') : undefined}
      onSave={save}
    >
      <ChoiceField
        label={t('种类')}
        value={form.kind}
        choices={REGULATION_KINDS.map((kind) => ({ value: kind, label: t(kind) }))}
        onChoose={(next) => set({ kind: REGULATION_KINDS.find((kind) => kind === next) ?? '办法' })}
      />
      <TextField label={t('名称')} value={form.title} onText={(title) => set({ title })} maxLength={120} />
      <TextField label={t('文号')} value={form.number} onText={(number) => set({ number })} maxLength={60} />
      <TextField
        type="date"
        label={t('印发日期')}
        value={form.issuedOn}
        onText={(issuedOn) => set({ issuedOn })}
      />
      <TextField
        type="date"
        label={t('施行日期')}
        value={form.holdsFrom}
        onText={(holdsFrom) => set({ holdsFrom })}
      />
      <ChoiceField
        label={t('替代哪一份')}
        hint={t('被替代的自新的施行之日起失效')}
        value={form.replaces}
        choices={[
          { value: '', label: t('没有') },
          ...rows
            .filter((row) => row.replacedBy === null && row.endedBecause === null)
            .map((row) => ({ value: row.id, label: `${row.number} ${row.title}` })),
        ]}
        onChoose={(replaces) => set({ replaces })}
      />
      <LinesField label={t('内容提要')} value={form.about} onText={(about) => set({ about })} rows={3} />
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
    </FormPanel>
  )
}
