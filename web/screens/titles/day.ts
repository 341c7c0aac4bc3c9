import { useAddress } from '../../lib/address.ts'

/**
 * The day as of which a year's titles are shown: the one that the address names within the year, else its last one; the
 * year that runs is shown as of today.
 */
export function useDay(year: number): string | undefined {
  const { on } = useAddress()
  if (on !== undefined && on.startsWith(`${year}-`)) return on
  return year < new Date().getFullYear() ? `${year}-12-31` : undefined
}
