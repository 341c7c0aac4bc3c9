/** What a day's mail says: pure. */
import { createHash } from 'node:crypto'
import { TODO_SOURCES, TODO_TIMES, todoTimes, type TodoTime } from '#contract/message.ts'
import type { Day } from '#lib/dates.ts'
import { timeOf } from '../decide.ts'
import type { OwnTodo, OwnTodos } from '../todos/of-people.ts'

/** Of each group so many are named; of more the number is told. */
const NAMED = 12

/** What a person's mail is made of. */
export type DigestFacts = {
  notices: readonly { id: string; title: string; due: Day | null; reminded: boolean }[]
  /** Those of tomorrow. */
  activities: readonly { title: string; at: string; place: string | null }[]
  /** What waits; null where it could not be looked up. */
  waiting: OwnTodos | null
  /** What was told the last time. */
  told: readonly string[]
}

/** A mail, and what it has told; no mail where there is nothing to say that was not said before. */
export type Digest = { mail: { subject: string; body: string } | null; told: string[] }

/**
 * The day's mail: to-dos by when they are due with their last day and address, unread notices, tomorrow's activities. A
 * to-do is named when it is new, on its last day, and when it is newly late; else it is only counted.
 * @param site the address of the program, without a slash at the end.
 */
export function digestOf(facts: DigestFacts, site: string, today: Day): Digest {
  const all = (facts.waiting?.items ?? [])
    .filter(({ source }) => source !== 'activity') // tomorrow's stand below, with their hour
    .map((item) => ({ ...item, time: timeOf(item.due, today) }))
  const named = all.filter((item) => isNews(item, facts.told))
  const told = facts.waiting === null ? [...facts.told] : toldOf(all, named, facts.told)
  const count = named.length + facts.notices.length + facts.activities.length
  if (count === 0) return { mail: null, told }
  const late = named.filter(({ time }) => time === 'late').length
  const subject = `研培：${count} 件事${late === 0 ? '' : `，${late} 件逾期`}（${today}）`
  const counted = all.length - named.length + (facts.waiting?.unlisted ?? 0)
  const body = [
    ...todoTimes.flatMap((time) =>
      todoLines(
        time,
        named.filter((item) => item.time === time),
        site,
      ),
    ),
    ...countedLines(counted, facts.waiting === null, site),
    ...noticeLines(facts, site),
    ...activityLines(facts),
    `登录查看和办理：${site}`,
    '不想再收到，请在“我的账号”里关掉每日摘要。',
  ].join('\n')
  return { mail: { subject, body }, told }
}

type Timed = OwnTodo & { time: TodoTime }

/** Told before as it stands now, it is not told again; what became due or late since then is. */
function isNews(item: Timed, told: readonly string[]): boolean {
  const known = told.find((mark) => mark.startsWith(`${hashOf(item)}.`))?.split('.', 2)[1]
  if (known === undefined) return true
  if (item.time === 'late') return known !== 'late'
  return item.time === 'today' && known !== 'today' && known !== 'late'
}

/** What the reader has been told once the mail is sent: what is only counted as more stays as it was, and is news again. */
function toldOf(all: readonly Timed[], named: readonly Timed[], before: readonly string[]): string[] {
  const unnamed = new Set(
    todoTimes.flatMap((time) => named.filter((item) => item.time === time).slice(NAMED)),
  )
  return all.flatMap((item) => {
    const hash = hashOf(item)
    if (!unnamed.has(item)) return [`${hash}.${item.time}`]
    return before.filter((mark) => mark.startsWith(`${hash}.`))
  })
}

/**
 * What a to-do is known by from one day to the next, without its words. The same thing at another step or with another
 * last day is another; numbers beside it say how much is left, which changes as one works and is no news.
 */
function hashOf({ source, link, title, detail, due }: OwnTodo): string {
  const words = [source, link, title, detail.replaceAll(/\d/g, ''), due ?? ''].join('|')
  return createHash('sha256').update(words).digest('base64url').slice(0, 16)
}

function todoLines(time: TodoTime, items: readonly Timed[], site: string): string[] {
  if (items.length === 0) return []
  const lines = items.slice(0, NAMED).flatMap((item) => {
    const marks = [item.detail, item.due === null ? '' : `${item.due} 截止`, item.as ?? '']
    const words = marks.filter((mark) => mark !== '').join('，')
    return [`· ${titleOf(item)}${words === '' ? '' : `（${words}）`}`, `  ${site}${item.link}`]
  })
  return [`${TODO_TIMES[time]} ${items.length} 件`, ...lines, ...moreLines(items.length, '件'), '']
}

/** A to-do's words, with what it is about where they do not begin with that. */
function titleOf({ source, title }: Timed): string {
  const about = TODO_SOURCES[source]
  return title.startsWith(about.slice(0, 2)) ? title : `${about}：${title}`
}

function countedLines(count: number, failed: boolean, site: string): string[] {
  if (failed) return [`这次没能查出您的待办，请登录查看：${site}/todo`, '']
  return count === 0 ? [] : [`另有 ${count} 件以前告知过或没有列出，还没有办：${site}/todo`, '']
}

function noticeLines({ notices }: DigestFacts, site: string): string[] {
  if (notices.length === 0) return []
  const lines = notices.slice(0, NAMED).flatMap(({ id, title, due, reminded }) => {
    const marks = [due === null ? '' : `${due} 截止`, reminded ? '催阅' : ''].filter((mark) => mark !== '')
    return [`· ${title}${marks.length === 0 ? '' : `（${marks.join('，')}）`}`, `  ${site}/notices/${id}`]
  })
  return [`未读通知 ${notices.length} 则`, ...lines, ...moreLines(notices.length, '则'), '']
}

function moreLines(count: number, unit: string): string[] {
  return count > NAMED ? [`· 还有 ${count - NAMED} ${unit}`] : []
}

function activityLines({ activities }: DigestFacts): string[] {
  if (activities.length === 0) return []
  const lines = activities.map(
    ({ title, at, place }) => `· ${at} ${title}${place === null ? '' : `（${place}）`}`,
  )
  return ['明天的活动', ...lines, '']
}
