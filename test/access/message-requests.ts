import { about, type Ask, key, person, plain, unit } from './ask.ts'
import type { Subject } from './subjects.ts'

const region = (ask: (subject: Subject) => string, body?: (subject: Subject) => unknown): Ask =>
  about('region', ask, body)
const hours = { digestAt: '07:30', quietFrom: '22:00', quietUntil: '07:00', tries: 6 }

/** One request for every route of messages. */
export const MESSAGE_REQUESTS: Readonly<Record<string, Ask>> = {
  'GET /api/todos': plain('/api/todos'),
  'GET /api/todos/count': plain('/api/todos/count'),
  'GET /api/notices': plain('/api/notices?box=sent'),
  'POST /api/notices': unit(
    () => '/api/notices',
    (s) => ({
      key: key(),
      title: '通知',
      body: '内容内容',
      audience: { to: 'roles', roles: ['teacher'], units: [s.unit.code] },
      dueOn: null,
      pinnedUntil: null,
      circular: null,
      robots: false,
    }),
  ),
  'GET /api/notices/:id': person((s) => `/api/notices/${s.person}`),
  'POST /api/notices/addressees': plain('/api/notices/addressees', { lines: ['无名氏'] }),
  'GET /api/notices/titles': plain('/api/notices/titles'),
  'GET /api/notices/:id/files/:file': person((s) => `/api/notices/${s.person}/files/${s.person}`),
  'GET /api/notices/:id/telling': person((s) => `/api/notices/${s.person}/telling`),
  'POST /api/notices/:id/told': person(
    (s) => `/api/notices/${s.person}/told`,
    () => ({ key: key(), how: 'phone', on: '2025-03-01', note: null }),
  ),
  'GET /api/notices/:id/receipts': person((s) => `/api/notices/${s.person}/receipts`),
  'POST /api/notices/:id/read': person((s) => `/api/notices/${s.person}/read`),
  'POST /api/notices/:id/remind': person(
    (s) => `/api/notices/${s.person}/remind`,
    () => ({ key: key() }),
  ),
  'GET /api/circulars': plain('/api/circulars?year=2025'),
  'POST /api/circulars': unit(
    () => '/api/circulars',
    (s) => ({
      key: key(),
      kind: 'circular',
      about: 'training',
      series: '甲教',
      unit: s.unit.code,
      year: 2025,
      names: false,
      publicUntil: null,
    }),
  ),
  'GET /api/circulars/:id': unit((s) => `/api/circulars/${s.unit.id}`),
  'GET /api/circulars/:id/docx': unit((s) => `/api/circulars/${s.unit.id}/docx`),
  'GET /api/public/circulars': plain('/api/public/circulars'),
  'GET /api/public/circulars/:id': unit((s) => `/api/public/circulars/${s.unit.id}`),
  'GET /api/public/calendar/:token': plain('/api/public/calendar/nobody-has-this-token-at-all'),
  'GET /api/regulations': plain('/api/regulations'),
  'POST /api/regulations': plain('/api/regulations', {
    key: key(),
    kind: '办法',
    title: '教师研修管理办法',
    number: '甲教〔2026〕8号',
    issuedOn: '2026-01-01',
    holdsFrom: '2026-01-01',
    replaces: null,
    about: '',
  }),
  'POST /api/regulations/:id/end': region(
    (s) => `/api/regulations/${s.batch}/end`,
    () => ({ key: key(), on: '2026-01-01', because: '不再适用' }),
  ),
  'GET /api/message-settings': plain('/api/message-settings'),
  'PUT /api/message-settings': plain('/api/message-settings', {
    part: 'hours',
    key: key(),
    enabled: true,
    settings: hours,
  }),
  'POST /api/message-settings/test': plain('/api/message-settings/test', { channel: 'wecom', to: null }),
  'GET /api/outbox': plain('/api/outbox'),
  'POST /api/outbox/retry': plain('/api/outbox/retry', { key: key() }),
  'GET /api/me/messages': plain('/api/me/messages'),
  'PUT /api/me/messages': plain('/api/me/messages', { email: null, digest: false }),
  'POST /api/me/calendar': plain('/api/me/calendar'),
  'DELETE /api/me/calendar': plain('/api/me/calendar'),
  'GET /api/certificates/missing': unit((s) => `/api/certificates/missing?unit=${s.unit.code}`),
  'POST /api/certificates/remind': person(
    () => '/api/certificates/remind',
    (s) => ({ key: key(), people: [s.person], dueOn: '2100-01-01' }),
  ),
}
