import { useState } from 'react'
import type * as z from 'zod'
import { handOver, roundCertificates } from '#contract/exam-result.ts'
import { whyNot } from '../../lib/abilities.ts'
import { Answer } from '../../lib/answer.tsx'
import { t } from '../../lib/t.ts'
import { useCall, useChange, wordsOf } from '../../lib/use-call.ts'
import { Action } from '../../ui/action.tsx'
import { Ask } from '../../ui/ask.tsx'
import { TextField } from '../../ui/field.tsx'
import { Section } from '../../ui/page.tsx'
import { Notice, Status } from '../../ui/states.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { PlainTable } from '../../ui/table/plain-table.tsx'
import { useSelection } from '../../ui/table/use-selection.tsx'

type Row = z.output<NonNullable<typeof roundCertificates.reply>>['rows'][number]

/** 领取登记: whose certificate lies at the centre, who has signed for theirs. */
export function Certificates({ round }: { round: string }) {
  const asked = useCall(roundCertificates, { params: { id: round } })
  const [taking, setTaking] = useState(false)
  const selection = useSelection<Row>((row) => row.case, {
    head: t('选'),
    labelOf: (row) => t('选择{name}', { name: row.name }),
  })
  const chosen = [...selection.chosen.values()]
  const done = () => {
    setTaking(false)
    selection.clear()
  }
  return (
    <Answer asked={asked}>
      {(data) => (
        <Section
          title={t('证书领取：{taken}／{total} 本', { taken: data.handedOver, total: data.total })}
          aside={
            <Action
              small
              primary
              onClick={() => setTaking(true)}
              whyNot={whyNot(data.actions, 'take') ?? (chosen.length === 0 ? t('请先勾选') : undefined)}
            >
              {t('登记所选 {n} 本已领取', { n: chosen.length })}
            </Action>
          }
        >
          <PlainTable
            label={t('证书领取')}
            rows={data.rows}
            keyOf={(row) => row.case}
            empty={t('还没有发证书编号。')}
            columns={[selection.column, ...columns()]}
          />
          {taking && <Take round={round} rows={chosen} onClose={() => setTaking(false)} onDone={done} />}
        </Section>
      )}
    </Answer>
  )
}

function columns(): Column<Row>[] {
  return [
    { key: 'issued', title: t('证书编号'), render: (row) => <span className="num">{row.issued}</span> },
    {
      key: 'name',
      title: t('姓名'),
      lead: true,
      render: (row) => <a href={`/cases/${row.case}`}>{row.name}</a>,
    },
    { key: 'category', title: t('类别'), minor: true, render: (row) => t(row.category ?? '') },
    {
      key: 'taken',
      title: t('领取'),
      render: ({ taken }) =>
        taken === null ? (
          <Status tone="warn">{t('未领取')}</Status>
        ) : (
          <Status tone="good">
            {taken.proxy
              ? t('{on} {by}代领', { on: taken.on, by: taken.by })
              : t('{on} 本人签收', { on: taken.on })}
          </Status>
        ),
    },
  ]
}

type TakeProps = { round: string; rows: readonly Row[]; onClose: () => void; onDone: () => void }

function Take({ round, rows, onClose, onDone }: TakeProps) {
  const [key] = useState(() => crypto.randomUUID())
  const [on, setOn] = useState('')
  const [proxy, setProxy] = useState('')
  const change = useChange(handOver)
  const body = { key, on, cases: rows.map((row) => row.case), proxy: proxy.trim() === '' ? null : proxy }
  return (
    <Ask
      open
      title={t('登记 {n} 本证书已领取', { n: rows.length })}
      yes={t('登记')}
      no={t('取消')}
      busy={change.isPending}
      whyNot={on === '' ? t('请选择领取日期') : undefined}
      onNo={onClose}
      onYes={() => change.mutate({ params: { id: round }, body }, { onSuccess: onDone })}
    >
      <TextField type="date" label={t('领取日期')} value={on} onText={setOn} />
      <TextField
        label={t('代领人')}
        hint={t('本人签收的留空')}
        value={proxy}
        onText={setProxy}
        maxLength={40}
      />
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
    </Ask>
  )
}
