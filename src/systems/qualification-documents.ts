/** 教师资格认定: the words of its documents, from the notice of a round to the certificate. */
import type { DocumentOf, Letter, RoundView } from '#kernel/case/documents/define.ts'
import type { CaseView, Certificate } from '#kernel/case/documents/define.ts'
import { annex, head, inChinese, join, para, say, tight, type Text } from '#kernel/document/define.ts'
import { categoriesWithPeople, confirmed, countedBy, decided, periodOf } from './case-letters.ts'
import { minutes } from './qualification-minutes.ts'
import { CASE_ARCHIVE, QUALIFICATIONS } from './vocabulary.ts'

type Params = {
  countyDecides: readonly string[]
  leastPutonghua: string
  theoryMark: number
  abilityMark: number
  documentDays: number
  decisionDays: number
  noticeDays: number
  majority: string
}
type Form = { subject: string }
type View = RoundView<Params>

function notice(view: View): Letter {
  const { params, opensOn, closesOn, speakers, basis } = view
  const county = params.countyDecides.join('、')
  const above = QUALIFICATIONS.filter((kind) => !params.countyDecides.includes(kind)).join('、')
  const upper =
    above === ''
      ? ''
      : `${above}教师资格的申请由${speakers.bureau}受理和初审，报有权限的上级教育行政部门认定。`
  return {
    title: `关于做好${tight(view.title)}工作的通知`,
    to: '各学校，各有关单位：',
    by: 'bureau',
    blocks: [
      para(
        say`根据《中华人民共和国教师法》《教师资格条例》及其实施办法，依据${basis}，现就${tight(view.title)}的有关事项通知如下。`,
      ),
      head('认定种类和权限'),
      para(say`${county}教师资格由${speakers.bureau}认定。${upper}`),
      head('申请条件'),
      ...conditions(view).map((words, n) => para(say`${n + 1}.${words}`)),
      head('时间安排'),
      para(say`1.网上报名：${inChinese(opensOn)}至${inChinese(closesOn)}，逾期不予受理。`),
      para(
        say`2.现场确认：报名后${params.documentDays}个工作日内，本人持材料原件到${speakers.centre}确认；材料不全的，一次告知应补的材料，并在${params.documentDays}个工作日内补齐。`,
      ),
      para(
        say`3.考核：现场确认合格后，依次进行普通话核验、教育学和心理学考核、体检和教育教学能力测试，具体时间另行告知本人。`,
      ),
      para(
        say`4.认定和公示：自受理期满起${params.decisionDays}个工作日内作出决定，公示${params.noticeDays}个工作日。`,
      ),
      head('提交材料'),
      para(say`${materialsOf(view)}。复印件与原件不符的，不予认定。`),
      head('有关要求'),
      para(
        say`各学校要将本通知传达到每一位尚未取得相应教师资格的人员。申请人对所填内容和材料的真实性负责；弄虚作假的，取消申请资格，已认定的予以撤销。`,
      ),
    ],
  }
}

function conditions({ params, rules }: View): string[] {
  return [
    '遵守宪法和法律，热爱教育事业，履行教师义务，遵守教师职业道德，无犯罪记录。',
    ...rules,
    `普通话水平达到${params.leastPutonghua}以上。`,
    `教育学、心理学考核达到${params.theoryMark}分；师范类专业毕业的免予考核。`,
    `教育教学能力测试达到${params.abilityMark}分，体检合格。`,
  ]
}

function materialsOf({ materials }: View): string {
  const always = materials.filter(({ always: each }) => each).map(({ title }) => title)
  const some = materials.filter(({ always: each }) => !each).map(({ title }) => title)
  return `${always.join('、')}${some.length === 0 ? '' : `；按规定需要的，另交${some.join('、')}`}`
}

function publicity(view: View): Letter {
  return {
    title: `关于${tight(view.title)}拟认定人员的公示`,
    by: 'bureau',
    blocks: [
      para(
        say`经申请人报名、现场确认、考核、专家审查和研究决定，拟认定${view.count(decided)}人的教师资格${kindsOf(view, decided)}。现将名单予以公示。`,
      ),
      para(
        say`${periodOf(view)}。对拟认定人员有异议的，请在公示期内实名向${view.speakers.centre}提出并写明事实，受理人员对提出人的信息保密。`,
      ),
    ],
    annexes: [namesOf(view, decided, '拟认定人员名单')],
  }
}

/** ，其中小学12人、初中22人: nothing where there is one kind. */
function kindsOf(view: View, which: { passed: string }): Text {
  const kinds = categoriesWithPeople(view, which)
  if (kinds.length < 2) return kinds.length === 0 ? [] : say`，均为${kinds[0] ?? ''}教师资格`
  return say`，其中${countedBy(view, kinds, which)}`
}

