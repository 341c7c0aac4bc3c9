import { randomUUID } from 'node:crypto'
import type { NewAppraisal } from '#contract/appraisal.ts'
import type { NewStandard } from '#contract/standard.ts'

const leaf = (id: string, parent: string | null, title: string, points: string) => ({
  id,
  parent,
  title,
  points,
  weight: null,
  veto: false,
  evidence: 'none' as const,
  says: '',
})

/** A made-up standard: three leaves of 30, 30 and 40 points, a veto, experts and peers, 优秀 for at most a fifth. */
export function madeUpStandard(more: Partial<NewStandard> = {}): NewStandard {
  return {
    key: randomUUID(),
    code: 'made-up',
    title: '试行标准',
    document: '试教〔2026〕1号',
    decimals: 2,
    indicators: [
      leaf('A', null, '组织', '60'),
      { ...leaf('A1', 'A', '制度', '30'), evidence: 'document' },
      { ...leaf('A2', 'A', '活动', '30'), evidence: 'activity' },
      leaf('B', null, '成效', '40'),
      { ...leaf('V', null, '弄虚作假', '0'), veto: true },
    ],
    sources: [
      { id: 'experts', weight: '70', by: 'judges', dropFrom: 5 },
      { id: 'parents', weight: '30', by: 'questionnaire', dropFrom: null },
      { id: 'self', weight: '0', by: 'judges', dropFrom: null },
    ],
    bands: [
      { id: 'excellent', title: '优秀', least: '85', share: '40', despiteVeto: false },
      { id: 'good', title: '合格', least: '60', share: null, despiteVeto: false },
      { id: 'poor', title: '不合格', least: '0', share: null, despiteVeto: true },
    ],
    ...more,
  }
}

/** Only experts score: no questionnaire, no self-evaluation. */
export const EXPERTS_ONLY: Partial<NewStandard> = {
  code: 'experts-only',
  sources: [{ id: 'experts', weight: '100', by: 'judges', dropFrom: 5 }],
}

/** A made-up round of a standard. */
export function madeUpRound(standard: string, more: Partial<NewAppraisal> = {}): NewAppraisal {
  return {
    key: randomUUID(),
    standard,
    title: '试行评估',
    unit: 'R',
    year: 2026,
    blind: true,
    outside: true,
    scoreUntil: '2026-12-10',
    appealDays: 7,
    places: null,
    floor: null,
    ...more,
  }
}
