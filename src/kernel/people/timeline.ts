import type { TimelineEntry } from '#contract/people.ts'
import { LEVELS, ROLES } from '#contract/vocabulary.ts'
import { toLastDay } from '#lib/dates.ts'
import type {
  awardsOf,
  exchangesOf,
  pairsOf,
  PersonRecord,
  PersonState,
  titlesOf,
  trainingsOf,
} from './store-page.ts'

/** What is on record about a person and has a date. */
export type Life = {
  states: PersonState[]
  titles: Awaited<ReturnType<typeof titlesOf>>
  awards: Awaited<ReturnType<typeof awardsOf>>
  pairs: Awaited<ReturnType<typeof pairsOf>>
  exchanges: Awaited<ReturnType<typeof exchangesOf>>
  trainings: Awaited<ReturnType<typeof trainingsOf>>
}

/** How a unit is called. */
type NameOf = (unitId: string) => string

/** A person's history, newest first. Of trainings only what was recognised is part of it. */
export function timelineOf(person: PersonRecord, life: Life, nameOf: NameOf): TimelineEntry[] {
  const entries = [
    ...beginning(person),
    ...postings(person, life.states, nameOf),
    ...life.titles.map((one) => ({ ...one, kind: '称号', detail: titleDetail(one) })),
    ...life.awards.map((one) => award(one)),
    ...life.pairs.map((one) => pair(one)),
    ...life.exchanges.map((one) => exchange(one, nameOf)),
    ...life.trainings.filter((one) => one.recognised).map((one) => training(one)),
  ]
  return entries
    .map(({ on, until, kind, title, detail }) => ({ on, until, kind, title, detail }))
    .toSorted((a, b) => b.on.localeCompare(a.on))
}

function beginning(person: PersonRecord): TimelineEntry[] {
  if (person.startedOn === null) return []
  return [{ on: person.startedOn, until: null, kind: '参加工作', title: '参加工作', detail: '' }]
}

function titleDetail({ level, why }: Life['titles'][number]): string {
  return why === null ? LEVELS[level] : `${LEVELS[level]}，提前终止（${why}）`
}

/** What was imported has no beginning of its own: it is shown from when the person began to work, if that is known. */
function postings(person: PersonRecord, states: readonly PersonState[], nameOf: NameOf): TimelineEntry[] {
  return states.flatMap((state) => {
    const until = toLastDay(state.to)
    const on = state.from ?? person.startedOn ?? until
    const detail = [state.stage, state.subject, state.rank, state.document].filter(Boolean).join(' ')
    return on === null ? [] : [{ on, until, kind: '任职', title: nameOf(state.unitId), detail }]
  })
}

function award(one: Life['awards'][number]): TimelineEntry {
  const detail = [LEVELS[one.level], one.grade].filter(Boolean).join(' ')
  return { on: one.on, until: null, kind: one.kind, title: one.name, detail }
}

function pair(one: Life['pairs'][number]): TimelineEntry {
  const partner = one.partner ?? '外校教师'
  const title = one.role === 'mentor' ? `指导${partner}` : `拜${partner}为师`
  return {
    on: one.on,
    until: one.until,
    kind: '结对',
    title,
    detail: one.role === 'mentor' ? '师傅' : '徒弟',
  }
}

function exchange(one: Life['exchanges'][number], nameOf: NameOf): TimelineEntry {
  const title = `${nameOf(one.fromId)} → ${nameOf(one.toId)}`
  return { on: one.on, until: one.until, kind: '交流', title, detail: one.kind }
}

function training(one: Life['trainings'][number]): TimelineEntry {
  const detail = `${one.programme} · ${ROLES[one.role]}`
  return { on: one.endsOn, until: null, kind: '培训', title: one.title, detail }
}