function namesOf(view: View, which: { passed: string }, caption: string) {
  return annex(
    caption,
    [
      ['序号', 3],
      ['姓名', 6],
      ['资格种类', 7],
      ['受理编号', 8],
    ],
    view.listed(which).map((one, n) => [n + 1, one.name, one.category, one.number]),
  )
}

function outcome(view: View): Letter {
  const refused = { outcome: 'refused' } as const
  const above = view.decided['decision'] ?? []
  const rest = above.length === 0 ? '' : `其中由上级教育行政部门认定的，依据${above.join('、')}。`
  return {
    title: `关于${tight(view.title)}结果的通知`,
    to: '各学校，各有关单位：',
    by: 'bureau',
    blocks: [
      para(say`${tight(view.title)}工作已经结束，公示期满。现将结果通知如下。`),
      head('认定情况'),
      para(
        say`共有${view.count({})}人申请，认定${view.count(confirmed)}人${kindsOf(view, confirmed)}。${rest}`,
      ),
      head('未通过情况'),
      para(fallen(view)),
      head('证书领取'),
      para(say`认定人员持身份证件到${view.speakers.centre}领取证书。证书载有查验码，可以查验真伪。`),
    ],
    annexes: [
      namesOf(view, confirmed, '认定人员名单'),
      annex(
        '未通过人员情况',
        [
          ['序号', 3],
          ['受理编号', 6],
          ['申请种类', 6],
          ['未通过环节', 7],
          ['原因', 14],
        ],
        view
          .listed(refused)
          .map((one, n) => [n + 1, one.number, one.category, stageTitle(view, one.fellAt), one.because]),
        '按受理编号列出，申请人凭本人的受理编号对照。',
      ),
    ],
  }
}

/** 未通过40人：现场确认6人、普通话8人…… */
function fallen(view: View): Text {
  if (view.listed({ outcome: 'refused' }).length === 0) return say`没有未通过的人员。`
  const steps = view.stages.filter(({ id }) => view.listed({ fellAt: id }).length > 0)
  const parts = steps.map(({ id, title }) => say`${title}${view.count({ fellAt: id })}人`)
  return say`未通过${view.count({ outcome: 'refused' })}人，按环节为${join(parts, '、')}。需要参加普通话、教育学和心理学补训的，已作登记，开班时通知本人。`
}

function stageTitle({ stages }: View, id: string | null): string {
  return stages.find((stage) => stage.id === id)?.title ?? ''
}

function certificate(view: CaseView<Form, Params>): Certificate {
  const { name, category, form, number, caseNumber, params } = view
  const own = params.countyDecides.some((kind) => kind === category)
  const decision = view.decided['decision']?.document ?? null
  const by = own ? view.speakers.bureau : `上级教育行政部门${decision === null ? '' : `（${decision}）`}`
  return {
    title: '教师资格认定证书',
    text: [`${name}，经审查和考核，符合《教师资格条例》规定的条件，认定具备${category ?? ''}教师资格。`],
    fields: [
      { title: '资格种类', value: `${category ?? ''}教师资格` },
      { title: '任教学科', value: form.subject ?? '' },
      { title: '认定机关', value: by },
    ],
    number: number ?? caseNumber,
    by: 'bureau',
  }
}

type Stage = 'decision' | 'publicity' | 'certificate'

/** The documents of 教师资格认定, in the order in which an office writes them. */
export const qualificationDocuments: Readonly<Record<string, DocumentOf<Form, Params, Stage>>> = {
  notice: {
    kind: 'circular',
    whose: 'round',
    title: '认定通知',
    after: null,
    tells: 'schools',
    material: CASE_ARCHIVE.notice,
    write: notice,
  },
  minutes: {
    kind: 'roster',
    whose: 'round',
    title: '专家审查会议纪要',
    after: null,
    whyNot: ({ oversees, sittings }) => {
      if (!oversees) return '由中心办理；中心和局领导可以查看。'
      return sittings.length === 0 ? '还没有登记评审会。' : null
    },
    write: minutes,
  },
  publicity: {
    kind: 'circular',
    whose: 'round',
    title: '拟认定公示',
    after: 'decision',
    tells: 'schools',
    material: CASE_ARCHIVE.publicity,
    write: publicity,
  },
  result: {
    kind: 'circular',
    whose: 'round',
    title: '认定结果',
    after: 'publicity',
    tells: 'concerned',
    material: CASE_ARCHIVE.decision,
    write: outcome,
  },
  certificate: {
    kind: 'certificate',
    whose: 'case',
    title: '资格证书',
    after: 'certificate',
    write: certificate,
  },
}
