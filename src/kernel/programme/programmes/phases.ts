/** What each phase of a programme has and what it lacks: pure. */
import type { Phase, ProgrammeDefinition, ProgrammeFacts, WorksPer } from '../define.ts'
import { phasesOf } from '../registry.ts'

/** A phase as the programme's page shows it. */
export type PhaseView = { id: string; title: string; activities: number; missing: string[] }

/** The definition's phases with the activities held in each and what is missing, in words. */
export function phaseViews(system: ProgrammeDefinition, facts: ProgrammeFacts): PhaseView[] {
  return phasesOf(system).map(({ id, phase }) => {
    const activities = facts.activities.filter((activity) => activity.phase === id).length
    return {
      id,
      title: phase.title,
      activities,
      missing: [...missingMeeting(phase, activities), ...missingWorks(phase, facts, activities)],
    }
  })
}

function missingMeeting(phase: Phase, activities: number): string[] {
  return phase.meets && activities === 0 ? ['还没有安排活动'] : []
}

function missingWorks(phase: Phase, facts: ProgrammeFacts, activities: number): string[] {
  const needed = WANTED[phase.per ?? 'programme'](facts, activities)
  return (phase.works ?? []).flatMap((kind) => {
    const have = facts.works.get(kind) ?? 0
    return have >= needed ? [] : [`${kind}已交 ${have} 份，应交 ${needed} 份`]
  })
}

const WANTED: Record<WorksPer, (facts: ProgrammeFacts, activities: number) => number> = {
  programme: () => 1,
  activity: (_, activities) => activities,
  school: (facts) => facts.schools,
  trainee: (facts) => facts.people.trainee,
}
