import type { CascadeGrade, StandardKind } from '#contract/money.ts'
import { CASCADE_GRADES } from '#contract/money.ts'
import { LEVELS } from '#contract/vocabulary.ts'

/** A number that money goes by, with the document it rests on; null where there is none. */
export type Standard = { kind: StandardKind; category: string; amount: number | null; document: string }

/** Ranks 职称 by what a lecturer's hour may cost. */
export const LECTURER_CLASSES = { full: '正高级', other: '副高级及以下' } as const
/** What a school owes to training out of its public funds, and how much of them by 财教〔2006〕5号第三条. */
export const DUTY = '教师培训费'
export const USUAL_DUTY = 0.05

/** 三类培训: for 处级及以下, by which those of others go as well; without 师资费, which is reckoned apart. */
const TRAINING = '财行〔2016〕540号（三类培训，参照执行）'
const FEES = '财行〔2016〕540号'
/** 市内交通费 is set by it; 伙食补助费 is set by place and year, so that no document can stand for all. */
const TRAVEL = '财行〔2013〕531号'
const OWN = '产品默认，请按本区域办法设定'
const SHARE: Record<CascadeGrade, number> = { excellent: 1, good: 1, pass: 0.8, fail: 0 }

/** What holds where the region has set nothing. */
export const DEFAULTS: readonly Standard[] = [
  ...Object.values(LEVELS).map((category): Standard => ({
    kind: 'head-day',
    category,
    amount: 550,
    document: TRAINING,
  })),
  { kind: 'lecturer-hour', category: LECTURER_CLASSES.full, amount: 1000, document: FEES },
  { kind: 'lecturer-hour', category: LECTURER_CLASSES.other, amount: 500, document: FEES },
  { kind: 'travel-day', category: '伙食补助费', amount: 100, document: OWN },
  { kind: 'travel-day', category: '市内交通费', amount: 80, document: TRAVEL },
  { kind: 'duty-share', category: DUTY, amount: USUAL_DUTY, document: '财教〔2006〕5号' },
  ...Object.entries(CASCADE_GRADES).map(([grade, category]): Standard => ({
    kind: 'claim-share',
    category,
    amount: SHARE[grade as CascadeGrade],
    document: OWN,
  })),
]

/** The items of a journey's costs, each claimed once. */
export const TRAVEL_ITEMS = ['交通费', '住宿费', '伙食补助费', '市内交通费', '培训资料费'] as const
/** Part of a budget from which on its use is shown as near its end. */
export const NEAR = 0.9
/** The item under which lecturers are paid. */
export const LECTURER_ITEM = '讲课费'
/** The item under which a school's public funds come in. */
export const PUBLIC_FUNDS = '公用经费'
