import { randomUUID } from 'node:crypto'
import { stepAppraisalTo } from '#kernel/appraisal/rounds/publish.ts'
import { appraisalPageOf } from '#kernel/appraisal/rounds/read.ts'
import { judgeSheetOf, saveSheetOf } from '#kernel/appraisal/rounds/sheets.ts'
import type { Work } from '#kernel/call.ts'
import { peopleSheetRows } from '#kernel/people/list.ts'
import { grantTitle } from '#kernel/people/grants.ts'
import { allowanceList, payList } from '#kernel/titles/allowances.ts'
import { openRound, roundsOf } from '#kernel/titles/appraise.ts'
import { holdersOf } from '#kernel/titles/read.ts'
import { addDays, dayAt, yearOf } from '#lib/dates.ts'
import { handedIn, type As } from './demo-cases.ts'
import { teacherTitles } from '#systems/teacher-titles.ts'

/** The first line of the sheets is that of somebody who did hardly anything. */
const FAILING = 0.4
const APPRAISED = '名师'
const SCORING = '骨干教师'
const PAID = 3
const PAGE = { offset: 0, limit: 200 }

/** Proposes to end the title of who failed; the teacher is to be heard next. */
export async function demoExit(as: As, person: string): Promise<void> {
  const form = {
    title: APPRAISED,
    reason: '年度考核不合格',
    deeds:
      '年度考核不合格：全年没有公开课和送教记录，学校两次提醒后没有改进。考核结果已公布，申诉期内没有申诉。',
  }
  await handedIn(as, 'officer', { system: 'title-exit', personId: person }, form)
}

/** The cast's teacher has a title, so that the phone shows what a holder owes; the program's own work. */
export async function demoTitleOfCast(work: Work, person: string): Promise<void> {
  const today = dayAt(work.now)
  await grantTitle(work, person, {
    title: '教学能手',
    level: 'county',
    from: `${yearOf(today) - 1}-09-01`,
    until: `${yearOf(today) + 2}-08-31`,
  })
}

/**
 * The famous teachers of the county appraised and partly paid, one of them failing; the backbone teachers' sheets still
 * to be written. By the officer; made once.
 * @returns the person who failed.
 */
export async function demoTitles(work: Work): Promise<string | null> {
  const year = yearOf(dayAt(work.now))
  const { rows } = await roundsOf(work, teacherTitles, year)
  const held = rows.filter(({ holders }) => holders > 0).map(({ title }) => title)
  if (rows.some(({ appraisal }) => appraisal !== null) || !held.includes(APPRAISED)) return null
  const judges = await judgesOf(work, year)
  const done = await round(work, year, APPRAISED, judges)
  await score(work, done)
  await stepAppraisalTo(work, done, { key: randomUUID(), step: 'published', choices: [] })
  if (held.includes(SCORING)) await round(work, year, SCORING, judges)
  await pay(work, year)
  const doubtful = await holdersOf(work, teacherTitles, { ...PAGE, state: 'doubtful', title: APPRAISED })
  return doubtful.rows[0]?.person.id ?? null
}

async function round(work: Work, year: number, title: string, judges: readonly string[]): Promise<string> {
  const { id } = await openRound(work, teacherTitles, {
    key: randomUUID(),
    year,
    title,
    document: `县教〔${year}〕21号`,
    judges: [...judges],
    each: 3,
    scoreUntil: addDays(dayAt(work.now), 14),
    appealDays: 7,
  })
  await stepAppraisalTo(work, id, { key: randomUUID(), step: 'opened', choices: [] })
  return id
}

/** Judges from many schools, none of whom holds a title. */
async function judgesOf(work: Work, year: number): Promise<string[]> {
  const people = await peopleSheetRows(work, { year, sort: 'file', ...PAGE, limit: 10_000 })
  const held = await holdersOf(work, teacherTitles, { ...PAGE, limit: 10_000, state: 'in-force' })
  const titled = new Set(held.rows.map(({ person }) => person.id))
  const free = people.filter(({ id }) => !titled.has(id))
  const first = new Map(free.map((row) => [row.unit.code, row.id]))
  return [...first.values()].slice(0, 6)
}

async function score(work: Work, id: string): Promise<void> {
  const { judges, targets } = await appraisalPageOf(work, id)
  const last = Math.max(...targets.map(({ number }) => number))
  for (const judge of judges) {
    const { lines, leaves } = await judgeSheetOf(work, id, judge.id)
    const changes = lines.flatMap(({ target, number, evidence }) =>
      leaves
        .filter(({ veto }) => !veto)
        .map((leaf) => {
          const proved = evidence.filter(({ indicator }) => indicator === leaf.id).length
          const share = number === last ? FAILING : Math.min(1, 0.68 + proved * 0.1 + (number % 5) * 0.05)
          return {
            target,
            indicator: leaf.id,
            score: String(Math.round(Number(leaf.points) * share * 2) / 2),
          }
        }),
    )
    await saveSheetOf(work, id, judge.id, {
      key: randomUUID(),
      changes,
      handIn: lines.map(({ target }) => target),
    })
  }
}

async function pay(work: Work, year: number): Promise<void> {
  const { rows } = await allowanceList(work, teacherTitles, { ...PAGE, year, state: 'due' })
  const items = rows.slice(0, PAID).map(({ person, title }) => ({ person: person.id, title }))
  if (items.length === 0) return
  await payList(work, teacherTitles, {
    key: randomUUID(),
    year,
    on: dayAt(work.now),
    voucher: `津-${year}-01`,
    items,
  })
}
