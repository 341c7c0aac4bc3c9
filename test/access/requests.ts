import { about, type Ask, key, person, plain, unit } from './ask.ts'
import { APPRAISAL_REQUESTS } from './appraisal-requests.ts'
import { CASE_REQUESTS } from './case-requests.ts'
import type { Subject } from './subjects.ts'
import { MESSAGE_REQUESTS } from './message-requests.ts'
import { MONEY_REQUESTS } from './money-requests.ts'
import { SCHOOL_BASED_REQUESTS } from './school-based-requests.ts'
import { TITLE_REQUESTS } from './title-requests.ts'
import { COMMITTEE_REQUESTS } from './committee-requests.ts'
import { NEED_REQUESTS } from './need-requests.ts'
import { TOPIC_REQUESTS } from './topic-requests.ts'
import { WORK_REQUESTS } from './work-requests.ts'

const YEAR = 'year=2025'
const RANGE = 'from=2025-01-01&until=2025-12-31'
const document = '甲教〔2025〕1 号'
const noFacts = {
  stage: null,
  subject: null,
  rank: null,
  degree: null,
  staffing: null,
  putonghua: null,
  certificate: null,
}

const account = (ask: (subject: Subject) => string, body?: (subject: Subject) => unknown): Ask =>
  about('account', ask, body)
const region = (ask: (subject: Subject) => string): Ask => about('region', ask)

const activity = {
  key: key(),
  title: '新活动',
  phase: null,
  startsAt: '2025-09-01T08:00:00+08:00',
  endsAt: '2025-09-01T17:00:00+08:00',
  place: null,
  hours: 8,
  slots: 1,
}
const times = {
  opensAt: '2025-05-01T07:30:00+08:00',
  lateAfter: '2025-05-01T08:10:00+08:00',
  closesAt: '2025-05-01T09:00:00+08:00',
}

