import { sql } from 'kysely'
import { FUND_DIRECTIONS } from '#contract/vocabulary.ts'
import { listQuestionnaires, resultsOf } from '../../../appraisal/questionnaires/read.ts'
import { countedActivities } from '../../../programme/activities/list.ts'
import { factsOf } from '../../../programme/programmes/facts.ts'
import { phaseViews } from '../../../programme/programmes/phases.ts'
import type { Cell, Entry } from '../filed.ts'
import { gap, gapsFor, type Asked, type Finder, type OfProgramme } from './finder.ts'
import { worksOnFile } from './works.ts'

const MOST_ACTIVITIES = 10_000

/** 各阶段成果: what each phase of the definition asks for. */
export const stageWorks: Finder<OfProgramme> = async (asked) => {
  const { work, subject } = asked
  if (subject.system === undefined) return worksOnFile(asked, [])
  const activities = await countedActivities(work, sql`a.programme_id = ${subject.id}`, MOST_ACTIVITIES)
  const facts = await factsOf(work, subject.system, subject.programme, activities)
  const phases = phaseViews(subject.system, facts)
  const asks = Object.values(subject.system.phases).reduce(
    (sum, phase) => sum + (phase.works?.length ?? 0) + (phase.meets ? 1 : 0),
    0,
  )
  const missing = phases.flatMap(({ title, missing }) => missing.map((one) => `${title}：${one}`))
  const { entries } = await worksOnFile(asked, [])
  return { have: asks - missing.length, need: asks, gaps: gapsFor(asked, missing), entries }
}

/** 评价问卷: one that was sent out about the programme and has answers. */
export const questionnaires: Finder<OfProgramme> = async (asked) => {
  const { work, subject, whole } = asked
  const { rows } = await listQuestionnaires(work, { year: subject.year, subjectId: subject.id })
  const answered = rows.filter(({ received }) => received > 0)
  const entries: Entry[] = []
  for (const { id, title } of whole ? answered : []) entries.push(await resultsSheet(asked, id, title))
  const words = rows.length === 0 ? '没有发过评价问卷' : '发出的问卷还没有人答'
  return { have: answered.length, need: 1, gaps: answered.length > 0 ? [] : [gap(asked, words)], entries }
}

/** Counts only, and none where the questionnaire keeps them to itself. */
async function resultsSheet({ work }: Asked, id: string, title: string): Promise<Entry> {
  const { received, because, results } = await resultsOf(work, id)
  const rows = results.map((one): Cell[] => [one.says, JSON.stringify(one)])
  return {
    kind: 'sheet',
    name: `问卷 ${title}`,
    columns: ['题目', '结果'],
    rows: [['收到答卷（份）', received], ...(because === null ? rows : [['说明', because]])],
  }
}

/** 经费决算: what was spent on the programme. */
export const accounts: Finder<OfProgramme> = async (asked) => {
  const { tx, caller } = asked.work
  const { rows } = await sql<{
    on: string
    direction: keyof typeof FUND_DIRECTIONS
    item: string
    amount: string
    voucher: string | null
  }>`
    select dated_on as "on", direction, item, amount, voucher from fund_entry
    where region_id = ${caller.region} and programme_id = ${asked.subject.id} order by dated_on, voucher, item`.execute(
    tx,
  )
  const lines = rows.map((row): Cell[] => [
    row.on,
    FUND_DIRECTIONS[row.direction],
    row.item,
    Number(row.amount),
    row.voucher,
  ])
  const sheet: Entry = {
    kind: 'sheet',
    name: '经费明细',
    columns: ['日期', '收支', '科目', '金额（元）', '凭证号'],
    rows: lines,
  }
  const spent = rows.some(({ direction }) => direction === 'out')
  return {
    have: spent ? 1 : 0,
    need: 1,
    gaps: spent ? [] : [gap(asked, '没有登记经费支出')],
    entries: asked.whole && lines.length > 0 ? [sheet] : [],
  }
}
