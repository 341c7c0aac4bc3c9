import type * as z from 'zod'
import type { titlesOverview } from '#contract/title.ts'
import { link, useFilter } from '../../lib/address.ts'
import { number } from '../../lib/format.ts'
import { t } from '../../lib/t.ts'
import { Segments } from '../../ui/filters.tsx'

type Overview = z.output<NonNullable<typeof titlesOverview.reply>>

/** As of which day the register is shown, and what the region's figure says, which is of the year's last day. */
export function AsOf({ overview, year }: { overview: Overview; year: number }) {
  const filter = useFilter()
  const { on, figure, states } = overview
  const runs = year >= new Date().getFullYear()
  const href = link('/figures/titles/records', { year })
  const same = on === figure.day
  return (
    <div className="titles-as-of">
      {runs && (
        <Segments
          label={t('按哪一天')}
          value={same ? figure.day : ''}
          choices={[
            { value: '', label: t('今天') },
            { value: figure.day, label: t('年末 {day}', { day: figure.day }) },
          ]}
          onChoose={(day) => filter({ on: day === '' ? undefined : day })}
        />
      )}
      <p className="quiet">
        {t('按 {day} 列，在任称号 {n} 个。', { day: on, n: number(states['in-force']) })}{' '}
        <a href={href} title={t(figure.about)}>
          {t('统计里的“{title}”按 {day} 计，{n} 个', {
            title: t(figure.title),
            day: figure.day,
            n: number(figure.value),
          })}
        </a>
        {same ? t('，是同一天，两数相同。') : t('，到那天为止将到期的不计，所以两数可以不同。')}
      </p>
    </div>
  )
}
