import type * as z from 'zod'
import type { DutyHolder, openTitleRound, titleDuties, titleRounds, TitleRound } from '#contract/title.ts'
import { actionOf } from '#kernel/action.ts'
import { audit, type Work } from '#kernel/call.ts'
import { openAppraisal, type OpenTarget } from '#kernel/appraisal/rounds/open.ts'
import { roundsOfYear } from '#kernel/appraisal/rounds/outcomes.ts'
import { ensureStandard } from '#kernel/appraisal/standards/service.ts'
import { askedUnit } from '#kernel/figures/scope.ts'
import { once } from '#kernel/once.ts'
import { refusingClashes } from '#kernel/overlap.ts'
import { dayAt, type Day } from '#lib/dates.ts'
import { Refused } from '#lib/refusal.ts'
import { dutiesOf, isOwed, standardFor } from './decide.ts'
import { titlesOf, type TitleDefinition } from './define.ts'
import { countsOf, dutyRecords, type DutyRecord } from './duties.ts'
import { paramsOf } from '#kernel/parameters/values.ts'
import { placeOf, whyNotCentre } from './read.ts'
import { holderKey, newestOf, outcomesSince } from './results.ts'
import { findTerms, insertTitleRound, titleRoundsSince, type Term } from './store.ts'

type ReplyOf<R> = R extends { reply?: infer S } ? (S extends z.ZodType ? z.input<S> : never) : never

/** The day as of which a year is looked at: its last one, or today while it runs. */
export function dayOfYear(work: Work, year: number): Day {
  const [today, last] = [dayAt(work.now), `${year}-12-31`]
  return today < last ? today : last
}

/** What a list of duties is asked for. */
export type AskedDuties = {
  year: number
  title: string
  owing?: boolean | undefined
  unit?: string | undefined
  offset: number
  limit: number
}

/** The holders of a title with what they owe in a year and what is on record. @throws Refused 404. */
export async function dutiesOfHolders(
  work: Work,
  definition: TitleDefinition,
  asked: AskedDuties,
): Promise<ReplyOf<typeof titleDuties>> {
  const { year, title, unit } = asked
  const units = unit === undefined ? null : (await askedUnit(work, year, unit)).units
  const held = await findTerms(work, {
    day: dayOfYear(work, year),
    state: 'in-force',
    titles: [title],
    units: units === null ? null : [...units],
  })
  const params = await paramsOf(work, definition, year)
  const have = countsOf(
    await dutyRecords(
      work,
      definition,
      held.map(({ personId }) => personId),
      year,
    ),
  )
  const results = newestOf((await outcomesSince(work, year)).filter((one) => one.year === year))
  const rows = held.map((term): DutyHolder => {
    const result = results.get(holderKey({ person: term.personId, title }))
    const { person, unit: at } = placeOf(term)
    return {
      id: term.id,
      person,
      unit: at,
      title,
      duties: dutiesOf(definition, params, title, have(term.personId)),
      outcome: result === undefined ? null : { year, band: result.band, target: result.target },
    }
  })
  const owing = rows.filter(({ duties }) => duties.some(isOwed))
  const shown = asked.owing === true ? owing : rows
  return {
    total: shown.length,
    owing: owing.length,
    rows: shown.slice(asked.offset, asked.offset + asked.limit),
  }
}

/** The yearly appraisal of each title: who holds it, how far it has come, the results by 等次. */
export async function roundsOf(
  work: Work,
  definition: TitleDefinition,
  year: number,
): Promise<ReplyOf<typeof titleRounds>> {
  const held = Map.groupBy(
    await findTerms(work, { day: dayOfYear(work, year), state: 'in-force' }),
    ({ title }) => title,
  )
  const opened = (await titleRoundsSince(work, year)).filter((round) => round.year === year)
  const rounds = await roundsOfYear(work, year)
  const outcomes = (await outcomesSince(work, year)).filter((one) => one.year === year)
  const rows = titlesOf(definition).map((title): TitleRound => {
    const appraisal = rounds.get(opened.find((round) => round.title === title)?.appraisal ?? '') ?? null
    const holders = held.get(title)?.length ?? 0
    const given = outcomes.filter((one) => one.title === title)
    return {
      title,
      holders,
      appraisal,
      bands: definition.bands.map(({ title: band }) => ({
        band,
        count: given.filter((one) => one.band === band).length,
      })),
      actions: [actionOf('open', whyNotOpen(work, { holders, opened: appraisal !== null }))],
    }
  })
  return { rows }
}

