import type { View } from '../view.ts'
import { observeAttendance, observeDropped } from './attendance.ts'
import { observeExchanges, observeRuralTitles, observeUrbanRural } from './balance.ts'
import {
  observeCategoryGrowth,
  observeMeetingChange,
  observeMeetingHigh,
  observeMeetingLow,
  observeWeakest,
} from './credit.ts'
import { observeTrainingShare, observeTravel } from './funds.ts'
import type { Observation, Observe } from './observation.ts'
import { observeAwards, observeReaders, observeWorks } from './outcome.ts'
import { observeMentoring, observeTitles } from './people.ts'
import { observeLessons, observeVisits } from './practice.ts'
import { observeCertified } from './qualification.ts'
import { observeCoverage, observeHours, observeVolume } from './scale.ts'
import { observeLevels, observeShift, observeUpperLevels } from './structure.ts'
import { observeAgainstRegion, observeClusters, observeSchoolsAhead, observeSchoolsBehind } from './units.ts'

const all: Observe[] = [
  observeVolume,
  observeCoverage,
  observeHours,
  observeAttendance,
  observeDropped,
  observeLevels,
  observeUpperLevels,
  observeShift,
  observeMeetingChange,
  observeMeetingHigh,
  observeMeetingLow,
  observeWeakest,
  observeCategoryGrowth,
  observeClusters,
  observeSchoolsBehind,
  observeSchoolsAhead,
  observeAgainstRegion,
  observeUrbanRural,
  observeRuralTitles,
  observeExchanges,
  observeMentoring,
  observeTitles,
  observeAwards,
  observeWorks,
  observeReaders,
  observeCertified,
  observeTrainingShare,
  observeTravel,
  observeVisits,
  observeLessons,
]

/** What the year's records show, results and problems apart, weightiest first, cut to what a document bears. */
export function observe(v: View): { results: Observation[]; problems: Observation[] } {
  const found = all.map((look) => look(v)).filter((seen) => seen !== null)
  const ranked = found.toSorted((a, b) => b.weight - a.weight)
  const of = (side: Observation['side'], most: number) =>
    ranked
      .filter((seen) => seen.side === side)
      .filter((seen, index, list) => list.findIndex((other) => other.topic === seen.topic) === index)
      .slice(0, most)
  return { results: of('result', v.params.most.results), problems: of('problem', v.params.most.problems) }
}
