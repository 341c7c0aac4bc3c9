import type { Line } from '#kernel/credit/decide.ts'
import type { Entry } from './books.ts'

/** Awards that stand, by person and source: a pure ledger to compare with. */
export class LedgerModel {
  readonly #live = new Map<string, { seq: number; amount: string }>()
  readonly #last = new Map<string, number>()

  /** Follows what the ledger has. @throws Error where an entry breaks a rule of the ledger. */
  follow(entries: readonly Entry[]): void {
    const byPosting = Map.groupBy(entries, (entry) => `${entry.person}|${entry.key}`)
    for (const posting of byPosting.values()) {
      for (const entry of posting.filter((e) => e.kind === 'reversal')) this.#reverse(entry)
      for (const entry of posting.filter((e) => e.kind === 'award')) this.#award(entry)
    }
    for (const entry of entries) this.#inOrder(entry)
  }

  #inOrder({ person, seq }: Entry): void {
    if (seq !== (this.#last.get(person) ?? 0) + 1) throw new Error(`${person}: entry ${seq} out of order`)
    this.#last.set(person, seq)
  }

  #reverse(entry: Entry): void {
    const award = this.#live.get(`${entry.person}|${entry.source}`)
    if (award?.seq !== entry.reverses || `-${award?.amount}` !== entry.amount)
      throw new Error(`${entry.person}: ${entry.seq} reverses what does not stand`)
    this.#live.delete(`${entry.person}|${entry.source}`)
  }

  #award(entry: Entry): void {
    const key = `${entry.person}|${entry.source}`
    if (this.#live.has(key)) throw new Error(`${entry.person}: ${entry.seq} awards ${entry.source} twice`)
    this.#live.set(key, { seq: entry.seq, amount: entry.amount })
  }

  /** Whether a posting that runs alone must be accepted. */
  accepts(lines: readonly Line[]): boolean {
    const live = new Map([...this.#live].map(([key, award]) => [key, new Set([award.seq])]))
    for (const line of lines.filter((l) => l.kind === 'reversal')) {
      if (live.get(`${line.person}|${line.source}`)?.delete(line.reverses ?? 0) !== true) return false
    }
    for (const [index, line] of lines.filter((l) => l.kind === 'award').entries()) {
      const key = `${line.person}|${line.source}`
      live.set(key, (live.get(key) ?? new Set()).add(-1 - index))
    }
    return [...live.values()].every((awards) => awards.size <= 1)
  }

  /** Hundredths of credits that a person holds. */
  balance(person: string): number {
    const mine = [...this.#live].filter(([key]) => key.startsWith(`${person}|`))
    return mine.reduce((sum, [, award]) => sum + Math.round(Number(award.amount) * 100), 0)
  }
}
