import { rounds } from '#contract/round.ts'
import type { PanelProps } from '../../engine/panels.ts'
import { number } from '../../lib/format.ts'
import { t } from '../../lib/t.ts'
import { useCall } from '../../lib/use-call.ts'
import { Notice } from '../../ui/states.tsx'

/** What is left of the places of this case's category, for who decides on it. */
export function RoundPlaces({ data: { row }, manifest }: PanelProps) {
  const { data } = useCall(rounds, { query: { system: manifest.id } })
  const round = data?.rounds.find(({ title }) => title === row.round)
  const places = round?.categories.find(({ category }) => category === row.category)
  if (round === undefined || places === undefined || places.places === null) return null
  const left = places.places - places.granted
  return (
    <Notice tone={left > 0 ? 'calm' : 'warn'}>
      {t('{category}名额 {places} 个，已定 {granted} 个，还剩 {left} 个。', {
        category: t(places.category),
        places: number(places.places),
        granted: number(places.granted),
        left: number(Math.max(0, left)),
      })}{' '}
      {round.floorTitle !== null &&
        places.floor > 0 &&
        t('其中 {floor} 个留给{who}，已定 {granted} 个。', {
          floor: number(places.floor),
          who: t(round.floorTitle),
          granted: number(places.grantedOfFloor),
        })}
    </Notice>
  )
}
