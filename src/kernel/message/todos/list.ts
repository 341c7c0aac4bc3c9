import type * as z from 'zod'
import type { Todo, todoCount, todos, TodoTime } from '#contract/message.ts'
import type { Database } from '#db/open.ts'
import { remembered } from '#kernel/home/remember.ts'
import { dayAt } from '#lib/dates.ts'
import type { Work } from '#kernel/call.ts'
import type { Cases } from '#kernel/case/registry.ts'
import { grouped, timeOf } from '../decide.ts'
import type { TodoFinder, Waiting } from '../define.ts'
import { activities, attendance } from './sources/activities.ts'
import { demands, questionnaires, sheets } from './sources/appraisal.ts'
import { cases as ofCases, complaints, judgings } from './sources/cases.ts'
import { certificates, notices, untold } from './sources/messages.ts'
import { handbooks, spotChecks } from './sources/school-based.ts'
import { budgets, grades, journeys, vouchers } from './sources/money.ts'
import { titles } from './sources/titles.ts'
import { problems } from './sources/topic.ts'
import { returned, reviews } from './sources/works.ts'

/** Everything that can wait for somebody, besides notices: a mechanism that has something to be done adds its finder here. */
const FINDERS: readonly TodoFinder[] = [
  ofCases,
  judgings,
  complaints,
  sheets,
  questionnaires,
  reviews,
  returned,
  activities,
  attendance,
  problems,
  certificates,
  titles,
  grades,
  journeys,
  vouchers,
  budgets,
  demands,
  untold,
  spotChecks,
  handbooks,
]

type Found = Waiting & Pick<TodoFinder, 'source'>

/** The systems of the program, and to-dos that ask for more of it than cases. */
export type Desk = { cases: Cases; more: readonly TodoFinder[] }

/**
 * What waits, by source. Every page asks for the number: it is looked up once and given out until anything is recorded.
 * Reading a notice records nothing but itself, so that notices are asked for each time.
 */
async function findAll(work: Work, db: Database, desk: Desk): Promise<Found[]> {
  const { region, role, unit, person, account } = work.caller
  const key = ['todos', region, role, unit, person, account, dayAt(work.now)].join('|')
  const others = await remembered(db, work, key, () => waitingBesideNotices(work, desk))
  return [...others, { source: notices.source, ...(await notices.find(work, desk.cases)) }]
}

/** What waits for the caller by source, but for notices: those have receipts of their own. */
export async function waitingBesideNotices(work: Work, { cases, more }: Desk): Promise<Found[]> {
  const found: Found[] = []
  // one after another: a transaction has one connection
  for (const { source, find } of [...FINDERS, ...more]) found.push({ source, ...(await find(work, cases)) })
  return found
}

/** What waits for the caller in all systems, by when it is due. */
export async function todosOf(
  work: Work,
  db: Database,
  desk: Desk,
): Promise<z.input<NonNullable<typeof todos.reply>>> {
  const found = await findAll(work, db, desk)
  const items = found.flatMap(({ source, items: own }) => own.map((item): Todo => ({ ...item, source })))
  return {
    total: sum(found),
    groups: grouped(items, dayAt(work.now)),
    more: found.flatMap(({ source, total, items: own, link }) =>
      total > own.length ? [{ source, total, link }] : [],
    ),
  }
}

/** How many things wait, how many of them are late, for today and for this week, how many are unread notices. */
export async function todoCounts(
  work: Work,
  db: Database,
  desk: Desk,
): Promise<z.input<NonNullable<typeof todoCount.reply>>> {
  const found = await findAll(work, db, desk)
  const today = dayAt(work.now)
  const times = found.flatMap(({ items }) => items).map(({ due }) => timeOf(due, today))
  const count = (time: TodoTime): number => times.filter((one) => one === time).length
  return {
    total: sum(found),
    late: count('late'),
    today: count('today'),
    week: count('week'),
    unread: found.find(({ source }) => source === 'notice')?.total ?? 0,
  }
}

function sum(found: readonly Waiting[]): number {
  return found.reduce((all, { total }) => all + total, 0)
}
