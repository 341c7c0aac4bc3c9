import { Refused } from '#lib/refusal.ts'
import type { CaseDefinition } from './define.ts'

/** The systems that are cases, in every rev under which cases are still open. */
export class Cases {
  /** The newest rev of each system, in the order of the menu. */
  readonly newest: readonly CaseDefinition[]
  readonly #all: readonly CaseDefinition[]

  constructor(all: readonly CaseDefinition[]) {
    this.#all = all
    this.newest = all.filter(({ id, rev }) => !all.some((other) => other.id === id && other.rev > rev))
  }

  /** The definition that new cases begin with; undefined where there is none. */
  find(id: string): CaseDefinition | undefined {
    return this.newest.find((system) => system.id === id)
  }

  /** The definition to take words from in a list: the case's own, else the newest; undefined where there is none. */
  nearest(id: string, rev: number): CaseDefinition | undefined {
    return this.#all.find((system) => system.id === id && system.rev === rev) ?? this.find(id)
  }

  /**
   * The definition that a case is dealt with by.
   * @throws Refused 503 where this version of the program does not have it any more.
   */
  of(id: string, rev: number): CaseDefinition {
    const found = this.#all.find((system) => system.id === id && system.rev === rev)
    if (found !== undefined) return found
    throw new Refused(503, {
      code: 'rev-missing',
      because: `这件事项按第 ${rev} 版的规定办理，当前程序里没有这一版，请联系系统管理员装回后再办。`,
    })
  }
}
