import { randomUUID } from 'node:crypto'
import type { Answer, NewQuestionnaire, Question } from '#contract/questionnaire.ts'
import type { Runtime, Work } from '#kernel/call.ts'
import { handIn } from '#kernel/appraisal/questionnaires/answering.ts'
import { listQuestionnaires } from '#kernel/appraisal/questionnaires/read.ts'
import {
  addDoor,
  createQuestionnaire,
  doorTokens,
  stepQuestionnaire,
} from '#kernel/appraisal/questionnaires/service.ts'
import { addDays, dayAt, yearOf } from '#lib/dates.ts'

type InRegion = <T>(work: (work: Work) => Promise<T>) => Promise<T>

const scale = (says: string): Question => ({
  kind: 'scale',
  says,
  required: true,
  options: [],
  lines: [],
  most: 5,
})
const text = (says: string): Question => ({
  kind: 'text',
  says,
  required: false,
  options: [],
  lines: [],
  most: null,
})

const SATISFACTION: NewQuestionnaire['questions'] = [
  scale('本次研训对您的教学有多大帮助'),
  {
    kind: 'matrix',
    says: '请评价各个环节',
    required: true,
    options: [],
    lines: ['专家讲座', '课例观摩', '分组研讨', '食宿和组织'],
    most: 5,
  },
  {
    kind: 'single',
    says: '您的教龄',
    required: true,
    options: ['3 年以下', '4 至 10 年', '11 至 20 年', '20 年以上'],
    lines: [],
    most: null,
  },
  text('下次最希望安排什么'),
]
const NEEDS: NewQuestionnaire['questions'] = [
  {
    kind: 'multiple',
    says: '教学中最需要帮助的是哪几项',
    required: true,
    options: ['课堂提问', '作业设计', '学困生辅导', '信息技术应用', '班级管理'],
    lines: [],
    most: null,
  },
  scale('您对参加县级集中培训的意愿'),
  text('请写一个您最想解决的教学问题'),
]
const WISHES = [
  '多安排本地课例，少一点大道理。',
  '希望送教到村小，路太远了。',
  '作业分层设计最有用，能不能再深入一次？',
  '分组研讨时间太短。',
  '想学习小班额的复式教学。',
  '希望把课件发给大家。',
]
const PROBLEMS = ['学生课堂上不敢发言', '作业批改量大，反馈不及时', '留守儿童家庭辅导跟不上']

/** Answers as a hall of people gives them: mostly content, each a little different. */
function satisfied(at: number): Answer[] {
  const mark = (by: number): number => [5, 4, 5, 3, 4, 5, 4, 2, 5, 4][(at * 7 + by * 3) % 10] ?? 4
  return [
    { position: 1, choice: mark(0) },
    ...[1, 2, 3, 4].map((line) => ({
      position: 2,
      line,
      choice: Math.max(1, mark(line) - (line === 3 ? 1 : 0)),
    })),
    { position: 3, choice: 1 + (at % 4) },
    ...(at % 3 === 0 ? [{ position: 4, words: WISHES[(at / 3) % WISHES.length] ?? '' }] : []),
  ]
}

function needed(at: number): Answer[] {
  return [
    { position: 1, choice: 1 + (at % 5) },
    { position: 1, choice: 1 + ((at + 2) % 5) },
    { position: 2, choice: 4 + (at % 2) },
    { position: 3, words: PROBLEMS[at % PROBLEMS.length] ?? '' },
  ]
}

/** A questionnaire that is closed, with its results, and one under way with a link for a class; made once. */
export async function demoQuestionnaires(runtime: Runtime, inRegion: InRegion, unit: string): Promise<void> {
  const today = dayAt(runtime.now())
  const year = yearOf(today)
  const known = await inRegion((work) => listQuestionnaires(work, { year }))
  if (known.rows.length > 0) return
  const usual = { unit, year, anonymous: true, least: 5, subjectKind: null, subjectId: null } as const
  const done = await ask(runtime, inRegion, {
    ...usual,
    key: randomUUID(),
    title: '教师研训日满意度问卷',
    intro: '不记名，两分钟填完。您的意见决定下一次怎么办。',
    opensOn: addDays(today, -10),
    closesOn: today,
    moment: 'after',
    questions: SATISFACTION,
  })
  for (const [at, code] of done.codes.slice(0, 42).entries()) {
    await handIn(runtime, code, { sheet: randomUUID(), answers: satisfied(at) })
  }
  await inRegion((work) => stepQuestionnaire(work, done.id, { key: randomUUID(), step: 'closed' }))
  const open = await ask(runtime, inRegion, {
    ...usual,
    key: randomUUID(),
    title: `${year + 1} 年培训需求调研`,
    intro: '县里正在编制下一年的培训计划，请说说您需要什么。',
    opensOn: addDays(today, -3),
    closesOn: addDays(today, 25),
    moment: 'before',
    questions: NEEDS,
  })
  for (const [at, code] of open.codes.slice(0, 17).entries()) {
    await handIn(runtime, code, { sheet: randomUUID(), answers: needed(at) })
  }
}

async function ask(
  runtime: Runtime,
  inRegion: InRegion,
  asked: NewQuestionnaire,
): Promise<{ id: string; codes: string[] }> {
  return inRegion(async (work) => {
    const { id } = await createQuestionnaire(work, asked)
    const codes: string[] = []
    for (const title of ['第一组教师', '第二组教师']) {
      const door = { kind: 'codes', title, source: 'trainees', count: 25, programme: null } as const
      const { id: doorId } = await addDoor(work, runtime, id, { key: randomUUID(), ...door })
      codes.push(...(await doorTokens(work, runtime, id, doorId)).tokens)
    }
    const shared = {
      kind: 'shared',
      title: '教师工作群',
      source: 'trainees',
      count: 200,
      programme: null,
    } as const
    await addDoor(work, runtime, id, { key: randomUUID(), ...shared })
    await stepQuestionnaire(work, id, { key: randomUUID(), step: 'opened' })
    return { id, codes }
  })
}
