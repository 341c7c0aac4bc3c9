import { useState } from 'react'
import { moneyStandards, setStandard } from '#contract/money-rules.ts'
import { STANDARD_KINDS } from '#contract/money.ts'
import type { StandardRow } from '#contract/money-rules.ts'
import { whyNot } from '../../lib/abilities.ts'
import { Answer } from '../../lib/answer.tsx'
import { number } from '../../lib/format.ts'
import { t } from '../../lib/t.ts'
import { useCall, useChange, wordsOf } from '../../lib/use-call.ts'
import { Action } from '../../ui/action.tsx'
import { TextField } from '../../ui/field.tsx'
import { FormPanel } from '../../ui/form-panel.tsx'
import { Notice, Status } from '../../ui/states.tsx'
import { PlainTable } from '../../ui/table/plain-table.tsx'

/** What money goes by this year, each with the document it rests on. */
export function Standards({ year }: { year: number }) {
  const asked = useCall(moneyStandards, { query: { year } })
  const [open, setOpen] = useState<StandardRow | null>(null)
  return (
    <Answer asked={asked}>
      {(data) => (
        <>
          <PlainTable
            label={t('经费标准')}
            rows={data.rows}
            keyOf={(row) => `${row.kind} ${row.category}`}
            empty={t('没有标准。')}
            columns={[
              {
                key: 'kind',
                title: t('标准'),
                lead: true,
                render: (row) => t(STANDARD_KINDS[row.kind].title),
              },
              { key: 'category', title: t('类别'), render: (row) => t(row.category) },
              {
                key: 'amount',
                title: t('数额'),
                numeric: true,
                render: (row) => (row.amount === null ? t('不设') : number(row.amount)),
              },
              { key: 'unit', title: t('计量'), render: (row) => t(STANDARD_KINDS[row.kind].unit) },
              { key: 'document', title: t('依据'), render: (row) => row.document },
              {
                key: 'set',
                title: t('状态'),
                render: (row) => (
                  <Status tone={row.set ? 'good' : 'calm'}>{row.set ? t('本区域设定') : t('默认')}</Status>
                ),
              },
              {
                key: 'change',
                title: t('设定'),
                render: (row) => (
                  <Action small onClick={() => setOpen(row)} whyNot={whyNot(data.actions, 'set')}>
                    {t('设定')}
                  </Action>
                ),
              },
            ]}
          />
          {open !== null && (
            <Change
              key={`${open.kind} ${open.category}`}
              year={year}
              row={open}
              onClose={() => setOpen(null)}
            />
          )}
        </>
      )}
    </Answer>
  )
}

function Change({ year, row, onClose }: { year: number; row: StandardRow; onClose: () => void }) {
  const [key] = useState(() => crypto.randomUUID())
  const [amount, setAmount] = useState(row.amount === null ? '' : String(row.amount))
  const [document, setDocument] = useState(row.set ? row.document : '')
  const change = useChange(setStandard)
  const { kind, category } = row
  const save = () =>
    change.mutate(
      {
        body: {
          key,
          year,
          kind,
          category,
          amount: amount.trim() === '' ? null : Number(amount),
          document: document.trim(),
        },
      },
      { onSuccess: onClose },
    )
  const bad = amount.trim() !== '' && !/^\d+(\.\d{1,2})?$/u.test(amount.trim())
  const lacks = document.trim().length < 2
  return (
    <FormPanel
      title={t('{kind}：{category}', { kind: t(STANDARD_KINDS[kind].title), category: t(category) })}
      onClose={onClose}
      word={t('保存')}
      busy={change.isPending}
      whyNot={bad ? t('最多两位小数') : lacks ? t('请写明所依据文件的文号') : undefined}
      onSave={save}
    >
      <TextField
        label={t('数额（{unit}）', { unit: t(STANDARD_KINDS[kind].unit) })}
        hint={t('空着表示不设这项标准')}
        inputMode="decimal"
        value={amount}
        onText={setAmount}
      />
      <TextField
        label={t('文号')}
        hint={t('所依据的文件')}
        value={document}
        onText={setDocument}
        maxLength={80}
      />
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
    </FormPanel>
  )
}
