import type { Day } from '#lib/dates.ts'
import type { Work } from '#kernel/call.ts'
import { postingUnits, unitsOfDay, type UnitFacts } from '#kernel/network/read.ts'
import { personOn } from '#kernel/people/read.ts'
import type { SchoolFacts, TeacherFacts } from './define.ts'

/** Whom a case is about, as of a day; the unit is where the case belongs. */
export type SubjectFacts = {
  teacher: TeacherFacts | null
  school: SchoolFacts | null
  unit: UnitFacts | null
}

type About = { personId: string | null; unitId: string | null }

/** Units as they were on a day, looked up once for many cases. */
export type UnitsOnDay = (
  day: Day,
) => Promise<{ postings: ReadonlyMap<string, UnitFacts>; units: ReadonlyMap<string, UnitFacts> }>

/** Looks the units of a day up once. */
export function unitsByDay(work: Work): UnitsOnDay {
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

/** What held of the subject on a day; an outsider has no facts but the form's. */
export async function subjectOn(
  work: Work,
  about: About,
  day: Day,
  unitsOn: UnitsOnDay,
): Promise<SubjectFacts> {
  const { postings, units } = await unitsOn(day)
  if (about.personId !== null) {
    const person = await personOn(work, about.personId, day)
    if (person === undefined) return { teacher: null, school: null, unit: null }
    const unit = postings.get(person.unitId) ?? null
    const { id: _, name: __, unitId: ___, ...facts } = person
    return {
      teacher: { ...facts, unit: unit?.code ?? '', unitName: unit?.name ?? '', rural: isRural(unit) },
      school: null,
      unit,
    }
  }
  const unit = about.unitId === null ? null : (units.get(about.unitId) ?? null)
  const school =
    unit === null ? null : { code: unit.code, name: unit.name, kind: unit.kind, rural: isRural(unit) }
  return { teacher: null, school, unit }
}

/** 乡村 in the sense of policy: the statistics' 镇区 outside the county town and 乡村 are told apart, only the latter counts. */
function isRural(unit: UnitFacts | null): boolean {
  return unit?.urban === 'rural'
}
