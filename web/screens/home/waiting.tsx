import { TODO_TIMES, todoCount } from '#contract/message.ts'
import { number } from '../../lib/format.ts'
import { t } from '../../lib/t.ts'
import { useCall } from '../../lib/use-call.ts'
import './waiting.css'

const TIMES = [
  { time: 'late', shape: '■' },
  { time: 'today', shape: '▲' },
  { time: 'week', shape: '○' },
] as const

/** What waits for me, by when it is due: each a target for a thumb. */
export function WaitingByTime() {
  const { data } = useCall(todoCount, {})
  if (data === undefined || data.total === 0) return null
  return (
    <nav className="waiting" aria-label={t('待办')}>
      {TIMES.map(({ time, shape }) => (
        <a
          key={time}
          href={`/todo?time=${time}`}
          className={data[time] === 0 ? 'none' : time}
          aria-label={t('待办{time} {n} 件', { time: t(TODO_TIMES[time]), n: number(data[time]) })}
        >
          <span>
            <span aria-hidden className="mark">
              {shape}
            </span>{' '}
            {t(TODO_TIMES[time])}
          </span>
          <strong className="num">{number(data[time])}</strong>
        </a>
      ))}
      <a href="/todo" aria-label={t('全部待办 {n} 件', { n: number(data.total) })}>
        <span>{t('全部待办')}</span>
        <strong className="num">{number(data.total)}</strong>
      </a>
    </nav>
  )
}
