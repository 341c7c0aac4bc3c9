import { link } from '../../lib/address.ts'
import { number, percent } from '../../lib/format.ts'
import { t } from '../../lib/t.ts'
import { UnitLink } from '../../lib/unit-link.tsx'
import { Num } from '../../ui/figure.tsx'
import { HEAT_WORDS, heatOf } from './heat.ts'
import type { Heat } from './heat.ts'
import type { StandingData } from './standing.tsx'
import './heat.css'

const HEATS: readonly Heat[] = [0, 1, 2, 3, 4]

/** Schools down, categories across: how many are short, as number, share and shade. */
export function HeatTable({ data, year }: { data: StandingData; year: number }) {
  return (
    <>
      <p className="legend" aria-label={t('颜色说明')}>
        {HEATS.map((heat) => (
          <span key={heat} className="nowrap">
            <span className={`swatch heat-${heat}`} aria-hidden />
            {t(HEAT_WORDS[heat])}
          </span>
        ))}
      </p>
      <div className="table-box" tabIndex={0} role="region" aria-label={t('各校达标情况')}>
        <table className="table">
          <caption className="unseen">{t('各校达标情况')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('学校')}</th>
              <th scope="col">{t('学区')}</th>
              <th scope="col">{t('城乡')}</th>
              <th scope="col" className="numeric">
                {t('应达标')}
              </th>
              <th scope="col" className="numeric">
                {t('已达标')}
              </th>
              <th scope="col" className="numeric">
                {t('达标率')}
              </th>
              {data.policy.map((row) => (
                <th key={row.category} scope="col" className="numeric">
                  {t('缺{category}', { category: t(row.category) })}
                  <span className="head-unit"> {t('要求 {n}', { n: number(row.required) })}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {data.rows.map((row) => (
              <SchoolRow key={row.unit.code} row={row} data={data} year={year} />
            ))}
          </tbody>
          <Totals data={data} />
        </table>
      </div>
    </>
  )
}

type RowProps = { row: StandingData['rows'][number]; data: StandingData; year: number }

function SchoolRow({ row, data, year }: RowProps) {
  const people = (short?: string) => link('/credits/people', { year, unit: row.unit.code, short })
  return (
    <tr>
      <th scope="row">
        <UnitLink unit={row.unit} year={year} />
      </th>
      <td>{row.cluster?.name}</td>
      <td>{row.urbanWord === null ? '' : t(row.urbanWord)}</td>
      <td className="numeric">
        <Num value={row.assessed} href={people()} />
      </td>
      <td className="numeric">
        <Num value={row.meeting} href={people('met')} />
      </td>
      <td className="numeric">{percent(row.meeting, row.assessed)}</td>
      {data.policy.map((policy, i) => {
        const short = row.short[i] ?? 0
        const heat = heatOf(short, row.assessed)
        return (
          <td
            key={policy.category}
            className={`numeric heat-cell heat-${heat}`}
            title={t('{words}；人均 {mean} 学分', {
              words: t(HEAT_WORDS[heat]),
              mean: number(row.mean[i] ?? 0),
            })}
          >
            <Num value={short} href={people(policy.category)} />{' '}
            <span className="quiet">{percent(short, row.assessed)}</span>
          </td>
        )
      })}
    </tr>
  )
}

function Totals({ data }: { data: StandingData }) {
  const sum = (i: number) => data.rows.reduce((total, row) => total + (row.short[i] ?? 0), 0)
  return (
    <tfoot>
      <tr>
        <td colSpan={3}>{t('合计')}</td>
        <td className="numeric num">{number(data.total.assessed)}</td>
        <td className="numeric num">{number(data.total.meeting)}</td>
        <td className="numeric num">{percent(data.total.meeting, data.total.assessed)}</td>
        {data.policy.map((row, i) => (
          <td key={row.category} className="numeric num">
            {number(sum(i))}
          </td>
        ))}
      </tr>
    </tfoot>
  )
}
