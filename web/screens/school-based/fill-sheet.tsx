import { checkSpot } from '#contract/spot-check.ts'
import type { SpotSheet } from '#contract/spot-check.ts'
import { useDraft } from '../../lib/draft.ts'
import { t } from '../../lib/t.ts'
import { useChange, wordsOf } from '../../lib/use-call.ts'
import { LinesField, TextField } from '../../ui/field.tsx'
import { Segments } from '../../ui/filters.tsx'
import { FormPanel } from '../../ui/form-panel.tsx'
import { Notice } from '../../ui/states.tsx'

type Found = { met: boolean | null; words: string }
const blank = ({ items, row }: SpotSheet) => ({
  key: crypto.randomUUID(),
  found: Object.fromEntries(items.map(({ item }): [string, Found] => [item, { met: null, words: '' }])),
  hours: String(row.hours),
  words: '',
  verdict: 'accepted' as 'accepted' | 'returned',
})
type Form = ReturnType<typeof blank>

/** Holds each rule of quality against the activity; a draft stays in this browser, for schools without a network. */
export function FillSheet({ data, onClose }: { data: SpotSheet; onClose: () => void }) {
  const { draw, row } = data
  const name = `sheet-${draw.id}-${row.activity.id}-${data.checks.length}`
  const [form, setForm, forget] = useDraft(name, blank(data))
  const change = useChange(checkSpot)
  const save = () =>
    change.mutate(
      { params: { id: draw.id, activity: row.activity.id }, body: toBody(form) },
      {
        onSuccess: () => {
          forget()
          onClose()
        },
      },
    )
  const note = (item: string, found: Found) => setForm({ ...form, found: { ...form.found, [item]: found } })
  return (
    <FormPanel
      title={t('检查单')}
      wide
      onClose={onClose}
      word={form.verdict === 'accepted' ? t('通过') : t('退回整改')}
      busy={change.isPending}
      whyNot={problem(form)}
      onSave={save}
    >
      {data.items.map(({ item, says }) => (
        <Item
          key={item}
          item={item}
          says={says}
          found={form.found[item] ?? { met: null, words: '' }}
          onNote={note}
        />
      ))}
      <TextField
        label={t('认定学时')}
        hint={t('活动记录 {n} 学时；认定得少要写明原因', { n: row.hours })}
        inputMode="decimal"
        value={form.hours}
        onText={(hours) => setForm({ ...form, hours })}
      />
      <LinesField
        label={t('总的意见')}
        value={form.words}
        onText={(words) => setForm({ ...form, words })}
        rows={3}
      />
      <Segments
        label={t('结论')}
        value={form.verdict}
        choices={[
          { value: 'accepted', label: t('通过') },
          { value: 'returned', label: t('退回整改') },
        ]}
        onChoose={(verdict) =>
          setForm({ ...form, verdict: verdict === 'returned' ? 'returned' : 'accepted' })
        }
      />
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
    </FormPanel>
  )
}

type ItemProps = { item: string; says: string; found: Found; onNote: (item: string, found: Found) => void }

function Item({ item, says, found, onNote }: ItemProps) {
  return (
    <div className="spot-item">
      <p>
        <strong>{t(item)}</strong> <span className="quiet">{t(says)}</span>
      </p>
      <Segments
        label={t(item)}
        value={found.met === null ? '' : found.met ? 'met' : 'unmet'}
        choices={[
          { value: 'met', label: t('符合') },
          { value: 'unmet', label: t('不符合') },
        ]}
        onChoose={(value) => onNote(item, { ...found, met: value === 'met' })}
      />
      {found.met === false && (
        <TextField
          label={t('发现了什么')}
          value={found.words}
          onText={(words) => onNote(item, { ...found, words })}
          maxLength={200}
        />
      )}
    </div>
  )
}

function toBody({ key, found, hours, words, verdict }: Form) {
  const findings = Object.entries(found).map(([item, one]) => ({
    item,
    met: one.met === true,
    words: one.words.trim(),
  }))
  return { key, verdict, hours: Number(hours), words: words.trim(), findings }
}

function problem({ found, hours }: Form): string | undefined {
  const open = Object.entries(found).find(([, { met }]) => met === null)
  if (open !== undefined) return t('还没检查：{item}', { item: t(open[0]) })
  return hours.trim() === '' || !(Number(hours) >= 0) ? t('请填写认定学时') : undefined
}
