import { number } from '../../lib/format.ts'

/** A share in per cent with one decimal, as selections are reported: 51.1%. */
export function share(part: number, all: number): string {
  return all === 0 ? '—' : `${number(Math.round((part / all) * 1000) / 10)}%`
}

/** Amounts in yuan together, exact to the cent. */
export function sumOf(rows: readonly { amount: number }[]): number {
  return rows.reduce((all, { amount }) => all + Math.round(amount * 100), 0) / 100
}
