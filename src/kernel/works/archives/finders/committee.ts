import { casesOnFile } from '../../../case/on-file.ts'
import { committeeOnFile, passedUnvoted } from '../../../case/committee/read.ts'
import { stagesOf } from '../../../case/steps.ts'
import type { Cell, Entry } from '../filed.ts'
import { gap, gapsFor, type Finder, type OfRound } from './finder.ts'

/**
 * 专家审查意见: the sittings of a round's committees, and the votes on every case that came before them. Cases that were
 * passed when there was no committee yet lack nothing.
 */
export const caseVotes: Finder<OfRound> = async (asked) => {
  const { work, subject } = asked
  const rows = await casesOnFile(work, subject.cases, subject.round)
  const cases = new Map(rows.map((row) => [row.id, row]))
  const sittings = await committeeOnFile(work, subject.round, [...cases.keys()])
  const votes = sittings.flatMap((sitting) => sitting.votes.map((vote) => ({ sitting, vote })))
  const seats = stagesOf(subject.round.definition).filter(
    ({ stage }) => stage.kind === 'check' && stage.committee !== undefined,
  )
  const waiting = rows.filter(
    ({ stage, status }) => status === 'open' && seats.some(({ id }) => id === stage),
  )
  const voted = new Set(votes.map(({ vote }) => vote.caseId)).size
  const meetings: Entry = {
    kind: 'sheet',
    name: '评审会',
    columns: ['日期', '地点', '委员', '单位', '职称', '出席', '主任委员'],
    rows: sittings.flatMap(({ heldOn, place, members }) =>
      members.map((one): Cell[] => [
        heldOn,
        place,
        one.name,
        one.unit,
        one.rank,
        one.present ? '是' : '否',
        one.chair ? '是' : '',
      ]),
    ),
  }
  const ballots: Entry = {
    kind: 'sheet',
    name: '表决',
    columns: ['受理编号', '姓名', '会议日期', '结果', '同意', '不同意', '弃权', '回避', '意见'],
    rows: votes.map(({ sitting, vote }): Cell[] => [
      cases.get(vote.caseId)?.number ?? null,
      cases.get(vote.caseId)?.name ?? null,
      sitting.heldOn,
      vote.passed ? '通过' : '不予通过',
      vote.agree,
      vote.against,
      vote.abstain,
      vote.aside.map(({ name }) => name).join('、'),
      vote.because,
    ]),
  }
  const words = waiting.map(({ number, name }) => `${number} ${name}还没有表决`)
  const none = voted + waiting.length === 0
  const stages = seats.map(({ id }) => id)
  const before = none && (await passedUnvoted(work, stages, [...cases.keys()]))
  const gaps = none && !before ? [gap(asked, '还没有开评审会表决')] : gapsFor(asked, words)
  return {
    have: voted,
    need: Math.max(voted + waiting.length, before ? 0 : 1),
    gaps,
    entries: asked.whole && sittings.length > 0 ? [meetings, ballots] : [],
  }
}
