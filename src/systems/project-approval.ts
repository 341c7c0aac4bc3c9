import * as z from 'zod'
import { defineCase, type CaseFacts, type Effect } from '#kernel/case/define.ts'
import { projectApprovalDocuments } from './project-approval-documents.ts'
import { ARCHIVE, CASE_ARCHIVE } from './vocabulary.ts'

const KINDS = ['自主项目', '指定项目'] as const
const form = z.object({
  kind: z.enum(KINDS).describe('项目类型'),
  principal: z.string().min(2).max(40).describe('校长（第一责任人）'),
  topic: z.string().min(4).max(60).describe('研修主题'),
  way: z.enum(['集体活动', '沙龙', '专题研究', '讲座', '校际开放', '网络研修']).describe('研修形式'),
  goal: z.string().min(20).max(1000).describe('目标'),
  plan: z.string().min(50).max(3000).describe('实施方案与日程'),
  leader: z.string().min(2).max(40).describe('学校负责人'),
  people: z.int().min(1).max(2000).describe('参训人数'),
  hours: z.number().min(1).max(200).describe('计划学时'),
  from: z.iso.date().describe('开始日期'),
  until: z.iso.date().describe('结束日期'),
  heldHours: z.number().min(0).max(200).describe('申请认定学时'),
  outcome: z.string().min(30).max(3000).describe('实施情况与成效'),
})
type Form = z.output<typeof form>

const params = z.object({
  notCounted: z
    .array(z.string())
    .default(['例会', '政治学习', '旅游', '联欢', '团建'])
    .describe('主题中出现即不予立项的词'),
  mostHours: z.number().positive().default(60).describe('一个项目最多的学时'),
  approvalDays: z.int().min(1).default(10).describe('立项审批、补正的工作日数'),
  recognitionDays: z.int().min(1).default(20).describe('学时认定的工作日数'),
})
type Params = z.output<typeof params>

const ASSIGNED_FIELDS = [
  ['topic', '主题'],
  ['goal', '目标'],
  ['hours', '学时'],
  ['from', '开始日期'],
  ['until', '结束日期'],
] as const

const counts = {
  says: ({ notCounted }: Params) => `${notCounted.join('、')}不属于校本研修，不予立项。`,
  breaks: ({ form: { topic } }: CaseFacts<Form>, { notCounted }: Params) => {
    const word = notCounted.find((each) => topic?.includes(each))
    return word === undefined ? null : `${word}不属于校本研修，不予立项；请填写研修的主题。`
  },
}
const approvedBefore = {
  says: () => '先立项后实施：开始日期不早于申报当天，结束日期不早于开始日期。',
  breaks: ({ form: { from, until }, day }: CaseFacts<Form>) => {
    if (from !== undefined && from < day) return `开始日期 ${from} 已过，立项获批后才能开始，请改期。`
    return from !== undefined && until !== undefined && until < from ? '结束日期早于开始日期，请改正。' : null
  },
}
const asAssigned = {
  says: () =>
    '指定项目由中心下达，在“指定项目”里承接；主题、目标、学时和日期按下达的办，自主项目由学校自己定。',
  breaks: ({ form, assigned }: CaseFacts<Form>) => {
    if (assigned === null)
      return form.kind === '指定项目' ? '指定项目由中心下达，请在“校本研修—指定项目”里承接后申报。' : null
    if (form.kind !== '指定项目') return `《${assigned.topic}》是指定项目，项目类型不能改。`
    const changed = ASSIGNED_FIELDS.filter(([name]) => form[name] !== assigned[name]).map(([, word]) => word)
    return changed.length === 0
      ? null
      : `${changed.join('、')}由中心指定，请改回：《${assigned.topic}》，${assigned.hours} 学时，${assigned.from} 至 ${assigned.until}。`
  },
}
const withinHours = {
  says: ({ mostHours }: Params) => `一个项目不超过 ${mostHours} 学时。`,
  breaks: ({ form: { hours } }: CaseFacts<Form>, { mostHours }: Params) =>
    hours === undefined || hours <= mostHours
      ? null
      : `计划 ${hours} 学时，超过一个项目 ${mostHours} 学时的上限。`,
}
const recorded = {
  says: () => '申请认定的学时不超过计划学时，也不超过活动记录的学时。',
  breaks: ({ form: { heldHours, hours }, programme }: CaseFacts<Form>) => {
    if (heldHours === undefined) return null
    if (hours !== undefined && heldHours > hours)
      return `申请认定 ${heldHours} 学时，超过立项的 ${hours} 学时。`
    const lost = programme?.checks.lost ?? 0
    const found = (programme?.hours ?? 0) - lost
    if (heldHours <= found) return null
    const less = lost === 0 ? '' : `（抽查核减 ${lost} 学时）`
    return `活动记录共 ${found} 学时${less}，不足申请认定的 ${heldHours} 学时；请先补齐活动与签到。`
  },
}
/** What a check of an activity has sent back, in words; null where nothing is open. */
function openCheck({ programme }: CaseFacts<Form>): string | null {
  const [first] = programme?.checks.open ?? []
  if (first === undefined) return null
  const next = first.answered ? '学校已说明整改，等待复查' : '请学校整改并说明情况'
  return `抽查《${first.title}》退回整改：${first.words}。${next}。`
}
const putRight = {
  says: () => '随机抽查退回整改的活动，整改并复查通过后才能申请认定。',
  breaks: (facts: CaseFacts<Form>) => openCheck(facts),
}
/** Why hours can't be recognised as the checks stand; null where they can. */
function blockedByChecks(facts: CaseFacts<Form>): string | null {
  const [first] = facts.programme?.checks.waiting ?? []
  return first === undefined ? openCheck(facts) : `《${first}》被抽中，还没有检查，请先填检查单。`
}
const isAssigned = ({ form: { kind } }: CaseFacts<Form>): boolean => kind === '指定项目'
/** 先立项后实施: approving it late would make it begin before it was approved. */
function begun({ form: { from }, day }: CaseFacts<Form>): string | null {
  if (from === undefined || from >= day) return null
  return `开始日期 ${from} 已过，先立项后实施；请退回学校改期后再批准。`
}
function approval({ topic = '', hours = 0, people, from = '', until = '' }: Partial<Form>): Effect[] {
  return [
    {
      kind: 'start',
      system: 'school-based-project',
      title: topic,
      hours,
      places: people ?? null,
      category: '校本',
      from,
      until,
    },
    {
      kind: 'notify',
      who: 'school',
      words: `《${topic}》已批准立项，可按方案开展活动；结束后申请学时认定。`,
    },
  ]
}

