import type * as z from 'zod'
import type { myTitles, OwnTitle, TitleRow, titleHolders, titlesOverview } from '#contract/title.ts'
import { LEVELS, LOCALITIES } from '#contract/vocabulary.ts'
import { actionOf } from '#kernel/action.ts'
import type { Work } from '#kernel/call.ts'
import { casesUnderWay } from '#kernel/case/under-way.ts'
import { titles as titlesFigure } from '#kernel/figures/catalogue/people.ts'
import { askedUnit, scopeOf } from '#kernel/figures/scope.ts'
import { dayAt, yearOf, type Day } from '#lib/dates.ts'
import { doubtOf, dutiesOf } from './decide.ts'
import { titlesOf, type TitleDefinition } from './define.ts'
import { countsOf, dutyRecords } from './duties.ts'
import { paramsOf } from '#kernel/parameters/values.ts'
import { holderKey, newestOf, outcomesSince, type TitleOutcome } from './results.ts'
import {
  countTeachers,
  countTerms,
  findTerms,
  paidAllowances,
  termsOfPerson,
  type Term,
  type TermFilter,
} from './store.ts'

type ReplyOf<R> = R extends { reply?: infer S } ? (S extends z.ZodType ? z.input<S> : never) : never
/** Results older than this speak for nothing any more. */
const YEARS_BACK = 3

/** Why somebody may not change what holds for all titles of the region; null when they may. */
export function whyNotCentre({ caller }: Pick<Work, 'caller'>): string | null {
  return caller.role === 'officer' || caller.role === 'system' ? null : '由中心管理员办理。'
}

/** Why somebody may not propose that a title ends; null when they may. */
function whyNotPropose({ caller }: Pick<Work, 'caller'>): string | null {
  return caller.role === 'leader' || caller.role === 'cluster' ? '由学校或中心提出。' : null
}

/** The pyramid on a day: people of each tier against its goal, titles, and how many are rural. */
export async function overviewOf(
  work: Work,
  definition: TitleDefinition,
  on: Day = dayAt(work.now),
): Promise<ReplyOf<typeof titlesOverview>> {
  const params = await paramsOf(work, definition, yearOf(on))
  const failed = await failedHolders(work, definition, on)
  const held = await findTerms(work, { day: on, state: 'in-force' })
  const base = await countTeachers(work, on)
  const tiers = definition.tiers.map((tier) => ({
    ...peopleOf(held.filter(({ title }) => tier.titles.includes(title))),
    id: tier.id,
    title: tier.title,
    about: tier.about,
    goal: tier.goal(params),
    titles: tier.titles.map((title) => countOf(held, title)),
  }))
  const known = titlesOf(definition)
  const others = [...new Set(held.map(({ title }) => title))]
    .filter((title) => !known.includes(title))
    .toSorted()
  const count = (state: TermFilter['state']): Promise<number> => countTerms(work, { day: on, state, failed })
  return {
    on,
    figure: await figureOf(work, on),
    tiers: [
      {
        ...base,
        id: 'base',
        goal: null,
        titles: others.map((title) => countOf(held, title)),
        ...definition.base,
      },
      ...tiers,
    ],
    states: {
      'in-force': held.length,
      ending: await count('ending'),
      doubtful: await count('doubtful'),
      ended: await count('ended'),
    },
    actions: [
      actionOf('appraise', whyNotCentre(work)),
      actionOf('pay', whyNotCentre(work)),
      actionOf('exit', whyNotPropose(work)),
    ],
  }
}

/** What the figure of titles comes to, as the register counts it on the figure's own day. */
async function figureOf(work: Work, on: Day): Promise<ReplyOf<typeof titlesOverview>['figure']> {
  const { day } = scopeOf(work, yearOf(on))
  const { title, about } = titlesFigure
  return { day, value: await countTerms(work, { day, state: 'in-force' }), title, about }
}

function countOf(held: readonly Term[], title: string): { title: string; count: number; rural: number } {
  const own = held.filter((term) => term.title === title)
  return { title, count: own.length, rural: own.filter(({ urban }) => urban === 'rural').length }
}

function peopleOf(held: readonly Term[]): { people: number; rural: number } {
  const rural = held.filter(({ urban }) => urban === 'rural')
  return {
    people: new Set(held.map(({ personId }) => personId)).size,
    rural: new Set(rural.map(({ personId }) => personId)).size,
  }
}

