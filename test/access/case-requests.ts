import { about, key, plain, type Ask } from './ask.ts'
import type { Subject } from './subjects.ts'

const one = (ask: (subject: Subject) => string, body?: (subject: Subject) => unknown): Ask =>
  about('case', ask, body)
const days = { startsOn: '2030-01-01', endsOn: '2030-01-02' }

/** One request for every route of cases. */
export const CASE_REQUESTS: Readonly<Record<string, Ask>> = {
  'GET /api/case-systems': plain('/api/case-systems'),
  'GET /api/case-systems/:system/figures': plain('/api/case-systems/garden-prize/figures?year=2025'),
  'GET /api/cases': plain('/api/cases'),
  'GET /api/cases.xlsx': plain('/api/cases.xlsx'),
  'POST /api/cases': about(
    'person',
    () => '/api/cases',
    (s) => ({ key: key(), system: 'garden-prize', round: null, personId: s.person }),
  ),
  'POST /api/cases/room': one(
    () => '/api/cases/room',
    (s) => ({ cases: [s.case.id] }),
  ),
  'POST /api/cases/letters': one(
    () => '/api/cases/letters',
    (s) => ({ cases: [s.case.id] }),
  ),
  'POST /api/cases/act': one(
    () => '/api/cases/act',
    (s) => ({ key: key(), cases: [{ id: s.case.id, version: 1 }], action: { do: 'pass' } }),
  ),
  'GET /api/cases/:id': one((s) => `/api/cases/${s.case.id}`),
  'PUT /api/cases/:id/form': one(
    (s) => `/api/cases/${s.case.id}/form`,
    () => ({ form: {} }),
  ),
  'POST /api/cases/:id/materials/:material': {
    about: 'case',
    ask: (s) => ({ url: `/api/cases/${s.case.id}/materials/paper`, file: true }),
  },
  'DELETE /api/cases/:id/files/:file': one((s) => `/api/cases/${s.case.id}/files/${s.case.file}`),
  'GET /api/cases/:id/files/:file': one((s) => `/api/cases/${s.case.id}/files/${s.case.file}`),
  'POST /api/cases/:id/act': one(
    (s) => `/api/cases/${s.case.id}/act`,
    () => ({ key: key(), version: 1, action: { do: 'pass' } }),
  ),
  'PUT /api/cases/:id/judges': one(
    (s) => `/api/cases/${s.case.id}/judges`,
    (s) => ({ key: key(), persons: [s.person] }),
  ),
  'GET /api/case-documents/:whose/:id': one((s) => `/api/case-documents/case/${s.case.id}`),
  'GET /api/case-documents/:whose/:id/:document': one((s) => `/api/case-documents/case/${s.case.id}/medal`),
  'POST /api/case-documents/:whose/:id/:document': one(
    (s) => `/api/case-documents/case/${s.case.id}/medal`,
    () => ({ key: key() }),
  ),
  'GET /api/case-documents/:whose/:id/:document/:format': one(
    (s) => `/api/case-documents/case/${s.case.id}/medal/docx`,
  ),
  'GET /api/public/certificates/:code': plain('/api/public/certificates/AAAABBBBCCCC'),
  'GET /api/judgings': plain('/api/judgings'),
  'GET /api/judgings/:id/files/:n': one((s) => `/api/judgings/${s.case.judging}/files/1`),
  'PUT /api/judgings/:id': one(
    (s) => `/api/judgings/${s.case.judging}`,
    () => ({ key: key(), points: { 长势: 2, 布局: 2 } }),
  ),
  'GET /api/rounds': plain('/api/rounds'),
  'POST /api/rounds': plain('/api/rounds', {
    key: key(),
    system: 'garden-prize',
    title: '新批次',
    year: 2025,
    opensOn: '2025-03-01',
    closesOn: '2025-03-31',
    document: '甲教〔2025〕1 号',
    places: [],
  }),
  'GET /api/complaints': plain('/api/complaints'),
  'POST /api/complaints/:id/answer': plain(`/api/complaints/${key()}/answer`, {
    key: key(),
    words: '经核实，情况不实。',
  }),
  'GET /api/public/rounds': plain('/api/public/rounds'),
  'POST /api/public/rounds/:id/complaints': plain(`/api/public/rounds/${key()}/complaints`, {
    key: key(),
    name: '群众',
    contact: '电话 12345',
    text: '写明投诉的事实，足够长。',
  }),
  'GET /api/holidays': plain('/api/holidays?year=2025'),
  'PUT /api/holidays': plain('/api/holidays', {
    key: key(),
    year: 2025,
    document: '国办发明电〔2024〕12号',
    days: [],
  }),
  'GET /api/delegations': plain('/api/delegations'),
  'POST /api/delegations': plain('/api/delegations', {
    key: key(),
    login: 'officer',
    ...days,
    because: '外出',
  }),
  'DELETE /api/delegations/:id': plain(`/api/delegations/${key()}`),
  'GET /api/public/notices': plain('/api/public/notices'),
  'GET /api/public/notices/:id': about('region', (s) => `/api/public/notices/${s.notice}`),
  'POST /api/public/notices/:id/objections': about(
    'region',
    (s) => `/api/public/notices/${s.notice}/objections`,
    (s) => ({
      key: key(),
      case: s.case.id,
      name: '群众',
      contact: '电话 12345',
      text: '写明异议的事实，足够长。',
    }),
  ),
  'POST /api/public/applicants': plain('/api/public/applicants', {
    key: key(),
    region: 'R1',
    name: '某人',
    identityNumber: '110105194912310029',
    phone: '13800000000',
    password: '0123456789',
  }),
}
