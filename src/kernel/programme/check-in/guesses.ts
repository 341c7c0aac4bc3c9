/** Wrong short codes by person: ten in a minute, then a pause. In memory: a restart forgives, which harms nobody. */
const MOST_WRONG = 10
const WINDOW_MS = 60_000
const MOST_PEOPLE = 20_000

export class Guesses {
  readonly #wrong = new Map<string, number[]>()

  /** Seconds until the person may try again; 0 is now. */
  wait(person: string, now: Date): number {
    const wrong = this.#recent(person, now)
    const oldest = wrong.length < MOST_WRONG ? undefined : wrong[0]
    return oldest === undefined ? 0 : Math.ceil((oldest + WINDOW_MS - now.getTime()) / 1000)
  }

  /** Remembers a wrong code. */
  note(person: string, now: Date): void {
    if (this.#wrong.size >= MOST_PEOPLE) this.#forgetOld(now)
    this.#wrong.set(person, [...this.#recent(person, now), now.getTime()].slice(-MOST_WRONG))
  }

  #recent(person: string, now: Date): number[] {
    return (this.#wrong.get(person) ?? []).filter((at) => now.getTime() - at < WINDOW_MS)
  }

  #forgetOld(now: Date): void {
    for (const person of this.#wrong.keys()) {
      if (this.#recent(person, now).length === 0) this.#wrong.delete(person)
    }
  }
}
