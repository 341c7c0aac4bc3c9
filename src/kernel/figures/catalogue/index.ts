import { figureIds } from '#contract/figures.ts'
import type { MeasureId } from '#contract/figures.ts'
import type { FigureDefinition } from '../define.ts'
import { assessed, credits, meeting, required, short, shortOnly } from './credit.ts'
import { handbookChecks, handbookRecords } from './handbook.ts'
import { schools, teachers } from './network.ts'
import { awards, exchanges, mentoring, titles, titlesNamed } from './people.ts'
import {
  budget,
  enrolled,
  heldActivities,
  hours,
  participants,
  participations,
  planned,
  programmes,
} from './programme.ts'
import { questionnaires } from './questionnaire.ts'
import {
  fundsIn,
  fundsOut,
  qualificationApplied,
  qualificationCertified,
  qualificationFailed,
  readers,
  works,
} from './records.ts'
import { workshopHours, workshopIdle, workshopMembers, workshopWorks } from './workshop.ts'

/** Every measure by its id. */
export const CATALOGUE: Readonly<Record<MeasureId, FigureDefinition>> = {
  schools,
  teachers,
  activities: heldActivities,
  participations,
  participants,
  hours,
  credits,
  meeting,
  works,
  awards,
  titles,
  mentoring,
  exchanges,
  'qualification-applied': qualificationApplied,
  'qualification-certified': qualificationCertified,
  'qualification-failed': qualificationFailed,
  readers,
  'funds-in': fundsIn,
  'funds-out': fundsOut,
  assessed,
  short,
  'short-only': shortOnly,
  enrolled,
  programmes,
  planned,
  budget,
  required,
  'titles-named': titlesNamed,
  'handbook-checks': handbookChecks,
  'handbook-records': handbookRecords,
  questionnaires,
  'workshop-members': workshopMembers,
  'workshop-hours': workshopHours,
  'workshop-works': workshopWorks,
  'workshop-idle': workshopIdle,
}

/** The figures of the contract, in its order. */
export const FIGURES: readonly FigureDefinition[] = figureIds.map((id) => CATALOGUE[id])
