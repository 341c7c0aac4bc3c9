/** Which slot of which activity the screen shows. */
export type Place = { id: string; slot: number }

/** The place in the address `/screen/<activity>/<slot>`; null where it names none. */
export function placeOf(path: string): Place | null {
  const found = /^\/screen\/([\w-]{1,64})\/([1-9]\d{0,3})\/?$/.exec(path)
  return found?.[1] === undefined ? null : { id: found[1], slot: Number(found[2]) }
}

/** The address of another slot of the same activity. */
export function pathOf(place: Place): string {
  return `/screen/${place.id}/${place.slot}`
}
