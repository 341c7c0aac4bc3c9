/** 专家审查委员会会议纪要: when the committee of a round sat, who was there, and what was voted on each applicant. */
import type { Letter, Listed, RoundView, SittingFacts } from '#kernel/case/documents/define.ts'
import { annex, head, inChinese, para, say, tight, type Block } from '#kernel/document/define.ts'
import { categoriesWithPeople, countedBy } from './case-letters.ts'

type View = RoundView<{ majority: string }>
type Vote = SittingFacts['votes'][number]

const reviewed = { passed: 'committee' } as const
const turnedDown = { fellAt: 'committee' } as const

/** Writes the minutes of all sittings of a round; the votes that stand are its annex. */
export function minutes(view: View): Letter {
  return {
    title: `${tight(view.title)}专家审查委员会会议纪要`,
    by: 'centre',
    blocks: [
      para(
        say`根据《〈教师资格条例〉实施办法》，教师资格专家审查委员会对${tight(view.title)}的申请人进行审查，会议情况和审查意见纪要如下。`,
      ),
      head('会议情况'),
      ...view.sittings.map((sitting, n) => para(say`${n + 1}.${meeting(sitting)}`)),
      head('审查结果'),
      para(result(view)),
      ...asides(view),
      head('审查意见'),
      para(
        say`审查通过的申请人具备所申请教师资格要求的教育教学能力，报教师资格认定机关依法作出认定决定；不予通过的，由${view.speakers.centre}将原因告知本人。`,
      ),
    ],
    annexes: [votes(view)],
  }
}

function meeting({ heldOn, place, members }: SittingFacts): string {
  const named = (some: SittingFacts['members']): string =>
    some.map(({ name, unit, rank }) => `${name}（${[unit, rank].filter(Boolean).join('，')}）`).join('、')
  const chair = members.find((one) => one.chair)?.name ?? ''
  const away = members.filter(({ present }) => !present)
  const absent = away.length === 0 ? '' : `请假委员：${away.map(({ name }) => name).join('、')}。`
  return `${inChinese(heldOn)}在${place}召开评审会，主任委员${chair}主持。出席委员：${named(members.filter(({ present }) => present))}。${absent}`
}

function result(view: View) {
  const kinds = categoriesWithPeople(view, reviewed)
  const apart = kinds.length < 2 ? say`` : say`，其中${countedBy(view, kinds, reviewed)}`
  return say`经逐人表决，参加表决的委员${view.params.majority}同意的为审查通过。审查通过${view.count(reviewed)}人${apart}；不予通过${view.count(turnedDown)}人。每名申请人的票数见附件。`
}

/** Who stepped aside, and in whose case; nothing where nobody had to. */
function asides(view: View): Block[] {
  const people = peopleOf(view)
  const said = view.sittings
    .flatMap((sitting) => sitting.votes)
    .flatMap(({ caseId, aside }) =>
      aside.map(({ name, because }) => {
        const one = people.get(caseId)
        return `审查${one?.name ?? ''}（${one?.number ?? ''}）时，${name}回避：${because}`
      }),
    )
  return said.length === 0 ? [] : [head('回避情况'), ...said.map((words) => para(say`${words}`))]
}

function votes(view: View) {
  const people = peopleOf(view)
  const rows = view.sittings.flatMap((sitting) =>
    sitting.votes.flatMap((vote) => {
      const one = people.get(vote.caseId)
      return one === undefined ? [] : [{ one, vote }]
    }),
  )
  const ordered = rows.toSorted((a, b) => (a.one.number < b.one.number ? -1 : 1))
  return annex(
    '表决情况',
    [
      ['序号', 3],
      ['受理编号', 7],
      ['姓名', 5],
      ['资格种类', 6],
      ['同意', 4],
      ['不同意', 5],
      ['弃权', 4],
      ['审查意见', 10],
    ],
    ordered.map(({ one, vote }, n) => [
      n + 1,
      one.number,
      one.name,
      one.category,
      vote.agree,
      vote.against,
      vote.abstain,
      opinion(vote),
    ]),
  )
}

function opinion({ passed, because }: Vote): string {
  return [passed ? '通过' : '不予通过', because].filter(Boolean).join('：')
}

function peopleOf({ people }: View): Map<string, Listed> {
  return new Map(people.map((one) => [one.id, one]))
}
