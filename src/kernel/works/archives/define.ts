/** What systems may say of archives: for each word of what must be on file, the rule that finds the records. */

/** Records that a programme has of itself. */
export type ProgrammeRecord = 'roster' | 'attendance' | 'stage-works' | 'questionnaires' | 'accounts'
/** Records that a round of applications has of itself. */
export type RoundRecord =
  | 'case-roster'
  | 'case-forms'
  | 'case-scores'
  | 'case-votes'
  | 'case-decisions'
  | 'case-notices'
/** Records that a unit has of a year. */
export type UnitRecord = 'teachers' | 'programmes' | 'unit-works' | 'unit-accounts'

/**
 * How a material is filled: by works of some kinds, by a drafted document, by records, or by files put in by hand. Files
 * put in by hand count for the first two as well: what was on paper can be scanned.
 */
export type MaterialRule = { who: string } & (
  | { by: 'works'; kinds: readonly string[] }
  | { by: 'document'; kind: 'work-summary' | 'work-plan' }
  | { by: ProgrammeRecord }
  | { by: RoundRecord }
  | { by: UnitRecord }
  | { by: 'hand' }
)

/** The rules by the word of a material, and what a unit's year must have on file. */
export type ArchiveRules = {
  materials: Readonly<Record<string, MaterialRule>>
  unitYear: readonly string[]
}

/** A word without a rule is filled by hand. */
export function ruleOf(rules: ArchiveRules, material: string): MaterialRule {
  return rules.materials[material] ?? { by: 'hand', who: '承办单位' }
}
