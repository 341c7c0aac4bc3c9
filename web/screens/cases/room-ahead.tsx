import { useQuery } from '@tanstack/react-query'
import type * as z from 'zod'
import { caseRoom } from '#contract/case-room.ts'
import { call } from '../../lib/call.ts'
import { number } from '../../lib/format.ts'
import { t } from '../../lib/t.ts'
import { Notice } from '../../ui/states.tsx'

type Room = z.output<NonNullable<typeof caseRoom.reply>>['rows'][number]

/** What is left of the places of the chosen cases' categories, and whether it is enough, before anybody decides. */
export function RoomAhead({ cases }: { cases: readonly { id: string; version: number }[] }) {
  const { data } = useQuery({
    queryKey: [caseRoom.path, cases.map(({ id, version }) => `${id} ${version}`)],
    queryFn: ({ signal }) => call(caseRoom, { body: { cases: cases.map(({ id }) => id) } }, signal),
    placeholderData: (before) => before,
  })
  return data?.rows.map((room) => <OfCategory key={room.category} room={room} many={cases.length > 1} />)
}

function OfCategory({ room, many }: { room: Room; many: boolean }) {
  const { category, places, taken, chosen, chosenOfFloor, floor, floorTitle, takenOfFloor } = room
  return (
    <Notice tone={room.refused > 0 ? 'late' : 'calm'}>
      {t('{category}名额 {places} 个，已定 {taken} 个，还剩 {left} 个。', {
        category: t(category),
        places: number(places),
        taken: number(taken),
        left: number(Math.max(0, places - taken)),
      })}{' '}
      {floor > 0 &&
        t('其中 {floor} 个留给{who}，已定 {taken} 个。', {
          floor: number(floor),
          who: t(floorTitle),
          taken: number(takenOfFloor),
        })}{' '}
      {many && chosenWords(chosen, floorTitle, chosenOfFloor)}{' '}
      {room.refused > 0 &&
        t('所选有 {n} 件没有名额：{because}', { n: number(room.refused), because: t(room.because ?? '') })}
    </Notice>
  )
}

function chosenWords(chosen: number, floorTitle: string, ofFloor: number): string {
  if (floorTitle === '') return t('所选 {n} 件。', { n: number(chosen) })
  return t('所选 {n} 件，{who} {some} 件。', { n: number(chosen), who: t(floorTitle), some: number(ofFloor) })
}
