import { about, key, plain } from './ask.ts'
import type { Ask } from './ask.ts'

const YEAR = 'year=2025'
const on = '2025-06-01'

/** One request for every route of money; an entry and its scan have their unit's id, the journey the import's. */
export const MONEY_REQUESTS: Readonly<Record<string, Ask>> = {
  'GET /api/money': about('unit', (s) => `/api/money?${YEAR}&unit=${s.unit.code}`),
  'GET /api/money.xlsx': about('unit', (s) => `/api/money.xlsx?${YEAR}&unit=${s.unit.code}`),
  'GET /api/money/entries': about('unit', (s) => `/api/money/entries?${YEAR}&unit=${s.unit.code}`),
  'POST /api/money/entries': about(
    'unit',
    () => '/api/money/entries',
    (s) => ({
      key: key(),
      year: 2025,
      unit: s.unit.code,
      direction: 'out',
      item: '资料费',
      programme: null,
      amount: 9.5,
      on,
      voucher: '记-9',
      payee: null,
      memo: null,
    }),
  ),
  'POST /api/money/entries/:id/reverse': about(
    'unit',
    (s) => `/api/money/entries/${s.unit.id}/reverse`,
    () => ({ key: key(), because: '记错了' }),
  ),
  'POST /api/money/entries/:id/scans': {
    about: 'unit',
    ask: (s) => ({ url: `/api/money/entries/${s.unit.id}/scans`, file: true }),
  },
  'GET /api/money/scans/:id': about('unit', (s) => `/api/money/scans/${s.unit.id}`),
  'GET /api/money/programmes/:id': about('unit', (s) => `/api/money/programmes/${s.unit.programme}`),
  'PUT /api/money/programmes/:id/budget': about(
    'unit',
    (s) => `/api/money/programmes/${s.unit.programme}/budget`,
    () => ({ key: key(), item: '住宿费', amount: 200, document: null }),
  ),
  'GET /api/money/duty': about('unit', (s) => `/api/money/duty?${YEAR}&unit=${s.unit.code}`),
  'PUT /api/money/duty': about(
    'unit',
    () => '/api/money/duty',
    (s) => ({ key: key(), year: 2025, unit: s.unit.code, perPupil: 720, pupils: 90, document: null }),
  ),
  'GET /api/money/standards': plain(`/api/money/standards?${YEAR}`),
  'PUT /api/money/standards': plain('/api/money/standards', {
    key: key(),
    year: 2025,
    kind: 'head-day',
    category: '县级',
    amount: 400,
    document: '县财〔2025〕1号',
  }),
  'GET /api/money/claims': about('unit', (s) => `/api/money/claims?${YEAR}&unit=${s.unit.code}`),
  'POST /api/money/claims/grade': about(
    'person',
    () => '/api/money/claims/grade',
    (s) => ({ key: key(), activity: s.batch, person: s.person, grade: 'pass', because: '材料齐全' }),
  ),
}
