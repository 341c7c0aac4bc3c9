/** The day as of which a year's titles are shown: its last one; the year that runs is shown as of today. */
export function dayOf(year: number): string | undefined {
  return year < new Date().getFullYear() ? `${year}-12-31` : undefined
}
