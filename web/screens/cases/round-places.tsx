import type { PanelProps } from '../../engine/panels.ts'
import { RoomAhead } from './room-ahead.tsx'

/** What is left of the places of this case's category, for who decides on it. */
export function RoundPlaces({ data: { row } }: PanelProps) {
  return <RoomAhead cases={[row]} />
}
