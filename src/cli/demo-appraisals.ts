import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { IndicatorRow, NewStandard } from '#contract/standard.ts'
import type { Work } from '#kernel/call.ts'
import { actOn } from '#kernel/appraisal/rounds/acts.ts'
import { stepAppraisalTo } from '#kernel/appraisal/rounds/publish.ts'
import { appraisalPageOf, listAppraisals } from '#kernel/appraisal/rounds/read.ts'
import { addJudges, addTargets, assignJudges, createAppraisal } from '#kernel/appraisal/rounds/service.ts'
import { judgeSheetOf, saveSheetOf } from '#kernel/appraisal/rounds/sheets.ts'
import { ensureStandard } from '#kernel/appraisal/standards/service.ts'
import { addDays, dayAt, yearOf } from '#lib/dates.ts'

const row = (
  id: string,
  parent: string | null,
  title: string,
  points: string,
  evidence: IndicatorRow['evidence'] = 'none',
  says = '',
): IndicatorRow => ({ id, parent, title, points, weight: null, veto: false, evidence, says })

/** 4.3 校本研修评估: what a county's own standard looks like. */
const STANDARD: Omit<NewStandard, 'key'> = {
  code: 'school-research',
  title: '校本研修示范校评估标准',
  document: '县教研〔2026〕12号',
  decimals: 2,
  indicators: [
    row('A', null, '组织与保障', '20'),
    row(
      'A1',
      'A',
      '校长为第一责任人，有计划有制度',
      '10',
      'document',
      '年度计划、制度齐全得满分，缺一项扣 3 分。',
    ),
    row('A2', 'A', '经费占公用经费 5% 以上', '10', 'none', '不足 5% 的按比例得分。'),
    row('B', null, '研修过程', '50'),
    row('B1', 'B', '每月研修活动不少于 2 次，主题明确', '25', 'activity', '缺一次扣 2 分。'),
    row('B2', 'B', '听课评课有记录有反馈', '15', 'activity'),
    row('B3', 'B', '教师参与率', '10'),
    row('C', null, '研修成效', '30'),
    row('C1', 'C', '研修成果（课例、案例、论文）', '15', 'work'),
    row('C2', 'C', '教师获奖与成长', '15', 'award'),
    { ...row('V', null, '弄虚作假、送学分', '0'), veto: true },
  ],
  sources: [
    { id: 'experts', weight: '100', by: 'judges', dropFrom: 5 },
    { id: 'self', weight: '0', by: 'judges', dropFrom: null },
  ],
  bands: [
    { id: 'model', title: '示范校', least: '85', share: '30', despiteVeto: false },
    { id: 'good', title: '合格', least: '60', share: null, despiteVeto: false },
    { id: 'poor', title: '限期整改', least: '0', share: null, despiteVeto: true },
  ],
}

type Place = { root: string; schools: string[]; judges: string[] }

/** One round whose results are out, with something to be put right, and one that is being scored; made once. */
export async function demoAppraisals(work: Work, school: string): Promise<void> {
  const today = dayAt(work.now)
  const year = yearOf(today)
  if ((await listAppraisals(work, year)).rows.length > 0) return
  const place = await placesOf(work, school)
  const standard = await ensureStandard(work, STANDARD)
  const usual = { standard, unit: place.root, year, outside: true, appealDays: 7, places: null, floor: null }
  const make = async (title: string, schools: readonly string[], blind: boolean): Promise<string> => {
    const scoreUntil = addDays(today, 14)
    const { id } = await createAppraisal(work, { ...usual, key: randomUUID(), title, blind, scoreUntil })
    await addTargets(work, id, { key: randomUUID(), kind: 'unit', subjects: schools })
    await addJudges(work, id, { key: randomUUID(), source: 'experts', people: place.judges })
    await assignJudges(work, id, { key: randomUUID(), source: 'experts', each: 5 })
    await stepAppraisalTo(work, id, { key: randomUUID(), step: 'opened', choices: [] })
    return id
  }
  const done = await make(`${year}年校本研修示范校评估（第一批）`, place.schools.slice(0, 7), false)
  await score(work, done, () => true)
  await stepAppraisalTo(work, done, { key: randomUUID(), step: 'published', choices: [] })
  await demandOf(work, done, addDays(today, 30))
  const open = await make(`${year}年校本研修示范校评估（第二批）`, place.schools.slice(7, 13), true)
  // the cast's teacher is the first judge, and has everything still to do
  await score(work, open, (at) => at > 0 && at < 5)
}

/** The judges' sheets: a school's level, a little more or less by judge; of those chosen by their order. */
async function score(work: Work, id: string, chosen: (at: number) => boolean): Promise<void> {
  const { judges } = await appraisalPageOf(work, id)
  for (const [at, judge] of judges.entries()) {
    if (!chosen(at)) continue
    const { lines, leaves } = await judgeSheetOf(work, id, judge.id)
    const changes = lines.flatMap(({ target, number }) =>
      leaves
        .filter(({ veto }) => !veto)
        .map((leaf) => ({ target, indicator: leaf.id, score: pointsOf(Number(leaf.points), number, at) })),
    )
    const handIn = lines.map(({ target }) => target)
    await saveSheetOf(work, id, judge.id, { key: randomUUID(), changes, handIn })
  }
}

function pointsOf(full: number, target: number, judge: number): string {
  const share = 0.96 - ((target * 3) % 7) * 0.05 - (judge % 3) * 0.02
  return (Math.round(full * share * 2) / 2).toString()
}

async function demandOf(work: Work, id: string, dueOn: string): Promise<void> {
  const { targets } = await appraisalPageOf(work, id)
  const last = targets.at(-1)
  if (last === undefined) return
  const says = '听课评课记录缺 3 个月，请补齐并说明原因；教师参与率低于八成，请调整研修时间。'
  await actOn(work, last.id, { act: 'demand', key: randomUUID(), says, dueOn })
}

/** The region's root, its schools (the cast's first), and people of different schools who can judge. */
async function placesOf({ tx, caller, now }: Work, school: string): Promise<Place> {
  const { rows } = await sql<{ code: string; category: string; person: string | null }>`
    select u.code, u.category, (select p.person_id from person_state p where p.region_id = u.region_id and p.unit_id = u.id
      and p.valid @> ${dayAt(now)}::date order by p.person_id limit 1) as person
    from unit u where u.region_id = ${caller.region} and u.closed_on is null and u.category in ('region', 'school')
    order by u.code <> ${school}, u.code`.execute(tx)
  const schools = rows.filter(({ category }) => category === 'school')
  const teacher = await sql<{ person: string }>`select person_id as person from account a join account_role r
    on r.region_id = a.region_id and r.account_id = a.id and r.role = 'teacher'
    where a.region_id = ${caller.region} and a.login = 'teacher'`.execute(tx)
  const others = schools.slice(20, 27).flatMap(({ person }) => person ?? [])
  return {
    root: rows.find(({ category }) => category === 'region')?.code ?? '',
    schools: schools.map(({ code }) => code),
    judges: [...teacher.rows.map(({ person }) => person), ...others],
  }
}
