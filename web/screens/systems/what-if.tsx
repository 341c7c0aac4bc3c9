import type * as z from 'zod'
import { whatIf } from '#contract/parameters.ts'
import { number } from '../../lib/format.ts'
import { t } from '../../lib/t.ts'
import { useChange, wordsOf } from '../../lib/use-call.ts'
import { Action } from '../../ui/action.tsx'
import { Notice } from '../../ui/states.tsx'
import { PlainTable } from '../../ui/table/plain-table.tsx'

type Result = z.output<NonNullable<typeof whatIf.reply>>
type Props = { id: string; year: number; values: Record<string, unknown>; whyNot: string | undefined }

/** Tries the numbers as they are typed on the year before; nothing is kept. */
export function WhatIf({ id, year, values, whyNot }: Props) {
  const trial = useChange(whatIf, { refresh: false })
  const run = () => trial.mutate({ params: { id }, body: { year, values: values as never } })
  return (
    <div className="trial">
      <Action busy={trial.isPending} whyNot={whyNot} onClick={run}>
        {t('用 {year} 年的记录试算', { year: year - 1 })}
      </Action>
      {trial.isError && <Notice tone="late">{wordsOf(trial.error)}</Notice>}
      {trial.data !== undefined && <Outcome result={trial.data} />}
    </div>
  )
}

function Outcome({ result }: { result: Result }) {
  const { year, total, was, would, rows } = result
  const unit = t(result.unit)
  if (total === 0) return <Notice tone="calm">{t('{year} 年没有可试算的记录。', { year })}</Notice>
  return (
    <>
      <Notice tone={would > was ? 'warn' : 'calm'}>
        {t(
          '{year} 年共 {total} {unit}：当年不合规定的 {was} {unit}，按这里的参数会是 {would} {unit}，结论有变化的 {changed} {unit}。',
          {
            year,
            unit,
            total: number(total),
            was: number(was),
            would: number(would),
            changed: number(rows.length),
          },
        )}
      </Notice>
      {rows.length > 0 && <Changed rows={rows} />}
    </>
  )
}

function Changed({ rows }: { rows: Result['rows'] }) {
  const said = (words: readonly string[]) => (words.length === 0 ? t('没有问题') : words.join(''))
  return (
    <PlainTable
      label={t('结论有变化的记录')}
      rows={rows}
      keyOf={(row) => row.href}
      empty=""
      columns={[
        { key: 'title', title: t('记录'), width: 200, render: (row) => <a href={row.href}>{row.title}</a> },
        { key: 'note', title: t('单位或编号'), render: (row) => row.note },
        { key: 'was', title: t('当年'), long: true, render: (row) => said(row.was) },
        { key: 'would', title: t('按这里的参数'), long: true, render: (row) => said(row.would) },
      ]}
    />
  )
}
