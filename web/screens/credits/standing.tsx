import type * as z from 'zod'
import { standingSheet, standingTable } from '#contract/credit.ts'
import { link, useAddress, useFilter } from '../../lib/address.ts'
import { Answer } from '../../lib/answer.tsx'
import { address } from '../../lib/call.ts'
import { number, percent } from '../../lib/format.ts'
import { useYear } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { useCall } from '../../lib/use-call.ts'
import { useUnitChoices } from '../../lib/use-units.ts'
import { ActionLink } from '../../ui/action.tsx'
import { Figure } from '../../ui/figure.tsx'
import { Choose, FilterBar } from '../../ui/filters.tsx'
import { Page } from '../../ui/page.tsx'
import { PrintButton } from '../../ui/print-button.tsx'
import { Empty } from '../../ui/states.tsx'
import { HeatTable } from './heat-table.tsx'

export type StandingData = z.output<NonNullable<typeof standingTable.reply>>

/** 学分: who meets the year, school by school, and of which category they are short. */
export function Screen() {
  const year = useYear()
  const { unit } = useAddress()
  const asked = useCall(standingTable, { query: { year, unit } })
  return (
    <Page
      title={t('学分达标')}
      about={t('{year} 年各校教师离年度要求还差多少。点数字看是谁，点人看每一笔。', { year })}
      actions={
        <>
          <ActionLink href={link('/credits/policy', { year })}>{t('学分政策')}</ActionLink>
          <PrintButton word={t('打印')} />
          <ActionLink href={address(standingSheet, {}, { year, unit })} file>
            {t('导出 Excel')}
          </ActionLink>
        </>
      }
    >
      <Answer asked={asked}>{(data) => <Standing data={data} year={year} />}</Answer>
    </Page>
  )
}

function Standing({ data, year }: { data: StandingData; year: number }) {
  const { unit } = useAddress()
  const { assessed, meeting } = data.total
  const people = (short: string) => link('/credits/people', { year, unit, short })
  if (data.policy.length === 0) {
    return (
      <Empty because={t('{year} 年还没有学分政策，因此没有人能达标。先定下各类学分的年度要求。', { year })}>
        <a className="button primary" href={link('/credits/policy', { year })}>
          {t('去定政策')}
        </a>
      </Empty>
    )
  }
  return (
    <>
      <div className="figures">
        <Figure
          title={t('应达标')}
          value={assessed}
          unit={t('人')}
          href={link('/credits/people', { year, unit })}
        />
        <Figure
          title={t('已达标')}
          value={meeting}
          unit={t('人')}
          href={people('met')}
          note={t('达标率 {share}', { share: percent(meeting, assessed) })}
        />
        <Figure title={t('未达标')} value={assessed - meeting} unit={t('人')} href={people('any')} />
        {data.policy.map((row, i) => (
          <Figure
            key={row.category}
            title={t('缺{category}', { category: t(row.category) })}
            value={data.rows.reduce((sum, one) => sum + (one.short[i] ?? 0), 0)}
            unit={t('人')}
            href={people(row.category)}
            note={t('年度要求 {n}', { n: number(row.required) })}
          />
        ))}
      </div>
      <Filters />
      <HeatTable data={data} year={year} />
    </>
  )
}

function Filters() {
  const { unit = '' } = useAddress()
  const filter = useFilter()
  const choices = useUnitChoices(['region', 'centre', 'cluster', 'school'])
  return (
    <div className="section">
      <FilterBar label={t('筛选')}>
        <Choose
          label={t('单位')}
          value={unit}
          choices={choices}
          all={t('全部单位')}
          onChoose={(v) => filter({ unit: v })}
        />
      </FilterBar>
    </div>
  )
}
