import { sql } from 'kysely'
import type * as z from 'zod'
import type { Exam, roundExams } from '#contract/exam.ts'
import { actionOf } from '#kernel/action.ts'
import type { Work } from '#kernel/call.ts'
import type { Cases } from '../registry.ts'
import { roundOf, type Round } from '../round.ts'
import { passMarkOf } from '../steps.ts'
import { examStages, standingOf, type Standing } from './exam.ts'
import { resultsOf } from './results.ts'
import { closedOf, type Closed } from './store.ts'

type Reply = z.input<NonNullable<typeof roundExams.reply>>
type Published = NonNullable<Exam['published']>

/** A round with its exams: rooms, papers, candidates and marks, what does not agree, and what is published. */
export async function examsOf(work: Work, cases: Cases, id: string): Promise<Reply> {
  const round = await roundOf(work, cases, id)
  const closed = await closedOf(work, id)
  const published = await publishedOf(work, id)
  const exams: Exam[] = []
  for (const { id: stage, stage: at, sat } of examStages(round.definition)) {
    const base = {
      stage,
      title: at.title,
      sat,
      passMark: passMarkOf(at, round.params),
      published: published.get(stage) ?? null,
      results: (await resultsOf(work, round, stage)).length,
    }
    exams.push(sat ? await satView(work, cases, round, base, closed) : unsatView(work, base))
  }
  const { title, year, definition } = round
  return { round: { id, title, year, system: definition.id, systemTitle: definition.title }, exams }
}

type Base = Pick<Exam, 'stage' | 'title' | 'sat' | 'passMark' | 'published' | 'results'>

function unsatView(work: Work, base: Base): Exam {
  const nothing = { rooms: [], candidates: [], strays: [], differences: [], closed: null }
  return { ...base, ...nothing, actions: resultActions(work, base, null) }
}

async function satView(
  work: Work,
  cases: Cases,
  round: Round,
  base: Base,
  closed: readonly Closed[],
): Promise<Exam> {
  const standing = await standingOf(work, cases, round.id, base.stage)
  const { rooms, candidates, strays, differences } = standing
  const places = new Map(rooms.map(({ id, place }) => [id, place]))
  const over = closed.find(({ stage }) => stage === base.stage)
  const whyNot = whyNotChanged(work, standing)
  const counted = whyNot ?? '试卷袋已经清点，不能撤销；可以重新清点。'
  return {
    ...base,
    rooms: rooms.map(({ count, ...room }) => ({
      id: room.id,
      place: room.place,
      heldOn: room.heldOn,
      seated: candidates.filter((one) => one.room === room.id).length,
      count: count === null ? null : { ...count, at: count.at.toISOString() },
      actions: [actionOf('count', whyNot), actionOf('remove', count === null ? whyNot : counted)],
    })),
    candidates: candidates.map((one) => ({
      case: one.case,
      number: one.number,
      name: one.name,
      category: one.category,
      seat: one.seat,
      outcome: one.outcome,
      mark: one.mark,
      room: one.room === null ? null : (places.get(one.room) ?? null),
    })),
    strays,
    differences: differences.map(({ says, who }) => ({ says, who: [...who] })),
    closed: over === undefined ? null : closedView(over),
    actions: [...examActions(standing, whyNot), ...resultActions(work, base, standing)],
  }
}

function closedView({ at, by, differences, explained }: Closed): Exam['closed'] {
  return { at: at.toISOString(), by, differences, explained }
}

function whyNotChanged({ caller }: Work, { closed }: Standing): string | null {
  if (caller.role !== 'officer') return '考试由中心管理员办理。'
  return closed ? '这场考试已经办结。' : null
}

function examActions({ candidates, rooms }: Standing, whyNot: string | null): Exam['actions'] {
  const unseated = candidates.some(({ room }) => room === null)
  const nobody = candidates.length === 0 ? '还没有申请走到这个环节。' : null
  return [
    actionOf('room', whyNot ?? nobody ?? (unseated ? null : '考生都已排好座位。')),
    actionOf('marks', whyNot ?? nobody),
    actionOf('close', whyNot ?? nobody ?? (rooms.length === 0 ? '请先登记考场。' : null)),
  ]
}

/** Of an exam with rooms, results are published once it is closed: before, they may still change. */
function resultActions(work: Work, { published, results }: Base, standing: Standing | null): Exam['actions'] {
  const officer = work.caller.role === 'officer' ? null : '成绩由中心管理员公布。'
  const running = standing !== null && standing.rooms.length > 0 && !standing.closed
  const early = running ? '考试还没有办结，成绩可能还要改。' : results === 0 ? '还没有成绩可以公布。' : null
  const twice = published === null ? null : '成绩正在公布，要更正请先撤下。'
  return [
    actionOf('publish', officer ?? early ?? twice),
    actionOf('withdraw', officer ?? (published === null ? '没有公布的成绩。' : null)),
  ]
}

/** What is published of each stage of a round. */
async function publishedOf({ tx, caller }: Work, round: string): Promise<Map<string, Published>> {
  const { rows } = await sql<Published & { stage: string }>`
    select stage, id, from_on as "from", until_on as until, shows, published_by as by from exam_result
    where region_id = ${caller.region} and round_id = ${round} and withdrawn_at is null`.execute(tx)
  return new Map(rows.map(({ stage, ...one }) => [stage, one]))
}
