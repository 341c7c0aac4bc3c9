import { about, key, plain } from './ask.ts'
import type { Ask } from './ask.ts'
import type { Subject } from './subjects.ts'

const until = '2099-01-01'

/** The level of a unit by the form of its code: R1, c1-1, a-1. */
function levelOf({ unit }: Subject): string {
  if (unit.code.startsWith('R')) return 'region'
  return /^c\d/u.test(unit.code) ? 'cluster' : 'school'
}

const place = (subject: Subject) => ({ level: levelOf(subject), unit: subject.unit.code })

/** One request for every route of topics; a theme has its unit's id, a problem its teacher's, the round the import's. */
export const TOPIC_REQUESTS: Readonly<Record<string, Ask>> = {
  'GET /api/topics': plain('/api/topics?year=2025'),
  'POST /api/topics': plain('/api/topics', {
    key: key(),
    year: 2025,
    title: '新的征集',
    document: null,
    deadlines: { problem: until, group: until, school: until, cluster: until, region: until },
  }),
  'PUT /api/topics/:id/deadline': about(
    'region',
    (s) => `/api/topics/${s.batch}/deadline`,
    () => ({ key: key(), level: 'region', until, because: '延期' }),
  ),
  'GET /api/topics/:id': about('region', (s) => `/api/topics/${s.batch}`),
  'GET /api/topics/:id/board': about(
    'unit',
    (s) => `/api/topics/${s.batch}/board?level=${levelOf(s)}&unit=${s.unit.code}`,
  ),
  'POST /api/topics/:id/themes': about(
    'unit',
    (s) => `/api/topics/${s.batch}/themes`,
    (s) => ({
      ...place(s),
      key: key(),
      subject: null,
      title: '新的主题',
      statement: '',
      items: [s.person],
      origin: 'own',
      restsOn: [],
    }),
  ),
  'POST /api/topics/themes/:id': about(
    'unit',
    (s) => `/api/topics/themes/${s.unit.id}`,
    () => ({ act: 'reword', key: key(), title: '另一种表述', statement: '' }),
  ),
  'POST /api/topics/:id/left-out': about(
    'unit',
    (s) => `/api/topics/${s.batch}/left-out`,
    (s) => ({ act: 'leave', ...place(s), key: key(), items: [s.person], because: '另行处理' }),
  ),
  'GET /api/topics/:id/lineage': about('person', (s) => `/api/topics/${s.batch}/lineage?focus=${s.person}`),
  'GET /api/topics/:id/lineage.xlsx': about('region', (s) => `/api/topics/${s.batch}/lineage.xlsx`),
  'GET /api/problems': plain('/api/problems'),
  'POST /api/problems': about(
    'person',
    () => '/api/problems',
    (s) => ({
      key: key(),
      round: s.batch,
      person: s.person,
      text: '一个新的十个字以上的问题',
      subject: '语文',
      stage: null,
    }),
  ),
  'POST /api/problems/:id/withdraw': about(
    'person',
    (s) => `/api/problems/${s.person}/withdraw`,
    () => ({ key: key() }),
  ),
}
