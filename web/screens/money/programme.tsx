import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { moneyProgrammePage, setBudget } from '#contract/money.ts'
import type { MoneyProgrammePage } from '#contract/money.ts'
import { whyNot } from '../../lib/abilities.ts'
import { link } from '../../lib/address.ts'
import { Answer } from '../../lib/answer.tsx'
import { number, percent } from '../../lib/format.ts'
import { t } from '../../lib/t.ts'
import { useCall, useChange, wordsOf } from '../../lib/use-call.ts'
import { Action, ActionLink } from '../../ui/action.tsx'
import { TextField } from '../../ui/field.tsx'
import { Figure } from '../../ui/figure.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { FormPanel } from '../../ui/form-panel.tsx'
import { Notice } from '../../ui/states.tsx'
import { PlainTable } from '../../ui/table/plain-table.tsx'
import { Entries } from './entries.tsx'
import { BudgetStatus } from './overview.tsx'
import './money.css'

/** The money of one programme: budget against spending by item, what goes beyond, and its vouchers. */
export function Screen() {
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const asked = useCall(moneyProgrammePage, { params: { id } })
  return <Answer asked={asked}>{(data) => <Shown data={data} />}</Answer>
}

function Shown({ data }: { data: MoneyProgrammePage }) {
  const { programme } = data
  const [setting, setSetting] = useState(false)
  return (
    <Page
      title={t('{title}：经费', { title: programme.title })}
      about={t('{unit}承办，{year} 年。', { unit: programme.organiser.name, year: programme.year })}
      actions={
        <>
          <ActionLink href={link(`/programmes/${programme.id}`)}>{t('项目主页')}</ActionLink>
          <Action primary onClick={() => setSetting(true)} whyNot={whyNot(data.actions, 'budget')}>
            {t('设定预算')}
          </Action>
        </>
      }
    >
      {setting && <SetBudget id={programme.id} onClose={() => setSetting(false)} />}
      <div className="figures">
        <Figure title={t('支出')} value={programme.spent} unit={t('元')} />
        {programme.budget !== null && (
          <Figure
            title={t('预算')}
            value={programme.budget}
            unit={t('元')}
            note={t('执行率 {share}', { share: percent(programme.spent, programme.budget) })}
          />
        )}
        <Figure title={t('培训量')} value={data.personDays} unit={t('人天')} />
        {data.perHeadDay !== null && <Figure title={t('人均每天')} value={data.perHeadDay} unit={t('元')} />}
      </div>
      {programme.findings.map((finding) => (
        <Notice key={finding} tone="late">
          {finding}
        </Notice>
      ))}
      <Section title={t('按科目')}>
        <Items items={data.items} />
      </Section>
      <Section title={t('凭证')}>
        <Entries year={programme.year} unit={undefined} programme={programme.id} />
      </Section>
    </Page>
  )
}

function Items({ items }: { items: MoneyProgrammePage['items'] }) {
  return (
    <PlainTable
      label={t('按科目')}
      rows={items}
      keyOf={(row) => row.item}
      empty={t('还没有预算和支出。')}
      columns={[
        { key: 'item', title: t('科目'), lead: true, render: (row) => row.item },
        {
          key: 'budget',
          title: t('预算'),
          unit: t('元'),
          numeric: true,
          render: (row) => (row.budget === null ? '—' : number(row.budget)),
        },
        { key: 'spent', title: t('支出'), unit: t('元'), numeric: true, render: (row) => number(row.spent) },
        { key: 'state', title: t('状态'), render: (row) => <BudgetStatus state={row.state} /> },
        { key: 'document', title: t('依据'), render: (row) => row.document ?? '—' },
      ]}
    />
  )
}

const blank = () => ({ key: crypto.randomUUID(), item: '', amount: '', document: '' })

function SetBudget({ id, onClose }: { id: string; onClose: () => void }) {
  const [form, setForm] = useState(blank)
  const change = useChange(setBudget)
  const save = () =>
    change.mutate(
      {
        params: { id },
        body: {
          key: form.key,
          item: form.item.trim(),
          amount: Number(form.amount),
          document: form.document.trim() === '' ? null : form.document.trim(),
        },
      },
      { onSuccess: () => setForm(blank()) },
    )
  const bad = !/^\d+(\.\d{1,2})?$/u.test(form.amount.trim())
  return (
    <FormPanel
      title={t('设定一个科目的预算')}
      onClose={onClose}
      word={t('保存')}
      busy={change.isPending}
      whyNot={form.item.trim() === '' || bad ? t('请填写科目和金额') : undefined}
      onSave={save}
    >
      <TextField
        label={t('科目')}
        hint={t('同一科目再设一次即为调整，原来的留在记录里')}
        value={form.item}
        onText={(item) => setForm({ ...form, item })}
        maxLength={40}
      />
      <TextField
        label={t('预算（元）')}
        inputMode="decimal"
        value={form.amount}
        onText={(amount) => setForm({ ...form, amount })}
      />
      <TextField
        label={t('文号')}
        hint={t('所依据的文件，没有可不填')}
        value={form.document}
        onText={(document) => setForm({ ...form, document })}
        maxLength={80}
      />
      {change.isSuccess && <Notice tone="good">{t('已保存，可以接着设下一个科目。')}</Notice>}
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
    </FormPanel>
  )
}
