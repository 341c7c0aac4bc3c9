import * as z from 'zod'
import { action, bodyYear, day, done, id, idParams, paging, requestKey, unitRef, year } from './common.ts'
import { desk, editors, route } from './route.ts'

/** What standards there are, and how each is counted. */
export const STANDARD_KINDS = {
  'head-day': { title: '培训综合定额', unit: '元/人天' },
  'lecturer-hour': { title: '讲课费', unit: '元/学时' },
  'travel-day': { title: '差旅补助', unit: '元/人天' },
  'duty-share': { title: '公用经费中培训费的最低占比', unit: '比例' },
  'claim-share': { title: '按考核等级报销的比例', unit: '比例' },
} as const
export type StandardKind = keyof typeof STANDARD_KINDS
export const standardKinds = ['head-day', 'lecturer-hour', 'travel-day', 'duty-share', 'claim-share'] as const

/** How well somebody passed on what was learnt. */
export const CASCADE_GRADES = { excellent: '优秀', good: '良好', pass: '合格', fail: '不合格' } as const
export type CascadeGrade = keyof typeof CASCADE_GRADES
export const cascadeGrades = ['excellent', 'good', 'pass', 'fail'] as const

/** The usual 科目, to choose from; others may be written. */
export const FUND_ITEMS = [
  '培训费',
  '讲课费',
  '住宿费',
  '伙食费',
  '场地费',
  '资料费',
  '交通费',
  '差旅费',
  '其他',
] as const

/** An amount of money in yuan, to the cent. */
export const yuan = z.number().min(0).max(1_000_000_000).multipleOf(0.01, '金额最多两位小数')
/** The same, more than nothing. */
export const positive = yuan.refine((amount) => amount > 0, '金额应大于 0')
/** 科目: what money is for. */
export const fundItem = z.string().trim().min(1, '请填写科目').max(40)
/** Why something is done, kept with the record. */
export const because = z.string().trim().min(2, '请写明原因').max(200)
/** 文号 of the document that something rests on, where there is one. */
export const document = z.string().trim().max(80).nullable()
/** The year and unit that money is looked at for. */
export const moneyScopeQuery = { year, unit: z.string().max(64).optional() }

export const budgetState = z.enum(['none', 'within', 'near', 'over'])
export type BudgetState = z.infer<typeof budgetState>

export const moneyProgramme = z.object({
  id,
  code: z.string(),
  title: z.string(),
  organiser: unitRef,
  budget: z.number().nullable(),
  spent: z.number(),
  state: budgetState,
  findings: z.array(z.string()),
})
export type MoneyProgramme = z.infer<typeof moneyProgramme>
const byItem = z.object({ item: z.string(), amount: z.number() })
export const moneyUnit = z.object({ unit: unitRef, in: z.number(), out: z.number() })
/** Two entries that look like one voucher: one came by page, one by workbook. */
export const doubleEntry = z.object({ unit: unitRef, voucher: z.string(), amount: z.number() })

export const moneyOverview = route({
  method: 'GET',
  path: '/api/money',
  roles: desk,
  summary: '经费总览：收入、支出、各项目预算执行、各单位收支',
  query: z.object(moneyScopeQuery),
  reply: z.object({
    unit: unitRef,
    year: z.int(),
    in: z.number(),
    out: z.number(),
    budget: z.number(),
    sources: z.array(byItem),
    items: z.array(byItem),
    programmes: z.array(moneyProgramme),
    units: z.array(moneyUnit),
    doubles: z.array(doubleEntry),
    actions: z.array(action),
  }),
})
export type MoneyOverview = z.output<NonNullable<typeof moneyOverview.reply>>
export const moneySheet = route({
  method: 'GET',
  path: '/api/money.xlsx',
  roles: desk,
  summary: '经费总览导出：项目预算执行、各单位收支、凭证明细',
  query: z.object(moneyScopeQuery),
})

const direction = z.enum(['in', 'out'])
export const fundEntry = z.object({
  id,
  year: z.int(),
  unit: unitRef,
  direction,
  item: z.string(),
  programme: z.object({ id, title: z.string() }).nullable(),
  amount: z.number(),
  on: day,
  voucher: z.string().nullable(),
  payee: z.string().nullable(),
  memo: z.string().nullable(),
  scans: z.array(z.object({ id, name: z.string() })),
  imported: z.boolean(),
})
export type FundEntry = z.infer<typeof fundEntry>
export const fundEntries = route({
  method: 'GET',
  path: '/api/money/entries',
  roles: desk,
  summary: '凭证明细',
  query: z.object({
    ...moneyScopeQuery,
    programme: id.optional(),
    item: z.string().max(40).optional(),
    direction: direction.optional(),
    ...paging,
  }),
  reply: z.object({
    total: z.int(),
    amount: z.number(),
    rows: z.array(fundEntry),
    actions: z.array(action),
  }),
})
export const enterFund = route({
  method: 'POST',
  path: '/api/money/entries',
  roles: editors,
  summary: '登记一笔收入或支出；同一凭证不能记两次',
  body: z.object({
    key: requestKey,
    year: bodyYear,
    unit: z.string().max(64),
    direction,
    item: fundItem,
    programme: id.nullable(),
    amount: positive,
    on: day,
    voucher: z.string().trim().max(40).nullable(),
    payee: z.string().trim().max(60).nullable(),
    memo: z.string().trim().max(200).nullable(),
  }),
  reply: z.object({ id }),
})
export const reverseFund = route({
  method: 'POST',
  path: '/api/money/entries/:id/reverse',
  roles: editors,
  summary: '冲销一笔，写明原因；由它支付的报销同时撤销',
  params: idParams,
  body: z.object({ key: requestKey, because }),
  reply: done,
})
export const addScan = route({
  method: 'POST',
  path: '/api/money/entries/:id/scans',
  roles: editors,
  summary: '上传凭证扫描件（图片或 PDF）',
  params: idParams,
  reply: z.object({ id }),
})
export const scanFile = route({
  method: 'GET',
  path: '/api/money/scans/:id',
  roles: desk,
  summary: '凭证扫描件',
  params: idParams,
})

export const moneyProgrammePage = route({
  method: 'GET',
  path: '/api/money/programmes/:id',
  roles: desk,
  summary: '一个项目的预算和支出，按科目；超预算、超标准的提示',
  params: idParams,
  reply: z.object({
    programme: moneyProgramme.extend({ year: z.int() }),
    items: z.array(
      z.object({
        item: z.string(),
        budget: z.number().nullable(),
        spent: z.number(),
        document: z.string().nullable(),
        state: budgetState,
      }),
    ),
    /** How much people were taught, for the standards. */
    personDays: z.number(),
    perHeadDay: z.number().nullable(),
    actions: z.array(action),
  }),
})
export type MoneyProgrammePage = z.output<NonNullable<typeof moneyProgrammePage.reply>>
export const setBudget = route({
  method: 'PUT',
  path: '/api/money/programmes/:id/budget',
  roles: editors,
  summary: '设定项目某一科目的预算',
  params: idParams,
  body: z.object({ key: requestKey, item: fundItem, amount: yuan, document }),
  reply: done,
})
