/** 骨干教师与名师评选: the words of its documents, from the notice of a round to the certificate of honour. */
import type { CaseView, Certificate, DocumentOf, Letter, RoundView } from '#kernel/case/documents/define.ts'
import { annex, head, inChinese, para, say, table, tight, type Text } from '#kernel/document/define.ts'
import { categoriesWithPeople, confirmed, countedBy, decided, periodOf } from './case-letters.ts'
import { CASE_ARCHIVE } from './vocabulary.ts'

type Params = { noticeDays: number; schoolDays: number; clusterDays: number; termYears: number }
type View = RoundView<Params>

function notice(view: View): Letter {
  const { params, opensOn, closesOn, rules, materials } = view
  return {
    title: `关于开展${tight(view.title)}工作的通知`,
    to: '各学区，各学校：',
    by: 'bureau',
    blocks: [
      para(
        say`为加强教师队伍建设，发挥优秀教师的示范引领作用，依据${view.basis}，决定开展${tight(view.title)}工作。现将有关事项通知如下。`,
      ),
      head('评选类别和名额'),
      ...placesOf(view),
      head('申报条件'),
      ...rules.map((words, n) => para(say`${n + 1}.${words}`)),
      head('评选程序'),
      para(
        say`1.个人申报：${inChinese(opensOn)}至${inChinese(closesOn)}，在教师发展平台填写申报表，提交${materials.map(({ title }) => title).join('、')}。主要业绩不得写姓名和学校，以便匿名评审。`,
      ),
      para(
        say`2.学校推荐和学区审核：学校在${params.schoolDays}个工作日内按推荐名额提出意见，学区在${params.clusterDays}个工作日内审核。`,
      ),
      para(
        say`3.专家评审：由专家按师德表现、教学能力、教研成果、示范引领评分，与申报人有利害关系的专家回避。`,
      ),
      para(
        say`4.研究、公示和命名：经局务会研究，公示${params.noticeDays}个工作日，无异议的发文命名，任期${params.termYears}年。`,
      ),
      head('有关要求'),
      para(
        say`各学校要组织符合条件的教师申报，向一线和乡村教师倾斜，严格审核把关；弄虚作假的，取消申报资格并通报。`,
      ),
    ],
  }
}

/** The table of places; a round without any says so. */
function placesOf({ places, floorTitle, categories }: View) {
  const rows = categories.flatMap((category) => places.filter((one) => one.category === category))
  if (rows.length === 0) return [para(say`评选类别为${categories.join('、')}，不分配名额。`)]
  const most = rows.reduce((sum, one) => sum + (one.places ?? 0), 0)
  const floor = rows.reduce((sum, one) => sum + one.floor, 0)
  const kept = floorTitle === null || floor === 0 ? '' : `，其中${floorTitle}不少于${floor}名`
  return [
    para(say`共评选${most}名${kept}。各类别名额如下。`),
    table(
      '评选名额',
      [
        ['类别', 8],
        ['名额', 5],
        [`其中${floorTitle ?? '保底'}不少于`, 8],
      ],
      rows.map((one) => [one.category, one.places, one.floor]),
      ['合计', most, floor],
    ),
  ]
}

function publicity(view: View): Letter {
  return {
    title: `关于${tight(view.title)}拟命名人选的公示`,
    by: 'bureau',
    blocks: [
      para(
        say`经个人申报、学校推荐、学区审核、专家评审和局务会研究，拟命名${view.count(decided)}人${sharesOf(view, decided)}。现将人选予以公示。`,
      ),
      para(
        say`${periodOf(view)}。对人选有异议的，请在公示期内实名向${view.speakers.centre}提出并写明事实，受理人员对提出人的信息保密。`,
      ),
    ],
    annexes: listsOf(view, decided, '拟命名人选名单'),
  }
}

