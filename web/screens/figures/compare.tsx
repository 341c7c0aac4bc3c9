import { useParams } from '@tanstack/react-router'
import { compare } from '#contract/statistics.ts'
import type * as z from 'zod'
import { UNIT_CATEGORIES } from '#contract/vocabulary.ts'
import type { FigureId } from '#contract/figures.ts'
import { useAddress, useFilter } from '../../lib/address.ts'
import { Answer } from '../../lib/answer.tsx'
import { useMe, useYear } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { useCall } from '../../lib/use-call.ts'
import { Bars } from '../../ui/bars.tsx'
import { Segments } from '../../ui/filters.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { RecordsPanel } from './records-panel.tsx'
import { recordsLink } from './reference.ts'
import { UnitFilter } from './unit-filter.tsx'
import { useOpening } from './use-opening.ts'

const SCHOOL = UNIT_CATEGORIES.school

type Data = z.output<NonNullable<typeof compare.reply>>

/** One figure over the years and over the units below; same scale, sorted, every number opens. */
export function Screen() {
  const { id = 'teachers' } = useParams({ strict: false }) as { id?: FigureId }
  const year = useYear()
  const { unit } = useAddress()
  const asked = useCall(compare, { params: { id }, query: { year, unit } })
  const { open, close, onClick } = useOpening()
  return (
    <Answer asked={asked}>
      {(data) => (
        <div onClickCapture={onClick}>
          <Page
            title={t('{title}的比较', { title: t(data.title) })}
            about={t('按年度和下级单位比较，单位：{unit}。每个数字都可以打开。', { unit: t(data.unit) })}
          >
            <Comparison data={data} id={id} year={year} />
          </Page>
          <RecordsPanel references={open} onClose={close} />
        </div>
      )}
    </Answer>
  )
}

function Comparison({ data, id, year }: { data: Data; id: FigureId; year: number }) {
  const { unit = '', of = 'cluster' } = useAddress()
  const filter = useFilter()
  const first = Math.min(...useMe().years)
  const shown = data.units.filter((row) =>
    of === 'cluster' ? row.category !== SCHOOL : row.category === SCHOOL,
  )
  const rows = shown.length > 0 ? shown : data.units
  return (
    <>
      <UnitFilter />
      <Section title={t('历年')}>
        <Bars
          label={t('历年')}
          unit={t(data.unit)}
          sorted={false}
          bars={data.years
            .filter((one) => one.year >= first)
            .map((one) => ({
              key: String(one.year),
              label: t('{year} 年', { year: one.year }),
              value: one.value,
              href: recordsLink({ figure: id, unit, year: one.year }),
            }))}
        />
      </Section>
      <Section
        title={t('{year} 年各单位', { year })}
        aside={
          <Segments
            label={t('比较到哪一级')}
            value={of}
            choices={[
              { value: 'cluster', label: t('学区') },
              { value: 'school', label: t('学校') },
            ]}
            onChoose={(next) => filter({ of: next === 'cluster' ? undefined : next })}
          />
        }
      >
        <Bars
          label={t('各单位')}
          unit={t(data.unit)}
          beforeWord={t('上年')}
          bars={rows.map((row) => ({
            key: row.unit.code,
            label: row.unit.name,
            value: row.value,
            before: row.before,
            href: recordsLink({ figure: id, unit: row.unit.code, year }),
          }))}
        />
        <p className="legend">{t('细条是上年')}</p>
      </Section>
    </>
  )
}
