import { useState } from 'react'
import { savePolicy } from '#contract/credit.ts'
import { CREDIT_CATEGORIES } from '#contract/vocabulary.ts'
import { number } from '../../lib/format.ts'
import { t } from '../../lib/t.ts'
import { useChange, wordsOf } from '../../lib/use-call.ts'
import { Action } from '../../ui/action.tsx'
import { TextField } from '../../ui/field.tsx'
import { SidePanel } from '../../ui/side-panel.tsx'
import { Notice } from '../../ui/states.tsx'
import { asBody, asTyped, problem } from './policy-form.ts'
import type { TypedRow } from './policy-form.ts'
import type { Policy } from './policy.tsx'
import { PolicyTrial } from './policy-trial.tsx'

const blank = (category: string): TypedRow => ({
  category,
  required: '0',
  hoursPerCredit: '1',
  ceiling: '',
  leastRate: '80',
})

type Props = { year: number; rows: readonly Policy[]; onClose: () => void }

/** Changes a year's policy; says how many entries were made anew. */
export function PolicyEditor({ year, rows, onClose }: Props) {
  const [typed, setTyped] = useState<TypedRow[]>(() =>
    rows.length === 0 ? CREDIT_CATEGORIES.map(blank) : rows.map(asTyped),
  )
  const [because, setBecause] = useState('')
  const change = useChange(savePolicy)
  const set = (i: number, row: TypedRow) => setTyped(typed.map((now, j) => (i === j ? row : now)))
  const save = () =>
    change.mutate({ params: { year }, body: { rows: typed.map(asBody), because: because.trim() } })
  return (
    <SidePanel
      title={t('{year} 年学分政策', { year })}
      wide
      open
      onClose={onClose}
      foot={
        <div className="form-actions">
          <Action primary busy={change.isPending} onClick={save} whyNot={problem(typed, because)}>
            {t('保存并重记学分')}
          </Action>
          <Action onClick={() => setTyped([...typed, blank('')])}>{t('加一类')}</Action>
        </div>
      }
    >
      {change.isSuccess && (
        <Notice tone="good">{t('已保存，学分台账记了 {n} 笔。', { n: number(change.data.entries) })}</Notice>
      )}
      {typed.map((row, i) => (
        <CategoryFields
          key={i}
          row={row}
          onText={(name, value) => set(i, { ...row, [name]: value })}
          onDrop={() => setTyped(typed.filter((_, j) => j !== i))}
        />
      ))}
      <TextField
        label={t('依据')}
        hint={t('文件名或文号，随改动记入审计日志')}
        value={because}
        onText={setBecause}
        maxLength={200}
      />
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
      <PolicyTrial year={year} rows={typed} />
    </SidePanel>
  )
}

type FieldsProps = {
  row: TypedRow
  onText: (name: keyof TypedRow, value: string) => void
  onDrop: () => void
}

function CategoryFields({ row, onText, onDrop }: FieldsProps) {
  const amounts: [name: keyof TypedRow, label: string][] = [
    ['required', t('年度要求（学分）')],
    ['hoursPerCredit', t('学时每学分')],
    ['ceiling', t('单项上限（空为不限）')],
    ['leastRate', t('最低出勤率（%）')],
  ]
  return (
    <fieldset className="policy-row">
      <legend>{row.category === '' ? t('新的一类') : t(row.category)}</legend>
      <TextField
        label={t('学分类别')}
        value={row.category}
        onText={(text) => onText('category', text)}
        maxLength={20}
      />
      <div className="field-row">
        {amounts.map(([name, label]) => (
          <TextField
            key={name}
            label={label}
            inputMode="decimal"
            value={row[name]}
            onText={(text) => onText(name, text)}
          />
        ))}
      </div>
      <button type="button" className="linklike" onClick={onDrop}>
        {t('去掉这一类')}
      </button>
    </fieldset>
  )
}
