import type { Row } from './book.ts'

/** Where somebody counts on a day, and whether that place is gone too. */
export type Place = { unit: string; gone: boolean }

/** The network of the accepted rows of 单位, as of 31 December of a year. */
export class Places {
  readonly #units: ReadonlyMap<string, Row>
  readonly #lastDay: string

  constructor(units: readonly Row[], year: number) {
    this.#units = new Map(units.map((unit) => [String(unit['单位代码']), unit]))
    this.#lastDay = `${year}-12-31`
  }

  /** True from 撤并日期 on: the first day on which the unit is gone. */
  #closed(unit: Row | undefined): boolean {
    return unit?.['撤并日期'] != null && String(unit['撤并日期']) <= this.#lastDay
  }

  /** A closed unit's people count at 并入代码, and so on along the chain. */
  of(code: string): Place {
    let at = code
    while (this.#closed(this.#units.get(at)) && this.#units.get(at)?.['并入代码'] != null)
      at = String(this.#units.get(at)?.['并入代码'])
    return { unit: at, gone: this.#closed(this.#units.get(at)) }
  }

  urban(code: string): string {
    return String(this.#units.get(code)?.['城乡'] ?? '未填')
  }

  /** True when the unit is `top` or below it; the region's own unit stands for the region as a whole. */
  within(code: string, top: string | null): boolean {
    if (top === null || this.#units.get(top)?.['类别'] === '区域') return true
    for (let at: string | null = code; at !== null; at = this.#above(at)) if (at === top) return true
    return false
  }

  #above(code: string): string | null {
    const above = this.#units.get(code)?.['上级代码']
    return above == null ? null : String(above)
  }

  /** Schools that are open on the last day of the year. */
  schools(): Row[] {
    return [...this.#units.values()].filter(
      (unit) =>
        unit['类别'] === '学校' &&
        !this.#closed(unit) &&
        (unit['启用日期'] == null || String(unit['启用日期']) <= this.#lastDay),
    )
  }
}
