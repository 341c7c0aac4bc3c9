import { useAddress, useFilter } from '../../lib/address.ts'
import { number } from '../../lib/format.ts'
import { t } from '../../lib/t.ts'

type Stop = { stage: string; title: string; count: number }

/** How many cases stand at each stage; one of them narrows the list to it, and lets go again. */
export function StageStrip({ stages }: { stages: readonly Stop[] }) {
  const { stage: now } = useAddress()
  const filter = useFilter()
  if (stages.length === 0) return null
  return (
    <div className="stage-strip" role="group" aria-label={t('各环节的件数')}>
      {stages.map(({ stage, title, count }) => (
        <button
          key={stage}
          type="button"
          aria-pressed={stage === now}
          className={count === 0 ? 'none' : undefined}
          onClick={() => filter({ stage: stage === now ? undefined : stage })}
        >
          <span className="num">{number(count)}</span>
          {t(title)}
        </button>
      ))}
    </div>
  )
}
