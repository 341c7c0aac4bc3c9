import type { Day } from '#lib/dates.ts'
import type { Work } from '#kernel/call.ts'
import { postingUnits, unitsOfDay, type UnitFacts } from '#kernel/network/read.ts'
import { peopleOn, type PersonOnDay } from '#kernel/people/read.ts'
import type { SchoolFacts, TeacherFacts } from './define.ts'

/** Whom a case is about, as of a day; the unit is where the case belongs. */
export type SubjectFacts = {
  teacher: TeacherFacts | null
  school: SchoolFacts | null
  unit: UnitFacts | null
}

type About = { personId: string | null; unitId: string | null }

/** Units as they were on a day, looked up once for many cases. */
type UnitsOnDay = (
  day: Day,
) => Promise<{ postings: ReadonlyMap<string, UnitFacts>; units: ReadonlyMap<string, UnitFacts> }>

/** Looks the units of a day up once. */
function unitsByDay(work: Work): UnitsOnDay {
  const known = new Map<Day, ReturnType<UnitsOnDay>>()
  return (day) => {
    const found = known.get(day) ?? look(work, day)
    known.set(day, found)
    return found
  }
}

async function look(work: Work, day: Day): ReturnType<UnitsOnDay> {
  const units = new Map((await unitsOfDay(work, day)).map((unit) => [unit.id, unit]))
  return { postings: await postingUnits(work, day), units }
}

/** What held of the subjects of some cases, each on its day, in the order given; an outsider has no facts but the form's. */
export async function subjectsOn(
  work: Work,
  cases: readonly (About & { day: Day })[],
): Promise<SubjectFacts[]> {
  const unitsOn = unitsByDay(work)
  const people = await peopleOn(
    work,
    cases.flatMap(({ personId }) => personId ?? []),
  )
  return Promise.all(
    cases.map(async ({ personId, unitId, day }) => {
      const known = await unitsOn(day)
      return personId === null
        ? ofSchool(unitId, known.units)
        : ofTeacher(people(personId, day), known.postings)
    }),
  )
}

/** Of somebody of whom nothing is known. */
export const NOBODY: SubjectFacts = { teacher: null, school: null, unit: null }

function ofTeacher(person: PersonOnDay | undefined, postings: ReadonlyMap<string, UnitFacts>): SubjectFacts {
  if (person === undefined) return NOBODY
  const unit = postings.get(person.unitId) ?? null
  const { id: _, name: __, unitId: ___, ...facts } = person
  const teacher = { ...facts, unit: unit?.code ?? '', unitName: unit?.name ?? '', rural: isRural(unit) }
  return { teacher, school: null, unit }
}

function ofSchool(unitId: string | null, units: ReadonlyMap<string, UnitFacts>): SubjectFacts {
  const unit = unitId === null ? undefined : units.get(unitId)
  if (unit === undefined) return NOBODY
  return {
    teacher: null,
    school: { code: unit.code, name: unit.name, kind: unit.kind, rural: isRural(unit) },
    unit,
  }
}

/** 乡村 in the sense of policy: the statistics' 镇区 outside the county town and 乡村 are told apart, only the latter counts. */
function isRural(unit: UnitFacts | null): boolean {
  return unit?.urban === 'rural'
}
