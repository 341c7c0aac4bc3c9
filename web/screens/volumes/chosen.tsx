import { t } from '../../lib/t.ts'
import { Action } from '../../ui/action.tsx'
import type { Picked } from './volume.tsx'
import '../works/works.css'
import './volumes.css'

type Props = { works: readonly Picked[]; onWorks: (works: Picked[]) => void; whyNot: string | undefined }

/** The works in their order; each may begin a part of the book. */
export function Chosen({ works, onWorks, whyNot }: Props) {
  if (works.length === 0) return <p className="quiet">{t('还没有选作品。在下面查找，按书里的次序加入。')}</p>
  const move = (at: number, by: number) => {
    const next = [...works]
    const [one] = next.splice(at, 1)
    if (one !== undefined) next.splice(at + by, 0, one)
    onWorks(next)
  }
  const change = (at: number, part: string | null) =>
    onWorks(works.map((one, i) => (i === at ? { ...one, part } : one)))
  return (
    <ol className="chosen-works">
      {works.map((one, at) => (
        <li key={one.id}>
          <input
            className="input part"
            aria-label={t('《{title}》前的辑名', { title: one.title })}
            placeholder={t('从这里另起一辑')}
            value={one.part ?? ''}
            maxLength={60}
            readOnly={whyNot !== undefined}
            onChange={(event) => change(at, event.target.value === '' ? null : event.target.value)}
          />
          <span className="chosen-title">
            {one.title} <span className="quiet">{one.authors}</span>
          </span>
          <span className="row-actions">
            <Action
              small
              onClick={() => move(at, -1)}
              whyNot={whyNot ?? (at === 0 ? t('已在最前。') : undefined)}
            >
              {t('上移')}
            </Action>
            <Action
              small
              onClick={() => move(at, 1)}
              whyNot={whyNot ?? (at === works.length - 1 ? t('已在最后。') : undefined)}
            >
              {t('下移')}
            </Action>
            <Action small onClick={() => onWorks(works.filter((_, i) => i !== at))} whyNot={whyNot}>
              {t('去掉')}
            </Action>
          </span>
        </li>
      ))}
    </ol>
  )
}
