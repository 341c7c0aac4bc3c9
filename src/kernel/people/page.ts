import type { PersonView } from '#contract/people.ts'
import { LEVELS, ROLES, SYSTEMS } from '#contract/vocabulary.ts'
import { asOfYear } from '#lib/as-of.ts'
import { holdsOn } from '#lib/dated.ts'
import { birthDate, maskIdentityNumber, sex } from '#lib/identity-number.ts'
import { notFound } from '#lib/refusal.ts'
import type { Work } from '#kernel/call.ts'
import { newestOf, outcomesSince, type TitleOutcome } from '#kernel/titles/results.ts'
import { standingOf } from '#kernel/credit/read.ts'
import { postingUnits, unitsOfDay, type UnitFacts } from '#kernel/network/read.ts'
import { mayKnowWhole, personActions } from './decide.ts'
import { placeOf } from './list.ts'
import {
  awardsOf,
  exchangesOf,
  findPerson,
  loansOf,
  onlineStudiesOf,
  pairsOf,
  statesOf,
  titlesOf,
  trainingsOf,
  worksOf,
  type PersonRecord,
  type PersonState,
} from './store-page.ts'
import { timelineOf, type Life } from './timeline.ts'

/**
 * One person wholly, as of 31 December of the year (today in the running one).
 * @throws Refused 404 for who is not in the caller's view.
 */
export async function personPageView(work: Work, id: string, year: number): Promise<PersonView> {
  const person = await findPerson(work, id)
  const day = asOfYear(year, work.now)
  const life = await lifeOf(work, id)
  const state = life.states.findLast((one) => holdsOn(one, day)) ?? life.states.at(-1)
  if (person === undefined || state === undefined) throw notFound('这位教师')
  const units = await postingUnits(work, day)
  const named = new Map((await unitsOfDay(work, day)).map((unit) => [unit.id, unit]))
  const standing = await standingOf(work, id, year)
  return {
    person: {
      ...identityOf(work, person),
      ...factsOf(state, units),
      credits: standing.total,
      meets: standing.meets,
    },
    standing,
    timeline: timelineOf(person, life, (unit) => placeOf(unit, named).unit.name),
    ...recordsOf(life, newestOf(await outcomesSince(work, 0, id))),
    onlineStudies: (await onlineStudiesOf(work, id)).map((one) => ({ ...one, hours: Number(one.hours) })),
    works: await worksOf(work, id),
    loans: await loansOf(work, id),
    actions: personActions(work.caller),
  }
}

async function lifeOf(work: Work, id: string): Promise<Life> {
  return {
    states: await statesOf(work, id),
    titles: await titlesOf(work, id),
    awards: await awardsOf(work, id),
    pairs: await pairsOf(work, id),
    exchanges: await exchangesOf(work, id),
    trainings: await trainingsOf(work, id),
  }
}

type Identity = Pick<
  PersonView['person'],
  'id' | 'name' | 'identityMasked' | 'identityNumber' | 'sexWord' | 'born' | 'phone' | 'startedOn'
>

function identityOf({ caller }: Work, person: PersonRecord): Identity {
  const identityMasked = maskIdentityNumber(person.identityNumber)
  const whole = mayKnowWhole(caller, person.id)
  return {
    id: person.id,
    name: person.name,
    identityMasked,
    identityNumber: whole ? person.identityNumber : identityMasked,
    sexWord: sex(person.identityNumber) === 'male' ? '男' : '女',
    born: birthDate(person.identityNumber),
    phone: whole ? person.phone : null,
    startedOn: person.startedOn,
  }
}

type Facts = Pick<
  PersonView['person'],
  'unit' | 'urbanWord' | 'stage' | 'subject' | 'rank' | 'degree' | 'staffing' | 'putonghua' | 'certificate'
>

function factsOf(state: PersonState, units: ReadonlyMap<string, UnitFacts>): Facts {
  const { stage, subject, rank, degree, staffing, putonghua, certificate } = state
  return { ...placeOf(state.unitId, units), stage, subject, rank, degree, staffing, putonghua, certificate }
}

/** What became of a title: why it ended early, else its newest yearly result. */
function standingOfTitle(why: string | null, newest: TitleOutcome | undefined): string | null {
  if (why !== null) return `提前终止（${why}）`
  return newest === undefined ? null : `${newest.year} 年考核${newest.band}`
}

function recordsOf(
  { trainings, titles, awards }: Life,
  results: ReadonlyMap<string, TitleOutcome>,
): Pick<PersonView, 'trainings' | 'honours'> {
  const newest = new Map([...results.values()].map((one) => [one.title, one]))
  const honours = [
    ...titles.map(({ why, ...one }) => ({ ...one, grade: standingOfTitle(why, newest.get(one.title)) })),
    ...awards.map(({ name, grade, level, on }) => ({ title: name, grade, level, on, until: null })),
  ]
  return {
    trainings: trainings.map(({ system, level, role, hours, ...one }) => ({
      ...one,
      systemTitle: SYSTEMS[system] ?? system,
      levelWord: LEVELS[level],
      roleWord: ROLES[role],
      hours: Number(hours),
    })),
    honours: honours
      .toSorted((a, b) => b.on.localeCompare(a.on))
      .map(({ level, ...one }) => ({ ...one, levelWord: LEVELS[level] })),
  }
}
