import type { Figure, MeasureId } from '#contract/figures.ts'
import type { Work } from '../call.ts'
import { CATALOGUE, FIGURES } from './catalogue/index.ts'
import { cellsOf, fold } from './cells.ts'
import type { Cell } from './cells.ts'
import type { FigureDefinition } from './define.ts'
import { askedUnit, scopeOf } from './scope.ts'

/** The parts of some figures of a year, from which the figures of any unit can be folded. */
export class YearOfFigures {
  readonly #cells: ReadonlyMap<MeasureId, ReadonlyMap<string | null, readonly Cell[]>>

  constructor(cells: ReadonlyMap<MeasureId, readonly Cell[]>) {
    this.#cells = new Map([...cells].map(([id, parts]) => [id, Map.groupBy(parts, (cell) => cell.unit)]))
  }

  /** A measure of some units; of the whole region where `units` is null. */
  of(id: MeasureId, units: ReadonlySet<string> | null): Figure {
    const byUnit = this.#cells.get(id) ?? new Map<string | null, readonly Cell[]>()
    const all = units === null || CATALOGUE[id].everywhere === true
    const asked = all ? [...byUnit.values()] : [...units].map((unit) => byUnit.get(unit) ?? [])
    return fold(CATALOGUE[id], asked.flat())
  }
}

/** Reads the parts of some measures of a year, each in one query. */
export async function readYear(work: Work, year: number, ids: readonly MeasureId[]): Promise<YearOfFigures> {
  const scope = scopeOf(work, year)
  const cells = new Map<MeasureId, Cell[]>()
  for (const id of ids) cells.set(id, await cellsOf(work, CATALOGUE[id], scope))
  return new YearOfFigures(cells)
}

/**
 * The figures of the contract, in its order, for a unit with all below it; without `unit` for what the caller is
 * responsible for. @throws Refused 404
 */
export async function figuresOf(
  work: Work,
  asked: { year: number; unit?: string },
  which: readonly FigureDefinition[] = FIGURES,
): Promise<Figure[]> {
  const { units } = await askedUnit(work, asked.year, asked.unit)
  const year = await readYear(
    work,
    asked.year,
    which.map((figure) => figure.id),
  )
  return which.map((figure) => year.of(figure.id, units))
}
