import { enterFund, FUND_ITEMS, moneyOverview } from '#contract/money.ts'
import { useDraft } from '../../lib/draft.ts'
import { useMe } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { useCall, useChange, wordsOf } from '../../lib/use-call.ts'
import { useUnitChoices } from '../../lib/use-units.ts'
import { ChoiceField, TextField } from '../../ui/field.tsx'
import { FormPanel } from '../../ui/form-panel.tsx'
import { Notice } from '../../ui/states.tsx'

type Props = { year: number; unit: string | undefined; programme: string | undefined; onClose: () => void }

const blank = (unit: string, programme: string) => ({
  key: crypto.randomUUID(),
  unit,
  programme,
  direction: 'out' as 'in' | 'out',
  item: FUND_ITEMS[0] as string,
  amount: '',
  on: '',
  voucher: '',
  payee: '',
  memo: '',
})
type Form = ReturnType<typeof blank>

/** Enters a voucher. */
export function NewEntry({ year, unit, programme, onClose }: Props) {
  const me = useMe()
  const [form, setForm, forget] = useDraft(
    `fund-entry-${programme ?? ''}`,
    blank(unit ?? me.unit?.code ?? '', programme ?? ''),
  )
  const units = useUnitChoices(['region', 'centre', 'cluster', 'school'])
  const programmes = useCall(moneyOverview, { query: { year } }).data?.programmes ?? []
  const change = useChange(enterFund)
  const set = (name: keyof Form) => (value: string) => setForm({ ...form, [name]: value })
  const save = () =>
    change.mutate(
      { body: bodyOf(form, year) },
      {
        onSuccess: () => {
          forget()
          onClose()
        },
      },
    )
  return (
    <FormPanel
      title={t('登记一笔收支')}
      onClose={onClose}
      word={t('登记')}
      busy={change.isPending}
      whyNot={problem(form)}
      onSave={save}
    >
      <ChoiceField
        label={t('单位')}
        value={form.unit}
        choices={[{ value: '', label: t('请选择') }, ...units]}
        onChoose={set('unit')}
      />
      <ChoiceField
        label={t('方向')}
        value={form.direction}
        choices={[
          { value: 'out', label: t('支出') },
          { value: 'in', label: t('收入') },
        ]}
        onChoose={set('direction')}
      />
      <TextField
        label={t('科目')}
        hint={t('常用：{items}', { items: FUND_ITEMS.map((item) => t(item)).join('、') })}
        value={form.item}
        onText={set('item')}
        maxLength={40}
      />
      <TextField label={t('金额（元）')} inputMode="decimal" value={form.amount} onText={set('amount')} />
      <TextField label={t('日期')} type="date" value={form.on} onText={set('on')} />
      <TextField
        label={t('凭证号')}
        hint={t('同一单位的同一凭证、同一金额只能登记一次')}
        value={form.voucher}
        onText={set('voucher')}
        maxLength={40}
      />
      <ChoiceField
        label={t('项目')}
        value={form.programme}
        choices={[
          { value: '', label: t('不属于某个项目') },
          ...programmes.map((one) => ({ value: one.id, label: one.title })),
        ]}
        onChoose={set('programme')}
      />
      <TextField label={t('收款人')} value={form.payee} onText={set('payee')} maxLength={60} />
      <TextField label={t('摘要')} value={form.memo} onText={set('memo')} maxLength={200} />
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
    </FormPanel>
  )
}

function bodyOf(form: Form, year: number) {
  const orNull = (text: string) => (text.trim() === '' ? null : text.trim())
  return {
    ...form,
    year,
    amount: Number(form.amount),
    programme: orNull(form.programme),
    voucher: orNull(form.voucher),
    payee: orNull(form.payee),
    memo: orNull(form.memo),
  }
}

function problem({ unit, item, amount, on }: Form): string | undefined {
  if (unit === '') return t('请选择单位')
  if (item.trim() === '') return t('请填写科目')
  if (!/^\d+(\.\d{1,2})?$/u.test(amount.trim()) || Number(amount) === 0) return t('请填写金额，最多两位小数')
  return on === '' ? t('请填写日期') : undefined
}
