import * as z from 'zod'
import { defineCase, type CaseFacts } from '#kernel/case/define.ts'
import { lastDayOfTerm, teacherHonourDocuments } from './teacher-honour-documents.ts'
import { BACKBONE, CASE_ARCHIVE, HEADS, HONOURS } from './vocabulary.ts'

const form = z.object({
  honour: z.enum(HONOURS).describe('申报类别').meta({ judges: true }),
  subject: z.string().min(1).max(20).describe('学科').meta({ judges: true }),
  openLessons: z.int().min(0).max(200).describe('近三年公开课节数').meta({ judges: true }),
  guided: z.int().min(0).max(100).describe('近三年指导青年教师人数').meta({ judges: true }),
  yearsAsHead: z.int().min(0).max(50).optional().describe('任校长、园长的年数（申报骨干校长、名校长的填写）'),
  deeds: z.string().min(50).max(3000).describe('主要业绩（不写姓名和学校）').meta({ judges: true }),
})
type Form = z.output<typeof form>

const params = z.object({
  leastYears: z.int().min(0).default(5).describe('最少教龄'),
  leastYearsFamous: z.int().min(0).default(10).describe('申报名师的最少教龄'),
  famousFromBackbone: z.boolean().default(true).describe('名师须从骨干教师、学科带头人、教学能手中产生'),
  leastOpenLessons: z.int().min(0).default(3).describe('近三年最少公开课节数'),
  leastYearsHead: z.int().min(0).default(3).describe('申报骨干校长的最少任职年数'),
  leastYearsFamousHead: z.int().min(0).default(6).describe('申报名校长的最少任职年数'),
  judges: z.int().min(1).default(3).describe('最少评委人数'),
  dropFrom: z.int().min(3).default(5).describe('评委达到多少人时去掉最高分和最低分'),
  schoolDays: z.int().min(1).default(5).describe('学校推荐、补正的工作日数'),
  clusterDays: z.int().min(1).default(5).describe('学区审核的工作日数'),
  noticeDays: z.int().min(1).default(5).describe('公示的工作日数'),
  termYears: z.int().min(1).default(3).describe('任期年数'),
})
type Params = z.output<typeof params>

const servedLongEnough = {
  says: ({ leastYears, leastYearsFamous }: Params) =>
    `教龄满 ${leastYears} 年；申报名师满 ${leastYearsFamous} 年。`,
  breaks: ({ form: { honour }, teacher }: CaseFacts<Form>, { leastYears, leastYearsFamous }: Params) => {
    const least = honour === '名师' ? leastYearsFamous : leastYears
    const years = teacher?.yearsOfService ?? null
    if (years === null) return '档案里没有参加工作时间，请学校补正后再申报。'
    return years >= least ? null : `教龄 ${years} 年，申报${honour ?? '该类别'}应满 ${least} 年。`
  },
}
const alreadyNamed = {
  says: ({ famousFromBackbone }: Params) =>
    famousFromBackbone ? '名师从在任期内的骨干教师、学科带头人、教学能手中产生。' : '名师不限原有称号。',
  breaks: ({ form: { honour }, teacher }: CaseFacts<Form>, { famousFromBackbone }: Params) => {
    if (honour !== '名师' || !famousFromBackbone) return null
    const body: readonly string[] = BACKBONE
    return teacher?.titles.some((title) => body.includes(title))
      ? null
      : '申报名师须有在任期内的骨干教师、学科带头人或教学能手称号。'
  },
}
const notTwice = {
  says: () => '在任期内的同一称号不重复申报。',
  breaks: ({ form: { honour }, teacher }: CaseFacts<Form>) =>
    honour !== undefined && teacher?.titles.includes(honour)
      ? `已是在任期内的${honour}，期满后再申报。`
      : null,
}
function isForHeads({ form: { honour } }: CaseFacts<Form>): boolean {
  return HEADS.some((word) => word === honour)
}
/** Principals are chosen for how they lead: years in office instead of open lessons. */
const ledLongEnough = {
  says: ({ leastYearsHead, leastYearsFamousHead }: Params) =>
    `申报骨干校长的任校长（园长）满 ${leastYearsHead} 年，申报名校长的满 ${leastYearsFamousHead} 年。`,
  breaks: (facts: CaseFacts<Form>, { leastYearsHead, leastYearsFamousHead }: Params) => {
    if (!isForHeads(facts)) return null
    const { honour = '', yearsAsHead } = facts.form
    if (yearsAsHead === undefined) return `申报${honour}的，请填写任校长、园长的年数。`
    const least = honour === '名校长' ? leastYearsFamousHead : leastYearsHead
    return yearsAsHead >= least ? null : `任校长 ${yearsAsHead} 年，申报${honour}应满 ${least} 年。`
  },
}
const openedLessons = {
  says: ({ leastOpenLessons }: Params) => `近三年公开课不少于 ${leastOpenLessons} 节，校长、园长不作要求。`,
  breaks: (facts: CaseFacts<Form>, { leastOpenLessons }: Params) => {
    const { openLessons } = facts.form
    if (isForHeads(facts) || openLessons === undefined || openLessons >= leastOpenLessons) return null
    return `近三年公开课 ${openLessons} 节，应不少于 ${leastOpenLessons} 节。`
  },
}

