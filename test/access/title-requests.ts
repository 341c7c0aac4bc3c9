import { about, key, plain } from './ask.ts'
import type { Ask } from './ask.ts'

const YEAR = 'year=2025'
const BACKBONE = encodeURIComponent('骨干教师')

/** One request for every route of titles in force. */
export const TITLE_REQUESTS: Readonly<Record<string, Ask>> = {
  'GET /api/titles': plain('/api/titles'),
  'GET /api/titles/holders': about('unit', (s) => `/api/titles/holders?unit=${s.unit.code}`),
  'GET /api/titles/holders.xlsx': about('unit', (s) => `/api/titles/holders.xlsx?unit=${s.unit.code}`),
  'GET /api/titles/duties': about(
    'unit',
    (s) => `/api/titles/duties?${YEAR}&title=${BACKBONE}&unit=${s.unit.code}`,
  ),
  'GET /api/titles/appraisals': plain(`/api/titles/appraisals?${YEAR}`),
  'POST /api/titles/appraisals': about(
    'person',
    () => '/api/titles/appraisals',
    (s) => ({
      key: key(),
      year: 2026,
      title: '骨干教师',
      document: '甲教〔2026〕1号',
      judges: [s.person],
      each: 1,
      scoreUntil: '2099-12-31',
      appealDays: 7,
    }),
  ),
  'GET /api/titles/allowances': about('unit', (s) => `/api/titles/allowances?${YEAR}&unit=${s.unit.code}`),
  'GET /api/titles/allowances.xlsx': about(
    'unit',
    (s) => `/api/titles/allowances.xlsx?${YEAR}&unit=${s.unit.code}`,
  ),
  'POST /api/titles/allowances': about(
    'person',
    () => '/api/titles/allowances',
    (s) => ({
      key: key(),
      year: 2025,
      on: '2025-12-01',
      voucher: '津-1',
      items: [{ person: s.person, title: '骨干教师' }],
    }),
  ),
  'GET /api/titles/mine': plain('/api/titles/mine'),
}