/** One request for every route, by method and path. */
export const REQUESTS: Readonly<Record<string, Ask>> = {
  'GET /api/state': plain('/api/state'),
  'POST /api/first-run': plain('/api/first-run', {
    regionCode: 'R9',
    regionName: '丙县',
    login: 'xx',
    name: '某人',
    password: '0123456789',
  }),
  'POST /api/sign-in': plain('/api/sign-in', { region: 'R1', login: 'officer', password: 'wrong' }),
  'POST /api/activate': plain('/api/activate', {
    region: 'R1',
    login: 'officer',
    activationCode: 'AAAA-AAAA',
    password: '0123456789',
  }),
  'POST /api/sign-out': plain('/api/sign-out'),
  'GET /api/me': plain('/api/me'),
  'POST /api/me/role': plain('/api/me/role', { role: 'officer', unit: null }),
  'POST /api/me/password': plain('/api/me/password', { old: 'wrong', new: '0123456789' }),
  'POST /api/me/second-factor': plain('/api/me/second-factor'),
  'POST /api/me/second-factor/confirm': plain('/api/me/second-factor/confirm', { code: '000000' }),
  'DELETE /api/me/second-factor': plain('/api/me/second-factor', { password: 'wrong' }),

  'GET /api/accounts': unit((s) => `/api/accounts?unit=${s.unit.code}`),
  'POST /api/accounts': person(
    () => '/api/accounts',
    (s) => ({ login: 'neu', name: '某人', role: 'teacher', unit: null, personId: s.person }),
  ),
  'POST /api/accounts/:id/disable': account(
    (s) => `/api/accounts/${s.account}/disable`,
    () => ({ because: '调离' }),
  ),
  'POST /api/accounts/:id/reset': account((s) => `/api/accounts/${s.account}/reset`),
  'DELETE /api/accounts/:id/roles': account(
    (s) => `/api/accounts/${s.account}/roles`,
    () => ({ role: 'teacher', unit: null, because: '调离' }),
  ),
  'POST /api/accounts/teacher-codes': unit(
    () => '/api/accounts/teacher-codes',
    (s) => ({ unit: s.unit.code }),
  ),

  'GET /api/network': plain(`/api/network?${YEAR}`),
  'GET /api/network/:code': unit((s) => `/api/network/${s.unit.code}?${YEAR}`),
  'POST /api/network/units': unit(
    () => '/api/network/units',
    (s) => ({
      key: key(),
      on: '2025-09-01',
      document,
      code: 'neu-1',
      name: '新校新校',
      category: 'school',
      parent: s.unit.code,
      schoolKind: 'primary',
      urban: 'rural',
      town: null,
    }),
  ),
  'POST /api/network/:code/adjust': unit(
    (s) => `/api/network/${s.unit.code}/adjust`,
    () => ({ kind: 'rename', key: key(), on: '2025-09-01', document, name: '新的名称' }),
  ),

  'GET /api/home': plain(`/api/home?${YEAR}`),
  'GET /api/search': plain('/api/search?q=zs'),
  'GET /api/audit': plain('/api/audit'),

  'GET /api/people': unit((s) => `/api/people?${YEAR}&unit=${s.unit.code}`),
  'GET /api/people.xlsx': unit((s) => `/api/people.xlsx?${YEAR}&unit=${s.unit.code}`),
  'GET /api/people/:id': person((s) => `/api/people/${s.person}?${YEAR}`),
  'GET /api/people/:id/credits': person((s) => `/api/people/${s.person}/credits?${YEAR}`),
  'POST /api/people': unit(
    () => '/api/people',
    (s) => ({
      ...noFacts,
      key: key(),
      identityNumber: '11010519491231002X',
      name: '新教师',
      phone: null,
      startedOn: null,
      unit: s.unit.code,
      on: '2025-09-01',
      document: null,
    }),
  ),
  'POST /api/people/:id/transfer': person(
    (s) => `/api/people/${s.person}/transfer`,
    () => ({ key: key(), unit: 'b-1', on: '2025-09-01', document }),
  ),
  'POST /api/people/:id/change': person(
    (s) => `/api/people/${s.person}/change`,
    () => ({ key: key(), on: '2025-09-01', document: null, facts: { rank: '一级教师' } }),
  ),
  'POST /api/people/:id/correct': person(
    (s) => `/api/people/${s.person}/correct`,
    () => ({ key: key(), because: '核对档案', phone: '13800000000' }),
  ),

  'GET /api/standing': unit((s) => `/api/standing?${YEAR}&unit=${s.unit.code}`),
  'GET /api/standing/people': unit((s) => `/api/standing/people?${YEAR}&unit=${s.unit.code}`),
  'GET /api/standing.xlsx': unit((s) => `/api/standing.xlsx?${YEAR}&unit=${s.unit.code}`),
  'GET /api/policies': plain('/api/policies'),
  'POST /api/policies/:year/what-if': plain('/api/policies/2026/what-if', {
    rows: [{ category: '集中', required: 3, hoursPerCredit: 8, ceiling: null, leastRate: 0.8 }],
  }),
  'PUT /api/policies/:year': plain('/api/policies/2025', {
    rows: [{ category: '集中', required: 3, hoursPerCredit: 8, ceiling: null, leastRate: 0.8 }],
    because: document,
  }),

  'GET /api/figures': unit((s) => `/api/figures?${YEAR}&unit=${s.unit.code}`),
  'GET /api/figures.xlsx': unit((s) => `/api/figures.xlsx?${YEAR}&unit=${s.unit.code}`),
  'GET /api/figures/:id/compare': unit((s) => `/api/figures/teachers/compare?${YEAR}&unit=${s.unit.code}`),
  'GET /api/figures/:id/records': unit(
    (s) => `/api/figures/participations/records?${YEAR}&unit=${s.unit.code}`,
  ),
  'GET /api/figures/:id/records.xlsx': unit(
    (s) => `/api/figures/participations/records.xlsx?${YEAR}&unit=${s.unit.code}`,
  ),

  'GET /api/systems': plain('/api/systems'),
  'GET /api/systems/:id/params': plain(`/api/systems/group-training/params?${YEAR}`),
  'PUT /api/systems/:id/params': plain('/api/systems/group-training/params', {
    key: key(),
    year: 2025,
    document: '测教〔2025〕1号',
    values: { hoursPerDay: 8 },
  }),
  'GET /api/systems/params': plain(`/api/systems/params?${YEAR}`),
  'POST /api/systems/:id/what-if': plain('/api/systems/group-training/what-if', { year: 2025, values: {} }),
  'GET /api/programmes': unit((s) => `/api/programmes?${YEAR}&unit=${s.unit.code}`),
  'GET /api/programmes.xlsx': unit((s) => `/api/programmes.xlsx?${YEAR}&unit=${s.unit.code}`),
  'POST /api/programmes': unit(
    () => '/api/programmes',
    (s) => ({
      key: key(),
      title: '新项目',
      system: 'group-training',
      level: 'county',
      year: 2025,
      organiser: s.unit.code,
      subject: null,
      stage: null,
      startsOn: null,
      endsOn: null,
      places: null,
      budget: null,
      category: null,
    }),
  ),
  'GET /api/programmes/:id': unit((s) => `/api/programmes/${s.unit.programme}`),
  'POST /api/programmes/:id/activities': unit(
    (s) => `/api/programmes/${s.unit.programme}/activities`,
    () => ({ ...activity, key: key() }),
  ),
  'GET /api/calendar': unit((s) => `/api/calendar?${RANGE}&unit=${s.unit.code}`),
  'GET /api/activities/:id': unit((s) => `/api/activities/${s.unit.activity}`),
  'GET /api/activities/:id/attendance.xlsx': unit(
    (s) => `/api/activities/${s.unit.activity}/attendance.xlsx`,
  ),
  'PUT /api/activities/:id/roster': unit(
    (s) => `/api/activities/${s.unit.activity}/roster`,
    () => ({ key: key(), add: [], remove: [] }),
  ),
  'PUT /api/activities/:id/attendance': about(
    'unit',
    (s) => `/api/activities/${s.unit.activity}/attendance`,
    (s) => ({ key: key(), changes: [{ p: s.person, slot: 1, status: 'late' }] }),
  ),
  'POST /api/activities/:id/cancel': unit(
    (s) => `/api/activities/${s.unit.activity}/cancel`,
    () => ({ key: key(), because: '改期' }),
  ),
  'PUT /api/activities/:id/slots/:slot': unit(
    (s) => `/api/activities/${s.unit.activity}/slots/1`,
    () => times,
  ),
  'GET /api/activities/:id/slots/:slot/projector': unit(
    (s) => `/api/activities/${s.unit.activity}/slots/1/projector?origin=http://localhost`,
  ),

  'POST /api/check-in': plain('/api/check-in', {
    nonce: key(),
    shortCode: '000000',
    device: 'a-phone-of-the-tests',
  }),
  'GET /api/phone': plain('/api/phone'),

  'GET /api/documents': plain(`/api/documents?${YEAR}`),
  'POST /api/documents': unit(
    () => '/api/documents',
    (s) => ({ key: key(), kind: 'work-summary', unit: s.unit.code, year: 2025, language: 'zh-Hans' }),
  ),
  'GET /api/documents/:id': unit((s) => `/api/documents/${s.unit.document}`),
  'GET /api/documents/:id/docx': unit((s) => `/api/documents/${s.unit.document}/docx`),
  'POST /api/documents/:id/check': {
    about: 'unit',
    ask: (s) => ({ url: `/api/documents/${s.unit.document}/check`, file: true }),
  },

  ...APPRAISAL_REQUESTS,
  ...CASE_REQUESTS,
  ...COMMITTEE_REQUESTS,
  ...MESSAGE_REQUESTS,
  ...MONEY_REQUESTS,
  ...NEED_REQUESTS,
  ...SCHOOL_BASED_REQUESTS,
  ...TITLE_REQUESTS,
  ...TOPIC_REQUESTS,
  ...WORK_REQUESTS,

  'GET /api/imports': plain('/api/imports'),
  'POST /api/imports': { about: null, ask: () => ({ url: '/api/imports?dryRun=true', file: true }) },
  'GET /api/imports/:id': region((s) => `/api/imports/${s.batch}`),
  'GET /api/imports/:id/report.xlsx': region((s) => `/api/imports/${s.batch}/report.xlsx`),
  'GET /api/export.xlsx': plain('/api/export.xlsx'),
}
