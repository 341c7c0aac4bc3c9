import { t } from '../lib/t.ts'

type Phase = { id: string; title: string; activities: number; missing: readonly string[] }

/** The stages of a programme as its definition names them: what is there, what is missing. */
export function PhaseTrack({ phases }: { phases: readonly Phase[] }) {
  if (phases.length === 0) return null
  return (
    <ol className="track" aria-label={t('阶段')}>
      {phases.map((phase, index) => (
        <li key={phase.id} className={phase.missing.length > 0 ? 'lacks' : phase.activities > 0 ? 'has' : ''}>
          <strong>
            {index + 1}. {t(phase.title)}
          </strong>
          <div>{t('{n} 次活动', { n: phase.activities })}</div>
          {phase.missing.map((missing) => (
            <div key={missing} className="quiet">
              ▲ {t(missing)}
            </div>
          ))}
        </li>
      ))}
    </ol>
  )
}
