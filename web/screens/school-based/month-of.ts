import type { HandbookMonth, HandbookRow } from '#contract/handbook.ts'

/** A teacher's month. */
export function monthOf({ months }: HandbookRow, month: number): HandbookMonth | undefined {
  return months.find((one) => one.month === month)
}
