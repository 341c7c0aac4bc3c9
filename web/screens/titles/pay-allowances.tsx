import { useState } from 'react'
import { payAllowances } from '#contract/title.ts'
import type { AllowanceRow } from '#contract/title.ts'
import { link } from '../../lib/address.ts'
import { number } from '../../lib/format.ts'
import { t } from '../../lib/t.ts'
import { useChange, wordsOf } from '../../lib/use-call.ts'
import { Action } from '../../ui/action.tsx'
import { TextField } from '../../ui/field.tsx'
import { SidePanel } from '../../ui/side-panel.tsx'
import { Notice } from '../../ui/states.tsx'
import { sumOf } from './share.ts'

type Props = { rows: readonly AllowanceRow[]; year: number; onClose: () => void; onDone: () => void }
const NAMED = 10

/** Pays the chosen as one list: one voucher in the centre's books. */
export function PayAllowances({ rows, year, onClose, onDone }: Props) {
  const [key] = useState(() => crypto.randomUUID())
  const [voucher, setVoucher] = useState('')
  const [on, setOn] = useState(() => new Date().toISOString().slice(0, 10))
  const change = useChange(payAllowances)
  const items = rows.map(({ person, title }) => ({ person: person.id, title }))
  const save = () => change.mutate({ body: { key, year, on, voucher: voucher.trim(), items } })
  const paid = change.data
  return (
    <SidePanel
      title={t('发放特殊津贴')}
      open
      onClose={paid === undefined ? onClose : onDone}
      foot={
        paid === undefined ? (
          <Action
            primary
            busy={change.isPending}
            whyNot={voucher.trim() === '' ? t('请填凭证号') : on === '' ? t('请填日期') : undefined}
            onClick={save}
          >
            {t('发放 {n} 人 {amount} 元', { n: rows.length, amount: number(sumOf(rows)) })}
          </Action>
        ) : (
          <Action onClick={onDone}>{t('关闭')}</Action>
        )
      }
    >
      <p>{t('记在中心的账上，一份名单一笔支出；冲销那笔支出，名单上的人恢复为应发。')}</p>
      <p className="quiet">
        {rows
          .slice(0, NAMED)
          .map(({ person }) => person.name)
          .join('、')}
        {rows.length > NAMED && t(' 等 {n} 人', { n: rows.length })}
      </p>
      <TextField label={t('凭证号')} value={voucher} onText={setVoucher} maxLength={40} />
      <TextField label={t('日期')} type="date" value={on} onText={setOn} />
      {paid !== undefined && (
        <Notice tone="good">
          {t('已发放 {n} 人，共 {amount} 元。', { n: number(paid.people), amount: number(paid.amount) })}{' '}
          <a href={link('/money', { year: on.slice(0, 4), part: 'entries', item: '特殊津贴' })}>
            {t('看这笔账')}
          </a>
        </Notice>
      )}
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
    </SidePanel>
  )
}
