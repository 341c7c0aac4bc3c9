import { useParams } from '@tanstack/react-router'
import { figureRecordsSheet } from '#contract/statistics.ts'
import type { FigureRef } from '#contract/figures.ts'
import { link, useAddress, useFilter } from '../../lib/address.ts'
import { Answer } from '../../lib/answer.tsx'
import { address } from '../../lib/call.ts'
import { useYear } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { useUnitChoices, useUnitName } from '../../lib/use-units.ts'
import { ActionLink } from '../../ui/action.tsx'
import { Figure } from '../../ui/figure.tsx'
import { Chips, Choose, FilterBar } from '../../ui/filters.tsx'
import { Page } from '../../ui/page.tsx'
import { PrintButton } from '../../ui/print-button.tsx'
import { RecordsTable, recordsInput, useRecords } from './records-table.tsx'

/** The records behind one number, in full. */
export function Screen() {
  const { id = 'teachers' } = useParams({ strict: false }) as { id?: FigureRef['figure'] }
  const year = useYear()
  const { unit = '', dimension, key } = useAddress()
  const ref: FigureRef = { figure: id, unit, year, dimension, key }
  const list = useRecords(ref)
  const input = recordsInput(ref)
  return (
    <Answer asked={list.asked}>
      {(data) => (
        <Page
          title={data.title}
          about={data.about}
          figure={<Figure title={t('{year} 年', { year })} value={data.value} unit={t(data.unit)} />}
          actions={
            <>
              <ActionLink href={link(`/figures/${id}`, { year, unit })}>{t('按年度和单位比较')}</ActionLink>
              <PrintButton word={t('打印')} />
              <ActionLink href={address(figureRecordsSheet, input.params, input.query)} file>
                {t('导出 Excel')}
              </ActionLink>
            </>
          }
        >
          <RecordFilters />
          <RecordsTable data={data} list={list} place={JSON.stringify(ref)} />
        </Page>
      )}
    </Answer>
  )
}

function RecordFilters() {
  const { unit = '', dimension, key } = useAddress()
  const filter = useFilter()
  const units = useUnitChoices()
  const unitName = useUnitName(unit)
  const chips = [
    ...(unitName === undefined ? [] : [{ name: 'unit', label: t('单位'), value: unitName }]),
    ...(dimension === undefined ? [] : [{ name: 'dimension', label: t('只看'), value: t(key ?? dimension) }]),
  ]
  return (
    <>
      <FilterBar label={t('筛选记录')}>
        <Choose
          label={t('单位')}
          value={unit}
          choices={units}
          all={t('全部单位')}
          onChoose={(v) => filter({ unit: v })}
        />
      </FilterBar>
      <Chips
        chips={chips}
        removeWord={t('取消')}
        onRemove={(name) =>
          filter(name === 'dimension' ? { dimension: undefined, key: undefined } : { [name]: undefined })
        }
      />
    </>
  )
}
