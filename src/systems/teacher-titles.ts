import * as z from 'zod'
import { defineTitles } from '#kernel/titles/define.ts'
import { BACKBONE, HEADS } from './vocabulary.ts'

const times = (usual: number, words: string) => z.int().min(0).max(1000).default(usual).describe(words)
const yuan = (usual: number, words: string) => z.number().min(0).max(1_000_000).default(usual).describe(words)

const params = z.object({
  goalBackbone: z.int().min(1).default(1000).describe('骨干教师、教学能手、学科带头人的目标人数'),
  goalFamous: z.int().min(1).default(50).describe('名师的目标人数'),
  goalHeads: z.int().min(1).default(30).describe('骨干校长、名校长的目标人数'),
  lessons: times(2, '每年公开课、示范课节数'),
  lessonsFamous: times(4, '名师每年公开课、示范课节数'),
  guided: times(1, '每年指导青年教师人数'),
  guidedFamous: times(3, '名师每年指导青年教师人数'),
  lectures: times(1, '每年专题讲座次数'),
  lecturesFamous: times(2, '名师和校长每年专题讲座次数'),
  outreach: times(1, '每年送教次数'),
  works: times(1, '每年教研成果件数'),
  backboneExcellent: yuan(2400, '骨干教师等考核优秀的年津贴（元）'),
  backboneFit: yuan(1200, '骨干教师等考核合格的年津贴（元）'),
  famousExcellent: yuan(6000, '名师考核优秀的年津贴（元）'),
  famousFit: yuan(3600, '名师考核合格的年津贴（元）'),
  headExcellent: yuan(3600, '骨干校长、名校长考核优秀的年津贴（元）'),
  headFit: yuan(2400, '骨干校长、名校长考核合格的年津贴（元）'),
  highestOnly: z.boolean().default(true).describe('一人有几个称号的，只发最高的一项津贴'),
})
type Params = z.output<typeof params>

const FAMOUS = '名师'
const EXCELLENT = '优秀'
const FIT = '合格'
const FAILED = '不合格'

function isHead(title: string): boolean {
  return HEADS.some((word) => word === title)
}

/** 特殊津贴 by title and 等次, in yuan a year. */
function rate(said: Params, title: string, band: string): number {
  const [excellent, fit] = isHead(title)
    ? [said.headExcellent, said.headFit]
    : title === FAMOUS
      ? [said.famousExcellent, said.famousFit]
      : [said.backboneExcellent, said.backboneFit]
  return { [EXCELLENT]: excellent, [FIT]: fit }[band] ?? 0
}

/** 骨干教师与名师管理: the pyramid, what its people owe each year, and what they are paid for it. */
export const teacherTitles = defineTitles({
  id: 'teacher-titles',
  title: '骨干教师与名师管理',
  menu: 'people',
  about: '在任期内的骨干教师、名师和名校长，每年考核职责，按结果发放津贴，到期和退出都在这里看。',
  basis: 'docs/policy/teacher-titles.md',
  params,
  base: { title: '塔基：合格教师', about: '在册教师。' },
  tiers: [
    {
      id: 'body',
      title: '塔身：骨干教师',
      about: '骨干教师、教学能手、学科带头人，一人有几个称号的只计一人。',
      titles: BACKBONE,
      goal: ({ goalBackbone }) => goalBackbone,
    },
    {
      id: 'tip',
      title: '塔尖：名师',
      about: '名师。',
      titles: [FAMOUS],
      goal: ({ goalFamous }) => goalFamous,
    },
    {
      id: 'heads',
      title: '骨干校长、名校长',
      about: '校长、园长的称号，另计。',
      titles: HEADS,
      goal: ({ goalHeads }) => goalHeads,
    },
  ],
  codes: {
    骨干教师: 'backbone',
    教学能手: 'able',
    学科带头人: 'leader',
    名师: 'famous',
    骨干校长: 'backbone-head',
    名校长: 'famous-head',
  },
  duties: [
    {
      id: 'D1',
      title: '公开课、示范课',
      unit: '节',
      records: { kind: 'activity', roles: ['lecturer'], systems: ['lesson-observation', 'topic-refinement'] },
      needed: (said, title) => (isHead(title) ? 0 : title === FAMOUS ? said.lessonsFamous : said.lessons),
      points: 20,
    },
    {
      id: 'D2',
      title: '指导青年教师',
      unit: '人',
      records: { kind: 'pairing' },
      needed: (said, title) => (title === FAMOUS ? said.guidedFamous : said.guided),
      points: 20,
    },
    {
      id: 'D3',
      title: '专题讲座',
      unit: '次',
      records: {
        kind: 'activity',
        roles: ['lecturer'],
        systems: [
          'group-training',
          'cascade-training',
          'teacher-workshop',
          'school-based-project',
          'master-studio',
        ],
      },
      needed: (said, title) => (title === FAMOUS || isHead(title) ? said.lecturesFamous : said.lectures),
      points: 15,
    },
    {
      id: 'D4',
      title: '送教下乡、送培到校',
      unit: '次',
      records: {
        kind: 'activity',
        roles: ['lecturer', 'team'],
        systems: ['rural-teaching-visit', 'in-school-coaching'],
      },
      needed: ({ outreach }) => outreach,
      points: 15,
    },
    {
      id: 'D5',
      title: '教研成果',
      unit: '件',
      records: { kind: 'work' },
      needed: ({ works }) => works,
      points: 10,
    },
  ],
  beside: [{ id: 'E1', title: '示范引领和同行评价', points: 20, says: '听取学校和同行意见评分。' }],
  vetoes: [{ id: 'V1', title: '违反师德、弄虚作假' }],
  bands: [
    { id: 'excellent', title: EXCELLENT, least: '85', share: '30', despiteVeto: false },
    { id: 'fit', title: FIT, least: '60', share: null, despiteVeto: false },
    { id: 'failed', title: FAILED, least: '0', share: null, despiteVeto: true },
  ],
  rate,
  highestOnly: ({ highestOnly }) => highestOnly,
  failing: FAILED,
  exit: 'title-exit',
  says: (said) => [
    `目标：塔身 ${said.goalBackbone} 人，塔尖 ${said.goalFamous} 人，骨干校长和名校长 ${said.goalHeads} 人。`,
    `骨干教师每年公开课 ${said.lessons} 节、指导 ${said.guided} 人、讲座 ${said.lectures} 次、送教 ${said.outreach} 次、成果 ${said.works} 件。`,
    `名师每年公开课 ${said.lessonsFamous} 节、指导 ${said.guidedFamous} 人、讲座 ${said.lecturesFamous} 次、送教 ${said.outreach} 次、成果 ${said.works} 件。`,
    `津贴按考核结果发放：骨干教师优秀 ${said.backboneExcellent} 元、合格 ${said.backboneFit} 元，名师优秀 ${said.famousExcellent} 元、合格 ${said.famousFit} 元，校长优秀 ${said.headExcellent} 元、合格 ${said.headFit} 元；不合格和没有结果的不发。`,
    said.highestOnly ? '一人有几个称号的，只发最高的一项。' : '一人有几个称号的，分别发放。',
  ],
})
