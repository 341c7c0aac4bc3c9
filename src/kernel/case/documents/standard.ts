/** The documents that every system has without naming any: a roster and the result. Pure. */
import { annex, head, inChinese, join, para, say, table, tight, type Text } from '#kernel/document/define.ts'
import type { CaseDefinition } from '../define.ts'
import { stagesOf } from '../steps.ts'
import type { AnyDocument, CaseView, Letter, Listed, RoundView } from './define.ts'

/** The documents of a system by id, in the order in which they come about: those that it names, and the roster of a round. */
export function documentsOf(definition: CaseDefinition): [id: string, document: AnyDocument][] {
  const own: Readonly<Record<string, AnyDocument>> = definition.documents ?? { result: resultOf(definition) }
  return Object.entries(definition.rounds === null ? own : { ...own, roster: ROSTER })
}

const ROSTER: AnyDocument = { kind: 'roster', whose: 'round', title: '申请名册', after: null, write: roster }

function resultOf(definition: CaseDefinition): AnyDocument {
  const after = stagesOf(definition).at(-1)?.id ?? null
  return definition.rounds === null
    ? { kind: 'circular', whose: 'case', title: '办理结果通知', after, write: reply }
    : { kind: 'circular', whose: 'round', title: '结果通报', after, tells: 'concerned', write: result }
}

/** 名册: everybody who handed in, with what came of it. */
function roster(view: RoundView): Letter {
  const rows = view.listed({})
  return {
    title: `${tight(view.title)}申请名册`,
    by: 'centre',
    blocks: [
      para(say`本批次自${inChinese(view.opensOn)}起受理，共${view.count({})}人，名册如下。`),
      namesOf(view, rows),
    ],
  }
}

function namesOf({ endings, categoryTitle }: RoundView, rows: readonly Listed[]) {
  const outcomes: Record<Listed['outcome'], string> = {
    open: '办理中',
    granted: endings.granted,
    refused: endings.refused,
    annulled: '已撤销',
    withdrawn: '撤回',
    lapsed: '逾期终止',
  }
  return table(
    '申请名册',
    [
      ['序号', 3],
      ['姓名', 5],
      ['单位', 9],
      [categoryTitle, 6],
      ['受理编号', 6],
      ['情况', 5],
    ],
    rows.map((one, n) => [n + 1, one.name, one.unit, one.category, one.number, outcomes[one.outcome]]),
  )
}

/** 结果通报: how many applied and were granted, by category, with the names of those who were. */
function result(view: RoundView): Letter {
  const { endings, categories } = view
  const title = tight(view.title)
  const granted = { outcome: 'granted' } as const
  const parts: Text[] = categories
    .filter((category) => view.listed({ ...granted, category }).length > 0)
    .map((category) => say`${category}${view.count({ ...granted, category })}人`)
  const floor =
    view.floorTitle === null ? [] : say`，${view.floorTitle}${view.count({ ...granted, floor: true })}人`
  const split = parts.length > 1 ? say`，其中${join(parts, '、')}` : []
  return {
    title: `关于${title}结果的通报`,
    to: '各学校：',
    by: 'centre',
    blocks: [
      para(say`依据${view.basis}，${title}已经办结，现将结果通报如下。`),
      head('总体情况'),
      para(
        say`共有${view.count({})}人申请，${endings.granted}${view.count(granted)}人${split}${floor}；${endings.refused}${view.count({ outcome: 'refused' })}人。`,
      ),
    ],
    annexes: [grantedList(view, `${title}${endings.granted}名单`)],
  }
}

/** The names of who was granted, by category. */
function grantedList(view: RoundView, caption: string) {
  return annex(
    caption,
    [
      ['序号', 3],
      ['姓名', 5],
      ['单位', 10],
      [view.categoryTitle, 6],
    ],
    view.listed({ outcome: 'granted' }).map((one, n) => [n + 1, one.name, one.unit, one.category]),
  )
}

/** 办理结果通知 of a case without a round. */
function reply({ systemTitle, name, caseNumber, submittedOn }: CaseView): Letter {
  const when = submittedOn === null ? '' : `${inChinese(submittedOn)}提交的`
  return {
    title: `关于${systemTitle}办理结果的通知`,
    to: `${name}：`,
    by: 'centre',
    blocks: [para(say`你（单位）${when}${systemTitle}申请（受理编号${caseNumber}）已经审核，予以批准。`)],
  }
}