function whyNotOpen(work: Work, { holders, opened }: { holders: number; opened: boolean }): string | null {
  if (opened) return '今年的考核已经开设。'
  return whyNotCentre(work) ?? (holders === 0 ? '没有在任期内的持有人。' : null)
}

type AskedRound = z.output<NonNullable<(typeof openTitleRound)['body']>>

/**
 * Opens the yearly appraisal of a title for all its holders in one step: by a standard made of the year's duties, with
 * the evidence taken from records and the judges assigned. A person starts the scoring on the appraisal's page.
 * @throws Refused 403, 409 when the year's is open already, 422 for an unknown title or where nobody holds it.
 */
export function openRound(
  work: Work,
  definition: TitleDefinition,
  asked: AskedRound,
): Promise<{ id: string; holders: number; short: number }> {
  const { key, ...content } = asked
  return once(work, { key, action: 'open-title-round', content }, async () => {
    const refused = whyNotCentre(work)
    if (refused !== null) throw new Refused(403, { code: 'role', because: refused })
    const held = await holdersToAppraise(work, definition, asked)
    const records = await dutyRecords(
      work,
      definition,
      held.map(({ personId }) => personId),
      asked.year,
    )
    const standard = await ensureStandard(
      work,
      standardFor(definition, await paramsOf(work, definition, asked.year), asked),
    )
    const { id, short } = await openAppraisal(work, {
      standard,
      title: `${asked.year} 年${asked.title}年度考核`,
      unit: (await askedUnit(work, asked.year)).code,
      year: asked.year,
      blind: false,
      outside: true,
      scoreUntil: asked.scoreUntil,
      appealDays: asked.appealDays,
      places: null,
      floor: null,
      targets: held.map((term) => targetOf(term, records)),
      judges: { source: 'experts', people: asked.judges, each: asked.each },
    })
    await refusingClashes({ code: 'opened', because: `${asked.year} 年${asked.title}的考核已经开设。` }, () =>
      insertTitleRound(work, { year: asked.year, title: asked.title, appraisal: id }),
    )
    await audit(
      work.tx,
      'title.appraise',
      { kind: 'appraisal', id },
      { year: asked.year, title: asked.title },
    )
    return { id, holders: held.length, short: short.length }
  })
}

async function holdersToAppraise(
  work: Work,
  definition: TitleDefinition,
  { title, year }: AskedRound,
): Promise<(Term & { unitId: string })[]> {
  if (!titlesOf(definition).includes(title)) {
    throw new Refused(422, { code: 'title', because: `“${title}”不在金字塔里，不考核职责。`, field: 'title' })
  }
  const held = await findTerms(work, { day: dayOfYear(work, year), state: 'in-force', titles: [title] })
  const once = new Map(held.map((term) => [term.personId, term]))
  if (once.size === 0) {
    throw new Refused(422, { code: 'nobody', because: `${title}没有在任期内的持有人。`, field: 'title' })
  }
  return [...once.values()].flatMap((term) =>
    term.unitId === null ? [] : [{ ...term, unitId: term.unitId }],
  )
}

function targetOf(term: Term & { unitId: string }, records: readonly DutyRecord[]): OpenTarget {
  return {
    kind: 'person',
    subject: term.personId,
    unit: term.unitId,
    title: term.name,
    group: term.urban === 'rural' ? '乡村' : null,
    evidence: records
      .filter(({ person }) => person === term.personId)
      .map(({ duty, record, title }) => ({ indicator: duty, record, title })),
  }
}