/** Those whose newest result says that the title should be ended, as keys. */
async function failedHolders(work: Work, definition: TitleDefinition, on: Day): Promise<string[]> {
  const newest = newestOf(await outcomesSince(work, yearOf(on) - YEARS_BACK))
  return [...newest].filter(([, { band }]) => band === definition.failing).map(([key]) => key)
}

/** What a list of holders is asked for. */
export type AskedHolders = Omit<TermFilter, 'day' | 'titles' | 'units' | 'people' | 'failed'> & {
  on?: Day | undefined
  title?: string | undefined
  tier?: string | undefined
  unit?: string | undefined
  offset: number
  limit: number
}

/** Holders of titles as of a day, with their newest result. @throws Refused 404 for a unit out of sight. */
export async function holdersOf(
  work: Work,
  definition: TitleDefinition,
  asked: AskedHolders,
): Promise<ReplyOf<typeof titleHolders>> {
  const day = asked.on ?? dayAt(work.now)
  const units = asked.unit === undefined ? null : (await askedUnit(work, yearOf(day), asked.unit)).units
  const outcomes = newestOf(await outcomesSince(work, yearOf(day) - YEARS_BACK))
  const filter: TermFilter = {
    ...asked,
    day,
    titles: titlesAsked(definition, asked),
    units: units === null ? null : [...units],
    failed: [...outcomes].filter(([, { band }]) => band === definition.failing).map(([key]) => key),
  }
  const rows = await findTerms(work, filter, asked)
  const exits = await casesUnderWay(
    work,
    definition.exit,
    rows.map(({ personId }) => personId),
  )
  return {
    total: await countTerms(work, filter),
    titles: titlesOf(definition),
    exitBy: definition.exit,
    rows: rows.map((term) => ({
      ...rowOf(definition, term, outcomes),
      exit: exits.find(({ person, of }) => person === term.personId && of === term.title)?.id ?? null,
    })),
  }
}

function titlesAsked(
  definition: TitleDefinition,
  { title, tier }: AskedHolders,
): readonly string[] | undefined {
  if (title !== undefined) return [title]
  return definition.tiers.find(({ id }) => id === tier)?.titles
}

function rowOf(
  definition: TitleDefinition,
  term: Term,
  outcomes: ReadonlyMap<string, TitleOutcome>,
): Omit<TitleRow, 'exit'> {
  const newest = outcomes.get(holderKey({ person: term.personId, title: term.title }))
  return {
    ...placeOf(term),
    ...wordsOfTerm(term),
    outcome: newest === undefined ? null : { year: newest.year, band: newest.band, target: newest.target },
    doubt: doubtOf(definition, {
      band: newest?.band ?? null,
      year: newest?.year ?? null,
      posted: term.posted,
    }),
  }
}

/** What a term says, whoever reads it. */
function wordsOfTerm({ id, title, level, on, until, why }: Term) {
  return { id, title, levelWord: LEVELS[level], on, until, why }
}

/** Whose a term is, and where they count. */
export function placeOf({
  personId,
  name,
  unitCode,
  unitName,
  urban,
}: Term): Pick<TitleRow, 'person' | 'unit' | 'urbanWord'> {
  return {
    person: { id: personId, name },
    unit: unitCode === null ? null : { code: unitCode, name: unitName ?? unitCode },
    urbanWord: urban === null ? null : LOCALITIES[urban],
  }
}

/** The caller's own titles: terms, what is still owed in a year, results and allowances. */
export async function myTitlesOf(
  work: Work,
  definition: TitleDefinition,
  year: number = yearOf(dayAt(work.now)),
): Promise<ReplyOf<typeof myTitles>> {
  const { person } = work.caller
  if (person === null) return { year, titles: [] }
  const today = dayAt(work.now)
  const params = await paramsOf(work, definition, year)
  const have = countsOf(await dutyRecords(work, definition, [person], year))(person)
  const outcomes = await outcomesSince(work, 0, person)
  const paid = await paidAllowances(work, { person })
  const titles = (await termsOfPerson(work, person, today)).map((term): OwnTitle => {
    const inForce = term.on <= today && (term.until === null || term.until >= today)
    const owes = inForce && titlesOf(definition).includes(term.title)
    const own = <T extends { title: string }>(rows: readonly T[]): T[] =>
      rows.filter(({ title }) => title === term.title)
    return {
      ...wordsOfTerm(term),
      inForce,
      duties: owes ? dutiesOf(definition, params, term.title, have) : [],
      outcomes: own(outcomes).map(({ year: of, band, target }) => ({ year: of, band, target })),
      allowances: own(paid).map(({ year: of, amount, band }) => ({ year: of, amount, band })),
    }
  })
  return { year, titles }
}
