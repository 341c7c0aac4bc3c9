import { sql } from 'kysely'
import { dayAt, type Day } from '#lib/dates.ts'
import { notFound } from '#lib/refusal.ts'
import { assignedOf } from '#kernel/assigned/read.ts'
import type { Work } from '#kernel/call.ts'
import { checksOfProgramme } from '#kernel/spot-check/read.ts'
import type { CaseDefinition } from './define.ts'
import type { Setting } from './may.ts'
import { fold, type CaseEvent } from './fold.ts'
import { isEmpty, readValue } from './form.ts'
import { calendarOf } from './holidays.ts'
import type { Cases } from './registry.ts'
import type { Facts } from './steps.ts'
import { eventsOf, findCases, materialsOf, valuesOf, type CaseRecord, type Material } from './store.ts'
import { keptSubjects } from './subject-kept.ts'
import { subjectsOn, type SubjectFacts } from './subject.ts'
import { travelFacts } from './travel.ts'

/** A case with everything that an action or a page needs. */
export type Loaded = {
  record: CaseRecord
  events: readonly CaseEvent[]
  materials: readonly Material[]
  subject: SubjectFacts
  setting: Setting
}

/**
 * Cases in view, whole; with `lock` nobody else acts on them until this work ends.
 * @throws Refused 404 unless all are in view.
 */
export async function loadCases(
  work: Work,
  cases: Cases,
  ids: readonly string[],
  lock = false,
): Promise<Loaded[]> {
  const records = await findCases(work, ids, lock)
  if (records.length < new Set(ids).size) throw notFound('这件事项')
  const events = await eventsOf(work, ids)
  const values = await valuesOf(work, ids)
  const materials = await materialsOf(work, ids)
  const today = dayAt(work.now)
  const calendar = await calendarOf(work, today)
  const assigned = await assignedOf(work, ids)
  const subjects = await subjectsOf(work, records, today)
  return Promise.all(
    records.map(async (record, index) => {
      const definition = cases.of(record.system, record.rev)
      const own = materials.filter(({ caseId }) => caseId === record.id)
      const subject = subjects[index]!
      const happened = events.get(record.id) ?? []
      const state = fold(happened)
      const form = formOf(definition, record, values.get(record.id))
      const facts = factsOf({
        definition,
        record,
        form,
        materials: own,
        subject,
        programme: await programmeFacts(work, record.programmeId),
        assigned: assigned.get(record.id) ?? null,
        travel: await travelFacts(work, definition, record.personId, form),
        today,
        score: state.score,
        number: state.number,
      })
      const params = definition.params.parse(record.params)
      return {
        record,
        events: happened,
        materials: own,
        subject,
        setting: { definition, params, facts, state, calendar, today, anew: [] },
      }
    }),
  )
}

/**
 * Whom cases are about. What was handed in is dealt with by what held then, as it was kept: a teacher who has moved is
 * not seen any more by the school that decides. What is being filled in goes by the register.
 */
async function subjectsOf(work: Work, records: readonly CaseRecord[], today: Day): Promise<SubjectFacts[]> {
  const kept = await keptSubjects(
    work,
    records.map(({ id }) => id),
  )
  const handedIn = (record: CaseRecord): SubjectFacts | undefined =>
    FILLED_IN.has(record.status) ? undefined : kept.get(record.id)
  const asked = records.filter((record) => handedIn(record) === undefined)
  const found = await subjectsOn(
    work,
    asked.map((record) => ({ ...record, day: record.submittedOn ?? today })),
  )
  const now = new Map(asked.map(({ id }, index) => [id, found[index]!]))
  return records.map((record) => {
    const live = now.get(record.id)
    const inView = live !== undefined && (live.teacher !== null || live.school !== null)
    return (inView ? live : (kept.get(record.id) ?? live))!
  })
}

const FILLED_IN: ReadonlySet<CaseRecord['status']> = new Set<CaseRecord['status']>(['draft', 'returned'])

/** One case in view. @throws Refused 404. */
export async function loadCase(work: Work, cases: Cases, id: string, lock = false): Promise<Loaded> {
  const [found] = await loadCases(work, cases, [id], lock)
  if (found === undefined) throw notFound('这件事项')
  return found
}

/** What was handed in, over it what is being filled in; what was cleared is left out. */
export function formOf(
  definition: CaseDefinition,
  { draft }: CaseRecord,
  values: ReadonlyMap<string, string> | undefined,
): Record<string, unknown> {
  const handedIn = [...(values ?? [])].map(
    ([name, text]) => [name, readValue(definition, name, text)] as const,
  )
  const merged = { ...Object.fromEntries(handedIn), ...draft }
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => !isEmpty(value)))
}

type Known = {
  definition: CaseDefinition
  record: CaseRecord
  form: Record<string, unknown>
  materials: readonly Material[]
  subject: SubjectFacts
  programme: Facts['programme']
  assigned: Facts['assigned']
  travel: Facts['travel']
  today: string
  score: number | null
  number: string | null
}

function factsOf({
  definition,
  record,
  form,
  materials,
  subject,
  programme,
  assigned,
  travel,
  today,
  score,
  number,
}: Known): Facts {
  return {
    form,
    category: definition.category.of(form),
    name: record.name,
    teacher: subject.teacher,
    school: subject.school,
    programme,
    assigned,
    travel,
    materials: [...new Set(materials.map(({ material }) => material))],
    score,
    number,
    letterDay: null,
    day: today,
  }
}

/** What a project has held so far: what is only planned is no record. */
async function programmeFacts(work: Work, programme: string | null): Promise<Facts['programme']> {
  if (programme === null) return null
  const { tx, caller, now } = work
  const { rows } = await sql<{ activities: number; hours: string }>`
    select count(*)::integer as activities, coalesce(sum(a.hours), 0) as hours from activity a
    where a.region_id = ${caller.region} and a.programme_id = ${programme} and a.ends_at <= ${now} and not exists (select from activity_cancellation x
      where x.region_id = a.region_id and x.activity_id = a.id)`.execute(tx)
  const found = rows[0]
  if (found === undefined) return null
  const checks = await checksOfProgramme(work, programme)
  return { activities: found.activities, hours: Number(found.hours), checks }
}
