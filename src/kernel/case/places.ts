import type { Refusal } from '#lib/refusal.ts'

/** Places of a category in a round, and who has them so far. */
export type Places = {
  category: string
  /** 名额; null where it is not limited. */
  places: number | null
  /** Places kept for the group of the round's floor. */
  floor: number
  floorTitle: string
  taken: number
  takenByFloor: number
}

/**
 * Whether one more may be given a place: all places limit everybody, and who is not of the floor's group may only take
 * what is left beside the places kept for it.
 */
export function refusePlace(places: Places, ofFloor: boolean): Refusal | null {
  if (places.places === null) return null
  if (places.taken >= places.places) {
    return { code: 'places', because: `${places.category}的 ${places.places} 个名额已用完。` }
  }
  const others = places.taken - places.takenByFloor
  if (ofFloor || others < places.places - places.floor) return null
  return {
    code: 'floor',
    because: `${places.category}的 ${places.places} 个名额中有 ${places.floor} 个留给${places.floorTitle}，其余 ${others} 个已用完。`,
  }
}

/** Whether a unit may recommend one more. */
export function refuseUnitQuota(unit: string, quota: number | null, taken: number): Refusal | null {
  if (quota === null || taken < quota) return null
  return { code: 'unit-quota', because: `${unit}的推荐名额为 ${quota} 个，已推荐 ${taken} 个。` }
}
