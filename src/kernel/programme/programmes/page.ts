import { sql } from 'kysely'
import type * as z from 'zod'
import type { programmePage } from '#contract/programme.ts'
import type { Work } from '#kernel/call.ts'
import { paramsOf } from '#kernel/parameters/values.ts'
import { activityRowOf, countedActivities, type CountedActivity } from '../activities/list.ts'
import type { ProgrammeDefinition } from '../define.ts'
import type { Systems } from '../registry.ts'
import { actionOf } from '#kernel/action.ts'
import { whyNotManage } from '../rights.ts'
import { factsOf } from './facts.ts'
import { findProgramme, type Programme } from './find.ts'
import { countedProgrammes, programmeRowOf } from './list.ts'
import { rosterOfProgramme, worksOf } from './people.ts'
import { phaseViews } from './phases.ts'

type Reply = z.input<NonNullable<(typeof programmePage)['reply']>>

const MOST_ACTIVITIES = 10_000

/** A programme with everything that belongs to it. @throws Refused 404. */
export async function programmePageOf(work: Work, systems: Systems, id: string): Promise<Reply> {
  const programme = await findProgramme(work, id)
  const system = systems.find(programme.system)
  const activities = await countedActivities(work, sql`a.programme_id = ${id}`, MOST_ACTIVITIES)
  const [row] = await countedProgrammes(work, sql`p.id = ${id}`)
  const judged = system === undefined ? UNJUDGED : await judge(work, system, programme, activities)
  return {
    programme: {
      ...programmeRowOf(row!, systems),
      subject: programme.subject,
      stage: programme.stage,
      rules: judged.rules,
      basis: system?.basis ?? null,
    },
    phases: judged.phases,
    activities: activities.map((activity) => activityRowOf(activity, work.now)),
    roster: await rosterOfProgramme(work, system, programme),
    works: await worksOf(work, id),
    findings: judged.findings,
    actions: [actionOf('create-activity', whyNotManage(work.caller, programme))],
  }
}

type Judged = Pick<Reply, 'phases' | 'findings'> & { rules: string[] }

/** A system without definition has neither phases nor rules. */
const UNJUDGED: Judged = { phases: [], findings: [], rules: [] }

async function judge(
  work: Work,
  system: ProgrammeDefinition,
  programme: Programme,
  activities: readonly CountedActivity[],
): Promise<Judged> {
  const params = await paramsOf(work, system, programme.year)
  const facts = await factsOf(work, system, programme, activities)
  const judged = {
    phases: phaseViews(system, facts),
    findings: system.findings(facts, params),
    rules: system.says(params),
  }
  // who sees only some of the people would be told of gaps that are not there
  return seesAll(work, programme) ? judged : { ...judged, phases: bare(judged.phases), findings: [] }
}

function seesAll({ caller }: Work, programme: Programme): boolean {
  return (
    caller.role === 'officer' || caller.role === 'leader' || caller.role === 'system' || programme.organises
  )
}

function bare(phases: Reply['phases']): Reply['phases'] {
  return phases.map((phase) => ({ ...phase, missing: [] }))
}
