/** What a region's definition may say to random checks. */
export type SpotRules = {
  /** The system whose running projects are checked. */
  system: string
  /** The rules of quality, each held against every drawn activity: what it is called, and what to look for. */
  items: Readonly<Record<string, string>>
}
