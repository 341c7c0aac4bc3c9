import * as z from 'zod'
import { defineCase, recordField, type CaseFacts } from '#kernel/case/define.ts'
import { TRAVEL_ITEMS } from '#kernel/money/define.ts'
import { CASE_ARCHIVE } from './vocabulary.ts'

const PLACES = ['市内', '省内', '省外'] as const
const form = z.object({
  journey: recordField('journeys').describe('外出学习'),
  place: z.enum(PLACES).describe('前往地'),
  lines: z
    .array(
      z.object({
        item: z.enum(TRAVEL_ITEMS).describe('科目'),
        amount: z.number().min(0.01).max(100_000).multipleOf(0.01).describe('金额（元）'),
      }),
    )
    .min(1)
    .max(TRAVEL_ITEMS.length)
    .describe('费用明细'),
  note: z.string().min(2).max(300).optional().describe('说明'),
})
type Form = z.output<typeof form>

const params = z.object({
  checkDays: z.int().min(1).default(5).describe('学校审核、补正的工作日数'),
  decisionDays: z.int().min(1).default(10).describe('中心审批的工作日数'),
  payDays: z.int().min(1).default(10).describe('审批后付款的工作日数'),
})

const onRecord = {
  says: () => '只报本人经认定的、县级以上培训的外出学习。',
  breaks: ({ form: { journey }, travel }: CaseFacts<Form>) =>
    journey === undefined || travel !== null ? null : '记录里没有这次外出学习，请重新选择。',
}
const claimedOnce = {
  says: () =>
    '每次外出的每个科目只报一次；补助按天数和标准计，再乘以二级培训考核等级的比例，没有等级的先提交，定级后审批。',
  breaks: ({ travel }: CaseFacts<Form>) => travel?.wrong ?? null,
}
/** Nothing is decided or paid before the second-level training has its grade. */
const notReleased = ({ travel }: CaseFacts<Form>): string | null =>
  travel === null ? '看不到这次外出学习的记录，不能办理。' : travel.owed

/** 差旅费报销: who was sent out claims the costs of a journey; the grade of what they passed on releases the money. */
export const travelClaim = defineCase({
  id: 'travel-claim',
  title: '差旅费报销',
  rev: 1,
  menu: 'training',
  about: '外出学习回来上完二级培训，凭考核等级报销这次外出的差旅费。',
  basis: 'docs/policy/travel-claim.md',
  params,
  subject: 'teacher',
  form,
  materials: { vouchers: { title: '票据（车票、发票）扫描件' } },
  category: { title: '前往地', of: ({ place }) => place ?? null, words: PLACES },
  travel: ({ journey, lines = [] }) => (journey === undefined ? null : { activity: journey, lines }),
  matter: ({ journey }) => (journey === undefined ? null : { of: journey, words: '这次外出学习' }),
  rounds: null,
  stages: {
    claim: {
      kind: 'submit',
      title: '填报',
      days: ({ checkDays }) => checkDays,
      rules: [onRecord, claimedOnce],
    },
    check: { kind: 'check', title: '学校审核', by: 'school', days: ({ checkDays }) => checkDays },
    approve: {
      kind: 'decide',
      title: '中心审批',
      by: 'centre',
      days: ({ decisionDays }) => decisionDays,
      blocks: notReleased,
    },
    pay: {
      kind: 'issue',
      title: '付款',
      by: 'school',
      days: ({ payDays }) => payDays,
      number: '凭证号',
      numbering: 'shared',
      blocks: notReleased,
      effects: ({ number, travel }) => [
        { kind: 'pay', voucher: number ?? '' },
        { kind: 'notify', who: 'applicant', words: `差旅费已付款。${travel?.says ?? ''}` },
      ],
    },
  },
  endings: { granted: '已付款', refused: '不予报销', withdrawn: '撤回', lapsed: '逾期未补正' },
  refusedEffects: (_facts, _params, step) => [
    {
      kind: 'notify',
      who: 'applicant',
      words: `您的差旅费报销在“${step}”环节未通过，原因见这件报销的经过。`,
    },
  ],
  archive: [CASE_ARCHIVE.forms, CASE_ARCHIVE.decision],
})
