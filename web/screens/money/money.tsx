import { moneySheet } from '#contract/money.ts'
import { link, useAddress, useFilter } from '../../lib/address.ts'
import { address } from '../../lib/call.ts'
import { useYear } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { useUnitChoices } from '../../lib/use-units.ts'
import { ActionLink } from '../../ui/action.tsx'
import { Choose, FilterBar } from '../../ui/filters.tsx'
import { Page } from '../../ui/page.tsx'
import { PrintButton } from '../../ui/print-button.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { Claims } from './claims.tsx'
import { Duty } from './duty.tsx'
import { Entries } from './entries.tsx'
import { Overview } from './overview.tsx'
import { Standards } from './standards.tsx'
import './money.css'

const PARTS = {
  overview: '预算执行',
  entries: '凭证明细',
  duty: '公用经费占比',
  claims: '差旅报销',
  standards: '经费标准',
} as const
type Part = keyof typeof PARTS

/** 培训经费: budgets against spending, the vouchers behind, the schools' duty, claims, and what it all goes by. */
export function Screen() {
  const year = useYear()
  const { unit, part: asked } = useAddress()
  const part = (Object.keys(PARTS) as Part[]).find((one) => one === asked) ?? 'overview'
  const query = { year, unit }
  return (
    <Page
      title={t('培训经费')}
      about={t('{year} 年的收入、支出和预算执行；每个数字都能看到凭证。', { year })}
      actions={
        <>
          <PrintButton word={t('打印')} />
          <ActionLink href={address(moneySheet, {}, query)} file>
            {t('导出 Excel')}
          </ActionLink>
        </>
      }
    >
      <Tabs
        label={t('培训经费')}
        now={part}
        tabs={(Object.keys(PARTS) as Part[]).map((id) => ({
          id,
          title: t(PARTS[id]),
          href: link('/money', { year, unit, part: id === 'overview' ? undefined : id }),
        }))}
      />
      {part !== 'standards' && <UnitFilter />}
      {part === 'overview' && <Overview year={year} unit={unit} />}
      {part === 'entries' && <Entries year={year} unit={unit} />}
      {part === 'duty' && <Duty year={year} unit={unit} />}
      {part === 'claims' && <Claims year={year} unit={unit} />}
      {part === 'standards' && <Standards year={year} />}
    </Page>
  )
}

function UnitFilter() {
  const { unit = '' } = useAddress()
  const filter = useFilter()
  const choices = useUnitChoices(['region', 'centre', 'cluster', 'school'])
  return (
    <FilterBar label={t('筛选')}>
      <Choose
        label={t('单位')}
        value={unit}
        choices={choices}
        all={t('全部单位')}
        onChoose={(next) => filter({ unit: next })}
      />
    </FilterBar>
  )
}