/** ，其中骨干教师70人、名师20人；乡村教师46人 */
function sharesOf(view: View, which: { passed: string }): Text {
  const kinds = categoriesWithPeople(view, which)
  const split = kinds.length > 1 ? say`，其中${countedBy(view, kinds, which)}` : say`，均为${kinds[0] ?? ''}`
  return view.floorTitle === null
    ? split
    : say`${split}；${view.floorTitle}${view.count({ ...which, floor: true })}人`
}

/** A list of names for each category. */
function listsOf(view: View, which: { passed: string }, caption: string) {
  return categoriesWithPeople(view, which).map((category) =>
    annex(
      `${category}${caption}`,
      [
        ['序号', 3],
        ['姓名', 6],
        ['单位', 14],
      ],
      view.listed({ ...which, category }).map((one, n) => [n + 1, one.name, one.unit]),
      '排名不分先后。',
    ),
  )
}

function naming(view: View): Letter {
  const { params } = view
  return {
    title: `关于${tight(view.title)}命名的决定`,
    to: '各学区，各学校：',
    by: 'bureau',
    blocks: [
      para(
        say`依据${view.basis}，经个人申报、学校推荐、学区审核、专家评审、局务会研究和公示，现作出如下决定。`,
      ),
      head('命名'),
      para(say`命名${view.count(confirmed)}名教师${sharesOf(view, confirmed)}，名单附后。`),
      head('任期'),
      para(say`任期${params.termYears}年，自发文命名之日起计算。任期内按年度考核，考核不合格的予以退出。`),
      head('要求'),
      para(
        say`被命名的教师要珍惜荣誉，在课堂教学、教研指导、青年教师培养和送教下乡中发挥示范引领作用。各学校要为其开展工作提供条件，广大教师要以他们为榜样，不断提高教育教学水平。`,
      ),
    ],
    annexes: listsOf(view, confirmed, '名单'),
  }
}

function certificate(view: CaseView<object, Params>): Certificate {
  const { name, category, number, decided: passed, params } = view
  const from = passed['naming']?.day ?? view.day
  const until = lastDayOfTerm(from, params.termYears)
  return {
    title: '荣誉证书',
    salutation: `${name}老师：`,
    text: [
      `经评选，授予您“${category ?? ''}”称号，任期自${inChinese(from)}至${inChinese(until)}。`,
      '特发此证，以资鼓励。',
    ],
    fields: number === null ? [] : [{ title: '命名文号', value: number }],
    number: `${view.year}-${view.caseNumber.replace(/^\d+-/, '')}`,
    by: 'bureau',
    until,
  }
}

/** The term ends the day before its anniversary; a term from 29 February ends on 28 February. */
export function lastDayOfTerm(from: string, years: number): string {
  const end = new Date(`${from}T00:00:00Z`)
  const month = end.getUTCMonth()
  end.setUTCFullYear(end.getUTCFullYear() + years)
  const overran = end.getUTCMonth() !== month
  end.setUTCDate(overran ? 0 : end.getUTCDate() - 1)
  return end.toISOString().slice(0, 10)
}

type Stage = 'decision' | 'publicity' | 'naming'

/** The documents of 骨干教师与名师评选, in the order in which an office writes them. */
export const teacherHonourDocuments: Readonly<Record<string, DocumentOf<object, Params, Stage>>> = {
  notice: {
    kind: 'circular',
    whose: 'round',
    title: '评选通知',
    after: null,
    tells: 'schools',
    material: CASE_ARCHIVE.notice,
    write: notice,
  },
  publicity: {
    kind: 'circular',
    whose: 'round',
    title: '拟命名公示',
    after: 'decision',
    tells: 'schools',
    material: CASE_ARCHIVE.publicity,
    write: publicity,
  },
  naming: {
    kind: 'circular',
    whose: 'round',
    title: '命名决定',
    after: 'publicity',
    numbers: 'naming',
    tells: 'concerned',
    material: CASE_ARCHIVE.naming,
    write: naming,
  },
  certificate: {
    kind: 'certificate',
    whose: 'case',
    title: '荣誉证书',
    after: 'naming',
    write: certificate,
  },
}
