import type { CaseAction } from '#contract/case.ts'

/** An invented applicant for a teacher's qualification, and how far the centre has come with the application. */
export type DemoApplicant = {
  name: string
  identityNumber: string
  kind: string
  subject: string
  degree: string
  college: string
  putonghua: string
  teacherTraining: boolean
  actions: readonly CaseAction[]
}

/** Lets a case go on. */
export const PASS: CaseAction = { do: 'pass', because: null, score: null, number: null, document: null }
const mark = (score: number): CaseAction => ({ ...PASS, score })
const refuse = (because: string): CaseAction => ({ do: 'refuse', because, item: null, document: null })
const send = (because: string): CaseAction => ({ do: 'return', because, document: null })

const trained = { degree: '本科', college: '省师范大学', putonghua: '二级甲等', teacherTraining: true }
const other = { ...trained, college: '省财经大学', teacherTraining: false }

/** At every step one: from just handed in to the expert test, one returned, some who fell out. */
export const APPLICANTS: readonly DemoApplicant[] = [
  {
    ...trained,
    name: '段清禾',
    identityNumber: '990123199802150028',
    kind: '小学',
    subject: '语文',
    actions: [],
  },
  {
    ...trained,
    name: '𠮷永安',
    identityNumber: '990123199905210011',
    kind: '初中',
    subject: '数学',
    actions: [send('学历证书照片不清，请重新上传')],
  },
  {
    ...trained,
    name: '罗䶮',
    identityNumber: '990123199711300035',
    kind: '初中',
    subject: '物理',
    actions: [PASS],
  },
  {
    ...other,
    name: '陶可',
    identityNumber: '990123199603030023',
    kind: '小学',
    subject: '英语',
    putonghua: '三级甲等',
    actions: [PASS, refuse('普通话三级甲等，未达到二级乙等')],
  },
  {
    ...other,
    name: '邱启明',
    identityNumber: '990123199508080014',
    kind: '高中',
    subject: '化学',
    actions: [PASS, PASS, mark(52)],
  },
  {
    ...other,
    name: '唐雨㛃',
    identityNumber: '990123199910010049',
    kind: '中职',
    subject: '电子',
    actions: [PASS, PASS, mark(81)],
  },
  {
    ...trained,
    name: '彭静之',
    identityNumber: '990123199804040025',
    kind: '幼儿园',
    subject: '学前教育',
    actions: [PASS, PASS, PASS],
  },
]

/** One whom the experts have judged and the bureau has recognised: shown in public. */
export const IN_PUBLIC: DemoApplicant = {
  ...trained,
  name: '沈知远',
  identityNumber: '990123199706180016',
  kind: '初中',
  subject: '历史',
  actions: [PASS, PASS, PASS],
}

/** One whom the experts have judged, and on whom their committee votes next. */
export const WAITS_FOR_VOTE: DemoApplicant = {
  ...trained,
  name: '穆晓岚',
  identityNumber: '990123199507120029',
  kind: '小学',
  subject: '数学',
  actions: [PASS, PASS, PASS],
}

/** One whom the committee turned down. */
export const TURNED_DOWN: DemoApplicant = {
  ...trained,
  name: '骆文谦',
  identityNumber: '99012319981103001X',
  kind: '初中',
  subject: '地理',
  actions: [PASS, PASS, PASS],
}

/** What the experts give those whom they judge; highest and lowest are dropped. */
export const POINTS: readonly Readonly<Record<string, number>>[] = [
  { 教学设计: 26, 课堂试讲: 43, 结构化面试: 17 },
  { 教学设计: 25, 课堂试讲: 45, 结构化面试: 18 },
  { 教学设计: 27.5, 课堂试讲: 44, 结构化面试: 16 },
  { 教学设计: 24, 课堂试讲: 41, 结构化面试: 17 },
  { 教学设计: 28, 课堂试讲: 46.5, 结构化面试: 18 },
]

/** 主要业绩 of the cast's teacher. */
export const DEEDS =
  '近三年承担县级公开课五节，指导两名青年教师在片区赛课中获奖；主持小课题“低段识字教学的情境设计”，成果在学区推广；所带班级阅读量居年级前列，撰写的课例获县级一等奖。'

/** What the cast's school declares. */
export const PROJECT = {
  kind: '自主项目',
  principal: '周校长',
  topic: '低段识字教学的情境设计',
  way: '专题研究',
  goal: '改进低段识字课堂，让每个孩子在情境里认字、用字，形成可以推广的课例。',
  plan: '第一月集体备课和研读课标；第二、三月同课异构各两次，课后当天评议；第四月课例研讨和总结展示。每次半天，由教研组长主持，全体语文教师参加，资料当天归档。',
  leader: '教导主任',
  people: 12,
  hours: 16,
}
