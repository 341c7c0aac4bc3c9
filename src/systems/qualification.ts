import * as z from 'zod'
import {
  defineCase,
  MAJORITIES,
  NEED_COURSES,
  type CaseFacts,
  type Effect,
  type NeedCourse,
  type TeacherFacts,
} from '#kernel/case/define.ts'
import { qualificationDocuments } from './qualification-documents.ts'
import {
  CASE_ARCHIVE,
  DEGREES,
  PUTONGHUA,
  QUALIFICATIONS,
  RANK_LEVELS,
  rankLevel,
  type RankLevel,
} from './vocabulary.ts'

const form = z.object({
  kind: z.enum(QUALIFICATIONS).describe('资格种类').meta({ judges: true }),
  subject: z.string().min(1).max(20).describe('任教学科').meta({ judges: true }),
  degree: z.enum(DEGREES).describe('学历'),
  college: z.string().min(2).max(60).describe('毕业院校'),
  putonghua: z.enum(PUTONGHUA).describe('普通话等级'),
  teacherTraining: z.boolean().describe('师范类专业毕业'),
  phone: z
    .string()
    .regex(/^1\d{10}$/)
    .describe('手机号'),
})
type Form = z.output<typeof form>

const params = z.object({
  countyDecides: z
    .array(z.enum(QUALIFICATIONS))
    .default(['幼儿园', '小学', '初中'])
    .describe('由县级认定的资格种类'),
  leastPutonghua: z.enum(PUTONGHUA).default('二级乙等').describe('普通话最低等级'),
  theoryMark: z.number().min(0).max(100).default(60).describe('教育学心理学合格分'),
  abilityMark: z.number().min(0).max(100).default(60).describe('能力测试合格分'),
  judges: z.int().min(1).default(3).describe('能力测试最少评委人数'),
  leastRank: z.enum(RANK_LEVELS).default('中级').describe('能力测试评委、专家审查委员的最低职称'),
  dropFrom: z.int().min(3).default(5).describe('评委达到多少人时去掉最高分和最低分'),
  members: z.int().min(3).default(5).describe('专家审查委员会评审会的最少出席人数'),
  majority: z.enum(MAJORITIES).default('过半数').describe('专家审查通过所需的同意票'),
  documentDays: z.int().min(1).default(5).describe('现场确认、补正的工作日数'),
  decisionDays: z.int().min(1).default(30).describe('作出决定的工作日数'),
  noticeDays: z.int().min(1).default(5).describe('公示的工作日数'),
})

/** The degree that the law asks for at least (教师法第十一条). */
const LEAST_DEGREE: Record<(typeof QUALIFICATIONS)[number], (typeof DEGREES)[number]> = {
  幼儿园: '中专',
  小学: '中专',
  初中: '大专',
  高中: '本科',
  中职: '本科',
  中职实习指导: '中专',
}

const degreeSuffices = {
  says: () =>
    '学历达到所申请种类的要求：幼儿园、小学、中职实习指导中专以上，初中大专以上，高中、中职本科以上。',
  breaks: ({ form: { kind, degree } }: CaseFacts<Form>) => {
    if (kind === undefined || degree === undefined) return null
    const least = LEAST_DEGREE[kind]
    return DEGREES.indexOf(degree) >= DEGREES.indexOf(least)
      ? null
      : `申请${kind}教师资格应有${least}以上学历，所填为${degree}。`
  },
}

/** Experts hold middle or senior titles (《教师资格条例》实施办法: 专家审查委员会). */
const rankedExpert = {
  says: ({ leastRank }: { leastRank: RankLevel }) => `专家应有${leastRank}以上职称。`,
  breaks: ({ rank }: TeacherFacts, { leastRank }: { leastRank: RankLevel }) => {
    const level = rankLevel(rank)
    if (level !== null && RANK_LEVELS.indexOf(level) >= RANK_LEVELS.indexOf(leastRank)) return null
    return `专家应有${leastRank}以上职称，档案中为${rank ?? '未评'}，请改派或更正档案。`
  },
}

