import type { FigureCard } from '#contract/statistics.ts'
import { link } from '../../lib/address.ts'
import { change, number } from '../../lib/format.ts'
import { t } from '../../lib/t.ts'
import { Bars } from '../../ui/bars.tsx'
import { Figure } from '../../ui/figure.tsx'
import { recordsLink } from './reference.ts'

type Props = { card: FigureCard; unit: string; year: number }

/** One figure with its parts; bars where there are parts to compare. */
export function Card({ card, unit, year }: Props) {
  const parts = Object.entries(card.by).filter(([, by]) => Object.keys(by).length > 0)
  return (
    <section className="card">
      <Figure
        title={t(card.title)}
        value={card.value}
        unit={t(card.unit)}
        about={t(card.about)}
        note={change(card.value, card.before)}
        href={recordsLink({ figure: card.id, unit, year })}
      />
      <p className="card-about">{t(card.about)}</p>
      {parts.map(([dimension, by]) => (
        <Parts key={dimension} card={card} dimension={dimension} by={by} unit={unit} year={year} />
      ))}
      <a href={link(`/figures/${card.id}`, { year, unit })}>{t('按年度和单位比较')}</a>
    </section>
  )
}

function Parts({
  card,
  dimension,
  by,
  unit,
  year,
}: Props & { dimension: string; by: Record<string, number> }) {
  const title = t(card.dimensionTitles[dimension] ?? dimension)
  const bars = Object.entries(by).map(([key, value]) => ({
    key,
    label: key === '' ? t('未填') : t(key),
    value,
    href: recordsLink({ figure: card.id, unit, year, dimension, key }),
  }))
  const sum = Math.round(bars.reduce((total, bar) => total + bar.value * 100, 0)) / 100
  return (
    <>
      <h3>{t('按{dimension}', { dimension: title })}</h3>
      <Bars label={`${t(card.title)} ${title}`} unit={t(card.unit)} bars={bars} />
      {sum !== card.value && (
        <p className="quiet">{t('各部分合计 {sum}：同一人可能计入几个部分。', { sum: number(sum) })}</p>
      )}
    </>
  )
}
