import type { CaseRow } from '#contract/case.ts'
import {
  casesOnFile,
  decisionsOnFile,
  formsOnFile,
  noticesOnFile,
  pointsOnFile,
} from '../../../case/on-file.ts'
import { stagesOf } from '../../../case/steps.ts'
import type { Cell, Entry } from '../filed.ts'
import { gap, gapsFor, type Asked, type Finder, type OfRound } from './finder.ts'

/** How cases are called on file. */
const label = ({ number, name }: CaseRow): string => `${number} ${name}`

function listed({ work, subject }: Asked<OfRound>): Promise<CaseRow[]> {
  return casesOnFile(work, subject.cases, subject.round)
}

/** 申请名册: everybody who handed in, and what came of it; complete when nothing stands open. */
export const caseRoster: Finder<OfRound> = async (asked) => {
  const rows = await listed(asked)
  const open = rows.filter(({ status }) => status !== 'ended')
  const words = rows.length === 0 ? ['还没有人申请'] : open.map((row) => `${label(row)}还没有办结`)
  const sheet: Entry = {
    kind: 'sheet',
    name: '申请名册',
    columns: ['受理编号', '姓名', '单位', '类别', '提交日期', '状态', '得分', '编号'],
    rows: rows.map((row): Cell[] => [
      row.number,
      row.name,
      row.unit?.name ?? null,
      row.category,
      row.submitted,
      row.statusWord,
      row.score,
      row.issued,
    ]),
  }
  return {
    have: rows.length - open.length,
    need: Math.max(rows.length, 1),
    gaps: gapsFor(asked, words),
    entries: asked.whole && rows.length > 0 ? [sheet] : [],
  }
}

/** 申请表与材料: what each applicant handed in. */
export const caseForms: Finder<OfRound> = async (asked) => {
  const rows = await listed(asked)
  const entries = asked.whole ? await formEntries(asked, rows) : []
  const gaps = rows.length === 0 ? [gap(asked, '还没有人申请')] : []
  return { have: rows.length, need: Math.max(rows.length, 1), gaps, entries }
}

async function formEntries({ work, subject }: Asked<OfRound>, rows: readonly CaseRow[]): Promise<Entry[]> {
  const names = new Map(rows.map((row) => [row.id, label(row)]))
  const forms = await formsOnFile(work, subject.round, [...names.keys()])
  return forms.flatMap(({ caseId, text, files }): Entry[] => [
    { kind: 'text', name: `${names.get(caseId) ?? ''} 申请表`, text },
    ...files.map(({ material, name, ...file }): Entry => {
      const ending = /\.[\da-z]+$/i.exec(name)?.[0] ?? ''
      return { kind: 'file', name: `${names.get(caseId) ?? ''} ${material}${ending}`, ...file }
    }),
  ])
}

/** 评分表: the points of every judge; each case that was judged has some. */
export const caseScores: Finder<OfRound> = async (asked) => {
  const { work, subject } = asked
  const rows = await listed(asked)
  const ids = rows.map(({ id }) => id)
  const judged = new Set(
    (await decisionsOnFile(work, subject.round, ids, 'review')).map(({ caseId }) => caseId),
  )
  const points = await pointsOnFile(work, ids)
  const scored = new Set(points.map(({ caseId }) => caseId))
  const bare = rows.filter(({ id }) => judged.has(id) && !scored.has(id))
  const names = new Map(rows.map((row) => [row.id, row]))
  const titles = new Map(stagesOf(subject.round.definition).map(({ id, stage }) => [id, stage.title]))
  const sheet: Entry = {
    kind: 'sheet',
    name: '评分表',
    columns: ['受理编号', '姓名', '环节', '匿名编号', '评委', '评分项', '得分'],
    rows: points.map((one): Cell[] => [
      names.get(one.caseId)?.number ?? null,
      names.get(one.caseId)?.name ?? null,
      titles.get(one.stage) ?? one.stage,
      one.blind,
      one.judge,
      one.dimension,
      one.points,
    ]),
  }
  const words = judged.size === 0 ? ['还没有评审'] : bare.map((row) => `${label(row)}没有评分`)
  return {
    have: judged.size - bare.length,
    need: Math.max(judged.size, 1),
    gaps: gapsFor(asked, words),
    entries: asked.whole && points.length > 0 ? [sheet] : [],
  }
}

/** 决定: what was decided on each case, by whom, on which document. */
export const caseDecisions: Finder<OfRound> = async (asked) => {
  const { work, subject } = asked
  const rows = await listed(asked)
  const names = new Map(rows.map((row) => [row.id, row]))
  const made = await decisionsOnFile(work, subject.round, [...names.keys()], 'decide')
  const sheet: Entry = {
    kind: 'sheet',
    name: '决定',
    columns: ['受理编号', '姓名', '决定', '文号', '理由', '作出人', '时间'],
    rows: made.map((one): Cell[] => [
      names.get(one.caseId)?.number ?? null,
      names.get(one.caseId)?.name ?? null,
      one.word,
      one.document,
      one.because,
      one.actor,
      one.at,
    ]),
  }
  const gaps = made.length > 0 ? [] : [gap(asked, '还没有作出决定')]
  return {
    have: made.length > 0 ? 1 : 0,
    need: 1,
    gaps,
    entries: asked.whole && made.length > 0 ? [sheet] : [],
  }
}

/** 公示: each public notice with its days and whom it named. */
export const caseNotices: Finder<OfRound> = async (asked) => {
  const notices = await noticesOnFile(asked.work, asked.subject.round.id)
  const entries = notices.map(({ title, words, from, until, people }): Entry => ({
    kind: 'text',
    name: title,
    text: `${title}\n公示 ${from} 至 ${until}\n${words}\n${people}`,
  }))
  const gaps = notices.length > 0 ? [] : [gap(asked, '还没有公示')]
  return { have: notices.length > 0 ? 1 : 0, need: 1, gaps, entries: asked.whole ? entries : [] }
}
