import { type Ask, key, person, plain, unit } from './ask.ts'

const YEAR = 'year=2025'

/** One request for every route of works, the library, archives and volumes. */
export const WORK_REQUESTS: Readonly<Record<string, Ask>> = {
  'POST /api/uploads': plain('/api/uploads', { key: key(), name: 'a.png', bytes: 100 }),
  'HEAD /api/uploads/:id': plain(`/api/uploads/${key()}`),
  'PATCH /api/uploads/:id': plain(`/api/uploads/${key()}`),
  'DELETE /api/uploads/:id': plain(`/api/uploads/${key()}`),
  'GET /api/works': plain(`/api/works?${YEAR}`),
  'POST /api/works': person(
    () => '/api/works',
    (s) => ({ key: key(), title: '新作品', kind: '教案', author: s.person, on: '2025-05-01', text: '正文' }),
  ),
  'GET /api/works/:id': person((s) => `/api/works/${s.person}`),
  'POST /api/works/:id/versions': person(
    (s) => `/api/works/${s.person}/versions`,
    () => ({ key: key(), text: '第二稿' }),
  ),
  'GET /api/works/:id/versions/:version/file': person((s) => `/api/works/${s.person}/versions/1/file`),
  'POST /api/works/:id/review': person(
    (s) => `/api/works/${s.person}/review`,
    () => ({ key: key(), kind: 'recommend', version: 1, words: '值得推荐' }),
  ),
  'GET /api/works/:id/difference': person((s) => `/api/works/${s.person}/difference?version=1&baseVersion=1`),
  'GET /api/works/:id/alike': person((s) => `/api/works/${s.person}/alike`),
  'GET /api/library': plain('/api/library?q=%E6%95%99%E6%A1%88'),
  'POST /api/library/:id/rating': person(
    (s) => `/api/library/${s.person}/rating`,
    () => ({ stars: 5 }),
  ),
  'POST /api/library/:id/withdraw': person(
    (s) => `/api/library/${s.person}/withdraw`,
    () => ({ key: key(), because: '版权不清' }),
  ),

  'GET /api/archives': plain(`/api/archives?${YEAR}`),
  'GET /api/archives/:kind/:id': unit((s) => `/api/archives/programme/${s.unit.programme}?${YEAR}`),
  'POST /api/archives/:kind/:id/files': unit(
    (s) => `/api/archives/programme/${s.unit.programme}/files`,
    () => ({ key: key(), year: 2025, material: '通知', title: '通知', upload: key() }),
  ),
  'POST /api/archives/files/:id/remove': plain(`/api/archives/files/${key()}/remove`, {
    key: key(),
    because: '放错了',
  }),
  'POST /api/archives/:kind/:id/seal': unit(
    (s) => `/api/archives/unit/${s.unit.code}/seal`,
    () => ({ key: key(), year: 2025, because: '年底封存' }),
  ),
  'GET /api/archives/:kind/:id/zip': unit((s) => `/api/archives/unit/${s.unit.code}/zip?${YEAR}`),
  'GET /api/volumes': plain(`/api/volumes?${YEAR}`),
  'POST /api/volumes': unit(
    () => '/api/volumes',
    (s) => ({ key: key(), year: 2025, unit: s.unit.code, title: '成果集' }),
  ),
  'GET /api/volumes/:id': unit((s) => `/api/volumes/${s.unit.id}`),
  'PUT /api/volumes/:id': unit(
    (s) => `/api/volumes/${s.unit.id}`,
    () => ({ key: key(), title: '成果集', works: [] }),
  ),
  'POST /api/volumes/:id/editions': unit(
    (s) => `/api/volumes/${s.unit.id}/editions`,
    () => ({ key: key() }),
  ),
  'GET /api/volumes/:id/editions/:edition/:format': unit((s) => `/api/volumes/${s.unit.id}/editions/1/pdf`),
}