/** 骨干教师与名师评选: places per category with a share kept for rural teachers, named for a term. */
export const teacherHonour = defineCase({
  id: 'teacher-honour',
  title: '骨干教师与名师评选',
  rev: 1,
  menu: 'people',
  about:
    '按批次和名额评选骨干教师、学科带头人、教学能手、名师和骨干校长、名校长，为乡村教师留出名额，公示后命名，有任期。',
  basis: 'docs/policy/teacher-honour.md',
  params,
  subject: 'teacher',
  form,
  materials: { proof: { title: '业绩佐证材料', judges: true }, ethics: { title: '师德考核证明' } },
  category: { title: '申报类别', of: ({ honour }) => honour ?? null, words: HONOURS },
  rounds: { floor: { title: '乡村教师', counts: ({ teacher }) => teacher?.rural ?? false } },
  stages: {
    apply: {
      kind: 'submit',
      title: '个人申报',
      days: ({ schoolDays }) => schoolDays,
      rules: [servedLongEnough, alreadyNamed, notTwice, openedLessons, ledLongEnough],
    },
    school: { kind: 'check', title: '学校推荐', by: 'school', days: ({ schoolDays }) => schoolDays },
    cluster: { kind: 'check', title: '学区审核', by: 'cluster', days: ({ clusterDays }) => clusterDays },
    scoring: {
      kind: 'review',
      title: '专家评审',
      by: 'centre',
      dimensions: { 师德表现: 20, 教学能力: 40, 教研成果: 25, 示范引领: 15 },
      judges: ({ judges, dropFrom }) => ({ least: judges, dropFrom, passMark: null }),
    },
    decision: { kind: 'decide', title: '局务会研究', by: 'bureau' },
    publicity: { kind: 'notice', title: '公示', by: 'centre', period: ({ noticeDays }) => noticeDays },
    naming: {
      kind: 'issue',
      title: '发文命名',
      by: 'centre',
      number: '命名文号',
      numbering: 'shared',
      effects: ({ category, day }, { termYears }) => [
        {
          kind: 'title',
          title: category ?? '',
          level: 'county',
          from: day,
          until: lastDayOfTerm(day, termYears),
        },
        { kind: 'notify', who: 'applicant', words: `您已被命名为${category ?? ''}，任期 ${termYears} 年。` },
      ],
    },
  },
  endings: { granted: '命名', refused: '未入选', withdrawn: '撤回申报', lapsed: '逾期未补正' },
  refusedEffects: (_facts, _params, step) => [
    { kind: 'notify', who: 'applicant', words: `本次评选在“${step}”环节未入选，可在下一批次再申报。` },
  ],
  archive: [
    CASE_ARCHIVE.notice,
    CASE_ARCHIVE.forms,
    CASE_ARCHIVE.scores,
    CASE_ARCHIVE.decision,
    CASE_ARCHIVE.publicity,
    CASE_ARCHIVE.naming,
  ],
  documents: teacherHonourDocuments,
})
