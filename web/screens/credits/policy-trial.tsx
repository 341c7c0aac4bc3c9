import type * as z from 'zod'
import { tryPolicy } from '#contract/credit.ts'
import { link } from '../../lib/address.ts'
import { number, percent } from '../../lib/format.ts'
import { t } from '../../lib/t.ts'
import { useChange, wordsOf } from '../../lib/use-call.ts'
import { Action } from '../../ui/action.tsx'
import { Notice } from '../../ui/states.tsx'
import { PlainTable } from '../../ui/table/plain-table.tsx'
import { asBody, rowsProblem } from './policy-form.ts'
import type { TypedRow } from './policy-form.ts'

type Result = z.output<NonNullable<typeof tryPolicy.reply>>

/** How the policy as it is typed would have fallen on the year before; nothing is kept. */
export function PolicyTrial({ year, rows }: { year: number; rows: readonly TypedRow[] }) {
  const trial = useChange(tryPolicy, { refresh: false })
  const run = () => trial.mutate({ params: { year }, body: { rows: rows.map(asBody) } })
  return (
    <div className="trial">
      <Action busy={trial.isPending} whyNot={rowsProblem(rows)} onClick={run}>
        {t('用 {year} 年的记录试算', { year: year - 1 })}
      </Action>
      {trial.isError && <Notice tone="late">{wordsOf(trial.error)}</Notice>}
      {trial.data !== undefined && <Outcome result={trial.data} />}
    </div>
  )
}

function Outcome({ result }: { result: Result }) {
  const { year, assessed, was, would, categories } = result
  if (assessed === 0) return <Notice tone="calm">{t('{year} 年没有可试算的记录。', { year })}</Notice>
  return (
    <>
      <Notice tone={would < was ? 'warn' : 'calm'}>
        {t('{year} 年 {assessed} 人：当年达标 {was} 人，按这里的政策会是 {would} 人。', {
          year,
          assessed: number(assessed),
          was: number(was),
          would: number(would),
        })}
        <ul>
          {categories.map(({ category, short, wouldBeShort }) => (
            <li key={category}>
              {t('{category}不足：{short} 人 → {would} 人', {
                category: t(category),
                short: number(short),
                would: number(wouldBeShort),
              })}
            </li>
          ))}
        </ul>
      </Notice>
      <Units result={result} />
    </>
  )
}

function Units({ result: { units, year } }: { result: Result }) {
  return (
    <PlainTable
      label={t('各单位的达标情况')}
      rows={units.slice(0, 12)}
      keyOf={(row) => row.unit.code}
      empty=""
      columns={[
        {
          key: 'unit',
          title: t('变化最大的单位'),
          render: (row) => (
            <a href={link('/credits/people', { year, unit: row.unit.code })}>{row.unit.name}</a>
          ),
        },
        { key: 'assessed', title: t('人数'), numeric: true, render: (row) => number(row.assessed) },
        { key: 'was', title: t('当年达标'), numeric: true, render: (row) => percent(row.was, row.assessed) },
        {
          key: 'would',
          title: t('会达标'),
          numeric: true,
          render: (row) => percent(row.would, row.assessed),
        },
      ]}
    />
  )
}
