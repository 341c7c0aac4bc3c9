const PREFIX = 'yanpei.'

/** Where the phone keeps things: the part of Web Storage that is used here. */
export type Shelf = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

/** A shelf that lasts as long as the page, for browsers that forbid storage. */
export function memoryShelf(): Shelf {
  const kept = new Map<string, string>()
  return {
    get length() {
      return kept.size
    },
    key: (index) => [...kept.keys()][index] ?? null,
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  }
}

function chooseShelf(): Shelf {
  try {
    localStorage.setItem(`${PREFIX}probe`, '1')
    localStorage.removeItem(`${PREFIX}probe`)
    return localStorage
  } catch {
    return memoryShelf()
  }
}

let shelf: Shelf | null = null

/** The phone's shelf: localStorage where the browser allows it. */
export function theShelf(): Shelf {
  shelf ??= chooseShelf()
  return shelf
}

/** What was kept under the name; `otherwise` where there is nothing, or nothing readable. */
export function recall<T>(name: string, otherwise: T, from: Shelf = theShelf()): T {
  const text = from.getItem(PREFIX + name)
  if (text === null) return otherwise
  try {
    const value: T = JSON.parse(text)
    return value
  } catch {
    return otherwise
  }
}

/** Keeps a value under the name; null removes it. False when the phone has no room left. */
export function keep(name: string, value: unknown, on: Shelf = theShelf()): boolean {
  try {
    if (value === null) on.removeItem(PREFIX + name)
    else on.setItem(PREFIX + name, JSON.stringify(value))
    return true
  } catch {
    return false
  }
}

/** The names kept that begin so. */
export function keptNames(beginning: string, on: Shelf = theShelf()): string[] {
  const keys = Array.from({ length: on.length }, (_, index) => on.key(index) ?? '')
  return keys.filter((key) => key.startsWith(PREFIX + beginning)).map((key) => key.slice(PREFIX.length))
}