/** 教师资格认定 (教师资格条例): from registration to the certificate, with who fell out at which step and why. */
export const qualification = defineCase({
  id: 'qualification',
  title: '教师资格认定',
  rev: 1,
  menu: 'people',
  about: '每年两个批次受理教师资格申请；县级认定幼儿园、小学、初中，高中和中职由县级初审、上级认定。',
  basis: 'docs/policy/qualification.md',
  params,
  subject: 'anyone',
  form,
  materials: {
    identity: { title: '身份证件' },
    degree: { title: '学历证书' },
    putonghua: { title: '普通话等级证书' },
    conduct: { title: '无犯罪记录证明' },
    theory: {
      title: '教育学心理学考试成绩单',
      onlyIf: ({ form: { teacherTraining } }) => teacherTraining !== true,
    },
  },
  category: { title: '资格种类', of: ({ kind }) => kind ?? null, words: QUALIFICATIONS },
  rounds: {},
  stages: {
    register: {
      kind: 'submit',
      title: '网上报名',
      days: ({ documentDays }) => documentDays,
      rules: [degreeSuffices],
      materials: ['identity', 'degree', 'putonghua'],
    },
    documents: { kind: 'check', title: '现场确认', by: 'centre', days: ({ documentDays }) => documentDays },
    putonghua: {
      kind: 'exam',
      title: '普通话',
      by: 'centre',
      sat: true,
      blocks: ({ form: { putonghua } }, { leastPutonghua }) =>
        putonghua !== undefined && PUTONGHUA.indexOf(putonghua) < PUTONGHUA.indexOf(leastPutonghua)
          ? `普通话${putonghua}，未达到${leastPutonghua}，不能通过。`
          : null,
      effects: () => [met('普通话')],
    },
    theory: {
      kind: 'exam',
      title: '教育学心理学',
      by: 'centre',
      sat: true,
      passMark: ({ theoryMark }) => theoryMark,
      onlyIf: ({ form: { teacherTraining } }) => teacherTraining !== true,
      effects: () => [met('教育学心理学')],
    },
    physical: { kind: 'exam', title: '体检', by: 'centre' },
    ability: {
      kind: 'review',
      title: '能力测试',
      by: 'centre',
      dimensions: { 教学设计: 30, 课堂试讲: 50, 结构化面试: 20 },
      judges: ({ judges, dropFrom, abilityMark }) => ({ least: judges, dropFrom, passMark: abilityMark }),
      eligible: rankedExpert,
    },
    committee: {
      kind: 'check',
      title: '专家审查',
      by: 'centre',
      committee: {
        title: '教师资格专家审查委员会',
        rules: ({ members, majority }) => ({ least: members, majority }),
        eligible: rankedExpert,
      },
    },
    decision: {
      kind: 'decide',
      title: '认定决定',
      by: {
        offices: ['bureau', 'upper'],
        depends: ({ category }, { countyDecides }) =>
          countyDecides.some((kind) => kind === category) ? 'bureau' : 'upper',
      },
      days: ({ decisionDays }) => decisionDays,
    },
    publicity: { kind: 'notice', title: '公示', by: 'centre', period: ({ noticeDays }) => noticeDays },
    certificate: {
      kind: 'issue',
      title: '颁发证书',
      by: 'centre',
      number: '证书编号',
      effects: (facts) => [
        outcome(facts, 'certified', null),
        {
          kind: 'notify',
          who: 'applicant',
          words: `您的${facts.category ?? ''}教师资格已认定，请按通知领取证书。`,
        },
      ],
    },
  },
  endings: { granted: '认定', refused: '未通过', withdrawn: '撤回申请', lapsed: '逾期未补正' },
  refusedEffects: (facts, { leastPutonghua }, step) => [
    outcome(facts, 'failed', step),
    ...whatIsMissing(facts, step, leastPutonghua),
  ],
  archive: [
    CASE_ARCHIVE.notice,
    CASE_ARCHIVE.roster,
    CASE_ARCHIVE.forms,
    CASE_ARCHIVE.scores,
    CASE_ARCHIVE.votes,
    CASE_ARCHIVE.publicity,
    CASE_ARCHIVE.decision,
  ],
  documents: qualificationDocuments,
})

function outcome(
  { form, category, number }: CaseFacts<Form>,
  result: 'certified' | 'failed',
  failedStep: string | null,
) {
  const { subject = null, putonghua = null } = form
  return {
    kind: 'register' as const,
    certification: { type: category ?? '', subject, putonghua, result, failedStep, number },
  }
}

function met(course: NeedCourse) {
  return { kind: 'met' as const, course, because: `教师资格认定的${course}环节已通过` }
}

/** Who fell out for want of a course is put on the register of needs, and told so; others are told the step. */
function whatIsMissing({ form }: CaseFacts<Form>, step: string, leastPutonghua: string): Effect[] {
  const course = NEED_COURSES.find((one) => one === step)
  if (course === undefined) {
    const words = `您的教师资格申请在“${step}”环节未通过，可在下一批次重新申请。`
    return [{ kind: 'notify', who: 'applicant', words }]
  }
  const because =
    course === '普通话'
      ? `普通话应达到${leastPutonghua}，现为${form.putonghua ?? '未测'}`
      : '教育学心理学考试未合格'
  const words = `您的教师资格申请在“${step}”环节未通过（${because}），已登记补训需求，开班时通知您。`
  return [
    { kind: 'need', course, because },
    { kind: 'notify', who: 'applicant', words },
  ]
}
