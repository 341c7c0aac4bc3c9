import type * as z from 'zod'
import type { titlesOverview } from '#contract/title.ts'
import { link } from '../../lib/address.ts'
import { number } from '../../lib/format.ts'
import { t } from '../../lib/t.ts'
import { Num } from '../../ui/figure.tsx'
import { share } from './share.ts'

type Overview = z.output<NonNullable<typeof titlesOverview.reply>>
type Tier = Overview['tiers'][number]
/** The year, and the day as of which its register is shown where that is not its usual one. */
type Of = { year: number; on: string | undefined }
/** The order in which it is built up, from above. */
const LAYERS = ['tip', 'body', 'base']

/** The pyramid: people of each layer against its goal, with the rural share; every number opens to its people. */
export function Pyramid({ overview, of }: { overview: Overview; of: Of }) {
  const layers = LAYERS.flatMap((id) => overview.tiers.find((tier) => tier.id === id) ?? [])
  const beside = overview.tiers.filter(({ id }) => !LAYERS.includes(id))
  return (
    <section className="pyramid" aria-label={t('金字塔')}>
      <ul className="pyramid-layers">
        {layers.map((tier) => (
          <Layer key={tier.id} tier={tier} of={of} />
        ))}
      </ul>
      <ul className="pyramid-beside">
        {beside.map((tier) => (
          <Layer key={tier.id} tier={tier} of={of} />
        ))}
      </ul>
    </section>
  )
}

function Layer({ tier, of }: { tier: Tier; of: Of }) {
  const { id, title, about, people, goal, rural } = tier
  const isBase = goal === null
  const href = isBase ? link('/people', { year: of.year }) : link('/people/titles', { ...of, tier: id })
  return (
    <li className={`pyramid-layer ${id}`} title={t(about)}>
      <span className="pyramid-title">{t(title)}</span>
      <span className="pyramid-people">
        <Num value={people} href={href} unit={t('人')} label={t(title)} />
        {!isBase && (
          <span className="quiet">
            {t('目标 {goal} 人，达到 {share}', { goal: number(goal), share: share(people, goal) })}
          </span>
        )}
      </span>
      {!isBase && (
        <span className="pyramid-bar" aria-hidden>
          <span style={{ width: `${Math.min(100, (people / goal) * 100)}%` }} />
        </span>
      )}
      <span className="pyramid-parts">
        {people > 0 && (
          <a
            href={
              isBase
                ? link('/people', { year: of.year })
                : link('/people/titles', { ...of, tier: id, rural: 'yes' })
            }
          >
            {t('乡村 {n} 人，{share}', { n: number(rural), share: share(rural, people) })}
          </a>
        )}
        {tier.titles
          .filter(({ count }) => count > 0)
          .map((one) => (
            <a key={one.title} href={link('/people/titles', { ...of, title: one.title })}>
              {t(one.title)} {number(one.count)}
            </a>
          ))}
      </span>
    </li>
  )
}