/** 校本研修立项审批与认定: approved before it starts, recognised after it was held; no credit without both. */
export const projectApproval = defineCase({
  id: 'project-approval',
  title: '校本研修立项审批与认定',
  rev: 1,
  menu: 'school-based',
  about: '学校申报校本研修项目，中心批准后才能开始；实施后抽查核实，认定学时，学分随之登记。',
  basis: 'docs/policy/project-approval.md',
  params,
  subject: 'school',
  form,
  heading: 'topic',
  materials: { plan: { title: '研修方案' }, records: { title: '过程记录与总结' } },
  category: { title: '项目类型', of: ({ kind }) => kind ?? null, words: KINDS },
  rounds: null,
  stages: {
    declare: {
      kind: 'submit',
      title: '学校申报',
      days: ({ approvalDays }) => approvalDays,
      fields: [
        'kind',
        'principal',
        'topic',
        'way',
        'goal',
        'plan',
        'leader',
        'people',
        'hours',
        'from',
        'until',
      ],
      materials: ['plan'],
      rules: [counts, asAssigned, approvedBefore, withinHours],
    },
    territory: {
      kind: 'check',
      title: '学区初审',
      by: 'cluster',
      onlyIf: (facts) => !isAssigned(facts),
      days: ({ approvalDays }) => approvalDays,
    },
    approve: {
      kind: 'decide',
      title: '立项审批',
      by: 'centre',
      onlyIf: (facts) => !isAssigned(facts),
      days: ({ approvalDays }) => approvalDays,
      blocks: begun,
      effects: ({ form }) => approval(form),
    },
    assess: {
      kind: 'decide',
      title: '学区评定',
      by: 'cluster',
      onlyIf: isAssigned,
      days: ({ approvalDays }) => approvalDays,
      blocks: begun,
      effects: ({ form }) => approval(form),
    },
    report: {
      kind: 'submit',
      title: '申请认定',
      fields: ['heldHours', 'outcome'],
      materials: ['records'],
      rules: [recorded, putRight],
    },
    inspect: {
      kind: 'check',
      title: '抽查核实',
      by: 'cluster',
      days: ({ recognitionDays }) => recognitionDays,
      blocks: blockedByChecks,
    },
    recognise: {
      kind: 'decide',
      title: '学时认定',
      by: 'centre',
      days: ({ recognitionDays }) => recognitionDays,
      amount: { title: '认定学时', most: ({ form: { heldHours = 0 } }) => heldHours },
      blocks: blockedByChecks,
      effects: ({ form: { heldHours = 0, topic = '' }, score }) => {
        const hours = score ?? heldHours
        const less = hours < heldHours ? `（申请 ${heldHours} 学时）` : ''
        return [
          { kind: 'recognise', hours },
          { kind: 'notify', who: 'school', words: `《${topic}》认定 ${hours} 学时${less}，学分已登记。` },
        ]
      },
    },
  },
  endings: { granted: '认定', refused: '未通过', withdrawn: '撤回', lapsed: '逾期未补正' },
  refusedEffects: ({ form: { topic } }, _params, step) => [
    { kind: 'notify', who: 'school', words: `《${topic ?? ''}》在“${step}”环节未通过。` },
  ],
  archive: [ARCHIVE.plan, ARCHIVE.roster, ARCHIVE.attendance, CASE_ARCHIVE.decision, ARCHIVE.summary],
  documents: projectApprovalDocuments,
})
