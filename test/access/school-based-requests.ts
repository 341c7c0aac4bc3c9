import { spotRules } from '#systems/spot-check.ts'
import { about, key, plain } from './ask.ts'
import type { Ask } from './ask.ts'
import type { Subject } from './subjects.ts'

const findings = Object.keys(spotRules.items).map((item) => ({ item, met: true, words: '' }))
const spot = ({ batch, unit }: Subject): string => `/api/spot-draws/${batch}/activities/${unit.activity}`

/** One request for every route of handbooks, assigned projects and random checks. */
export const SCHOOL_BASED_REQUESTS: Readonly<Record<string, Ask>> = {
  'GET /api/handbooks': about('unit', (s) => `/api/handbooks?year=2025&unit=${s.unit.code}`),
  'POST /api/handbooks/checks': about(
    'person',
    () => '/api/handbooks/checks',
    (s) => ({
      key: key(),
      year: 2025,
      month: 3,
      checks: [{ person: s.person, grade: 'good', remark: '' }],
    }),
  ),
  'GET /api/handbooks/:person/:year': about('person', (s) => `/api/handbooks/${s.person}/2025`),
  'GET /api/handbooks/:person/:year/:format': about('person', (s) => `/api/handbooks/${s.person}/2025/docx`),
  'POST /api/handbook-entries': plain('/api/handbook-entries', {
    key: key(),
    on: '2025-03-06',
    kind: 'note',
    title: '读书笔记',
    text: '读书有得',
  }),
  'POST /api/handbook-entries/:id/withdraw': about(
    'person',
    (s) => `/api/handbook-entries/${s.person}/withdraw`,
    () => ({ key: key() }),
  ),
  'GET /api/assigned-projects': plain('/api/assigned-projects?year=2025'),
  'POST /api/assigned-projects': about(
    'unit',
    () => '/api/assigned-projects',
    (s) => ({
      key: key(),
      year: 2025,
      subject: '语文',
      topic: '识字教学的情境设计',
      goal: '改进低段识字课堂，让每个孩子在情境里认字、用字。',
      hours: 8,
      from: '2099-03-01',
      until: '2099-06-30',
      acceptUntil: '2099-02-01',
      document: null,
      schools: [s.unit.code],
    }),
  ),
  'POST /api/assigned-projects/:id/accept': about(
    'region',
    (s) => `/api/assigned-projects/${s.batch}/accept`,
    () => ({ key: key() }),
  ),
  'GET /api/spot-draws': plain('/api/spot-draws?year=2025'),
  'POST /api/spot-plans': plain('/api/spot-plans', {
    key: key(),
    title: '再次抽查',
    from: '2025-01-01',
    until: '2025-12-31',
    percent: 50,
    reason: null,
  }),
  'POST /api/spot-plans/:id/draw': about(
    'region',
    (s) => `/api/spot-plans/${s.batch}/draw`,
    () => ({ key: key(), number: null }),
  ),
  'GET /api/spot-draws/:id': about('region', (s) => `/api/spot-draws/${s.batch}`),
  'GET /api/spot-draws/:id/activities/:activity': about('unit', spot),
  'POST /api/spot-draws/:id/activities/:activity/checks': about(
    'unit',
    (s) => `${spot(s)}/checks`,
    () => ({ key: key(), verdict: 'accepted', hours: 0, words: '内容不足', findings }),
  ),
  'POST /api/spot-draws/:id/activities/:activity/answers': about(
    'unit',
    (s) => `${spot(s)}/answers`,
    () => ({ key: key(), words: '已经补齐签到' }),
  ),
  'GET /api/cases/:id/spot-checks': about('case', (s) => `/api/cases/${s.case.id}/spot-checks`),
}
