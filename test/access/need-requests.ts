import { about, key, plain, type Ask } from './ask.ts'

/** One request for every route of needs, exams, their results and certificates. */
export const NEED_REQUESTS: Readonly<Record<string, Ask>> = {
  'GET /api/needs': plain('/api/needs'),
  'GET /api/needs.xlsx': plain('/api/needs.xlsx'),
  'POST /api/needs': about(
    'person',
    () => '/api/needs',
    (s) => ({ key: key(), course: '信息技术', people: [s.person], because: '转岗' }),
  ),
  'POST /api/needs/:id/withdraw': about(
    'case',
    (s) => `/api/needs/${s.need}/withdraw`,
    () => ({ key: key(), because: '已自行考取' }),
  ),
  'POST /api/needs/offers': about(
    'unit',
    () => '/api/needs/offers',
    (s) => ({ key: key(), programme: s.unit.programme, course: '教育学心理学' }),
  ),
  'GET /api/rounds/:id/exams': about('region', (s) => `/api/rounds/${s.exams.round}/exams`),
  'POST /api/rounds/:id/exams/:stage/rooms': about(
    'region',
    (s) => `/api/rounds/${s.exams.round}/exams/theory/rooms`,
    () => ({ key: key(), place: '第二考场', heldOn: '2025-04-02', seats: null }),
  ),
  'DELETE /api/exam-rooms/:id': about('region', (s) => `/api/exam-rooms/${s.exams.room}`),
  'POST /api/exam-rooms/:id/counts': about(
    'region',
    (s) => `/api/exam-rooms/${s.exams.room}/counts`,
    () => ({ key: key(), handedOut: 1, returned: 1, marked: 1, blank: 0, absent: 0 }),
  ),
  'POST /api/rounds/:id/exams/:stage/marks': about(
    'region',
    (s) => `/api/rounds/${s.exams.round}/exams/theory/marks`,
    () => ({ key: key(), text: '2025-0001 某人 61' }),
  ),
  'POST /api/rounds/:id/exams/:stage/marks/read': {
    about: 'region',
    ask: (s) => ({ url: `/api/rounds/${s.exams.round}/exams/theory/marks/read`, file: true }),
  },
  'POST /api/rounds/:id/exams/:stage/marks/file': {
    about: 'region',
    ask: (s) => ({
      url: `/api/rounds/${s.exams.round}/exams/theory/marks/file?key=${key()}&sha256=${'0'.repeat(64)}`,
      file: true,
    }),
  },
  'GET /api/rounds/:id/exams/:stage/marks.xlsx': about(
    'region',
    (s) => `/api/rounds/${s.exams.round}/exams/theory/marks.xlsx`,
  ),
  'POST /api/exam-marks/:id/strike': about(
    'region',
    (s) => `/api/exam-marks/${s.exams.mark}/strike`,
    () => ({ key: key(), because: '误发' }),
  ),
  'POST /api/rounds/:id/exams/:stage/close': about(
    'region',
    (s) => `/api/rounds/${s.exams.round}/exams/theory/close`,
    () => ({ key: key(), explained: '已核实' }),
  ),
  'POST /api/rounds/:id/exams/:stage/results': about(
    'region',
    (s) => `/api/rounds/${s.exams.round}/exams/ability/results`,
    () => ({
      key: key(),
      shows: 'number',
      until: new Date(Date.now() + 86_400_000).toISOString().slice(0, 10),
    }),
  ),
  'POST /api/exam-results/:id/withdraw': about(
    'region',
    (s) => `/api/exam-results/${s.exams.result}/withdraw`,
    () => ({ key: key(), because: '有误' }),
  ),
  'GET /api/public/results': plain('/api/public/results'),
  'GET /api/public/results/:id': about('region', (s) => `/api/public/results/${s.exams.result}`),
  'GET /api/rounds/:id/certificates': about('region', (s) => `/api/rounds/${s.exams.round}/certificates`),
  'POST /api/rounds/:id/certificates/taken': about(
    'region',
    (s) => `/api/rounds/${s.exams.round}/certificates/taken`,
    (s) => ({ key: key(), on: '2025-05-02', cases: [s.case.id], proxy: null }),
  ),
}
