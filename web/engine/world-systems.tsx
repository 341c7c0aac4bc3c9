import { cases } from '#contract/case.ts'
import type { CaseManifest } from '#contract/case-manifest.ts'
import { link } from '../lib/address.ts'
import { useCaseManifests } from '../lib/case-systems.ts'
import { number } from '../lib/format.ts'
import { useNamedYear } from '../lib/session.ts'
import { t } from '../lib/t.ts'
import { useCall } from '../lib/use-call.ts'
import { Empty } from '../ui/states.tsx'

type Props = {
  menu: string
  /** What is said where there is none; nothing if absent. */
  empty?: string
}

/** The systems of a world that are cases, each with what stands open and what waits for the caller. */
export function WorldSystems({ menu, empty }: Props) {
  const own = useCaseManifests().filter((manifest) => manifest.menu === menu)
  if (own.length === 0) return empty === undefined ? null : <Empty because={empty} />
  return (
    <ul className="world-systems" aria-label={t('办理事项')}>
      {own.map((manifest) => (
        <WorldSystem key={manifest.id} manifest={manifest} />
      ))}
    </ul>
  )
}

function WorldSystem({ manifest: { id, title } }: { manifest: CaseManifest }) {
  const year = useNamedYear()
  const all = useCall(cases, { query: { system: id, year, status: 'open', limit: 1 } })
  const mine = useCall(cases, { query: { system: id, year, mine: 'true', limit: 1 } })
  const waiting = mine.data?.total ?? 0
  return (
    <li>
      <a href={link('/cases', { system: id, year })}>{t(title)}</a>
      <span className="quiet">{t('办理中 {n} 件', { n: number(all.data?.total ?? 0) })}</span>
      {waiting > 0 && (
        <a href={link('/cases', { system: id, year, mine: 'true' })}>
          {t('待我办理 {n} 件', { n: number(waiting) })}
        </a>
      )}
    </li>
  )
}
