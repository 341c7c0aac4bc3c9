import { about, type Ask, key, plain, unit } from './ask.ts'
import { tokenOfUnit } from './appraisal-fixture.ts'

const YEAR = 'year=2025'
const question = { kind: 'text', says: '还有什么话', required: false, options: [], lines: [], most: null }
const standard = {
  key: key(),
  code: 'new-one',
  title: '新标准',
  document: '甲教〔2025〕1 号',
  decimals: 2,
  indicators: [
    {
      id: 'A',
      parent: null,
      title: '指标',
      points: '100',
      weight: null,
      veto: false,
      evidence: 'none',
      says: '',
    },
  ],
  sources: [{ id: 'experts', weight: '100', by: 'judges', dropFrom: null }],
  bands: [],
}

/** One request for every route of questionnaires and appraisals; see appraisal-fixture.ts for what has a unit's id. */
export const APPRAISAL_REQUESTS: Readonly<Record<string, Ask>> = {
  'GET /api/questionnaires': plain(`/api/questionnaires?${YEAR}`),
  'POST /api/questionnaires': unit(
    () => '/api/questionnaires',
    (s) => ({
      key: key(),
      title: '新问卷',
      intro: '',
      unit: s.unit.code,
      year: 2025,
      anonymous: true,
      least: 5,
      opensOn: '2025-01-01',
      closesOn: '2025-12-31',
      subjectKind: null,
      subjectId: null,
      moment: null,
      questions: [question],
    }),
  ),
  'GET /api/questionnaires/:id': unit((s) => `/api/questionnaires/${s.unit.id}`),
  'POST /api/questionnaires/:id/step': unit(
    (s) => `/api/questionnaires/${s.unit.id}/step`,
    () => ({ key: key(), step: 'closed' }),
  ),
  'POST /api/questionnaires/:id/doors': unit(
    (s) => `/api/questionnaires/${s.unit.id}/doors`,
    () => ({ key: key(), kind: 'codes', title: '一班', source: null, count: 3, programme: null }),
  ),
  'GET /api/questionnaires/:id/doors/:door': unit(
    (s) => `/api/questionnaires/${s.unit.id}/doors/${s.unit.id}`,
  ),
  'GET /api/questionnaires/:id/results': unit((s) => `/api/questionnaires/${s.unit.id}/results`),
  'GET /api/questionnaires/:id/results.xlsx': unit((s) => `/api/questionnaires/${s.unit.id}/results.xlsx`),
  'GET /api/questionnaires/:id/cross': unit((s) => `/api/questionnaires/${s.unit.id}/cross?position=1&by=0`),
  'GET /api/questionnaires/:id/compare': unit(
    (s) => `/api/questionnaires/${s.unit.id}/compare?with=${s.unit.id}`,
  ),
  'GET /api/open/questionnaires/:token': unit((s) => `/api/open/questionnaires/${tokenOfUnit(s.unit.code)}`),
  'POST /api/open/questionnaires/:token': unit(
    (s) => `/api/open/questionnaires/${tokenOfUnit(s.unit.code)}`,
    () => ({ sheet: key(), answers: [{ position: 1, choice: 5 }] }),
  ),
  'GET /api/my/questionnaires': plain('/api/my/questionnaires'),
  'POST /api/my/questionnaires/:id': unit(
    (s) => `/api/my/questionnaires/${s.unit.id}`,
    () => ({ sheet: key(), answers: [] }),
  ),

  'GET /api/standards': plain('/api/standards'),
  'POST /api/standards': plain('/api/standards', standard),
  'GET /api/standards/:id': about('region', (s) => `/api/standards/${s.batch}`),
  'GET /api/appraisals': plain(`/api/appraisals?${YEAR}`),
  'POST /api/appraisals': unit(
    () => '/api/appraisals',
    (s) => ({
      key: key(),
      standard: s.batch,
      title: '新评估',
      unit: s.unit.code,
      year: 2025,
      blind: true,
      outside: true,
      scoreUntil: '2099-01-01',
      appealDays: 7,
      places: null,
      floor: null,
    }),
  ),
  'GET /api/appraisals/:id': unit((s) => `/api/appraisals/${s.unit.id}`),
  'POST /api/appraisals/:id/targets': unit(
    (s) => `/api/appraisals/${s.unit.id}/targets`,
    (s) => ({ key: key(), kind: 'unit', subjects: [s.unit.code] }),
  ),
  'POST /api/appraisals/:id/judges': unit(
    (s) => `/api/appraisals/${s.unit.id}/judges`,
    (s) => ({ key: key(), source: 'experts', people: [s.person] }),
  ),
  'POST /api/appraisals/:id/assign': unit(
    (s) => `/api/appraisals/${s.unit.id}/assign`,
    () => ({ key: key(), source: 'experts', each: 1 }),
  ),
  'POST /api/appraisals/:id/recuse': unit(
    (s) => `/api/appraisals/${s.unit.id}/recuse`,
    (s) => ({ key: key(), judge: s.unit.id, target: s.unit.document, because: '亲属' }),
  ),
  'POST /api/appraisals/:id/surveys': unit(
    (s) => `/api/appraisals/${s.unit.id}/surveys`,
    (s) => ({ key: key(), target: s.unit.document, source: 'parents', questionnaire: s.unit.id }),
  ),
  'POST /api/appraisals/:id/step': unit(
    (s) => `/api/appraisals/${s.unit.id}/step`,
    () => ({ key: key(), step: 'published', choices: [] }),
  ),
  'GET /api/appraisals/:id/judges/:judge': unit((s) => `/api/appraisals/${s.unit.id}/judges/${s.unit.id}`),
  'PUT /api/appraisals/:id/judges/:judge': unit(
    (s) => `/api/appraisals/${s.unit.id}/judges/${s.unit.id}`,
    (s) => ({ key: key(), changes: [{ target: s.unit.document, indicator: 'A', score: '80' }], handIn: [] }),
  ),
  'POST /api/appraisals/:id/judges/:judge/return': unit(
    (s) => `/api/appraisals/${s.unit.id}/judges/${s.unit.id}/return`,
    (s) => ({ key: key(), target: s.unit.document, because: '重填' }),
  ),
  'GET /api/my/sheets': plain('/api/my/sheets'),
  'GET /api/appraisals/:id/results': unit((s) => `/api/appraisals/${s.unit.id}/results`),
  'GET /api/appraisals/:id/results.xlsx': unit((s) => `/api/appraisals/${s.unit.id}/results.xlsx`),
  'GET /api/appraisal-targets/:id': unit((s) => `/api/appraisal-targets/${s.unit.id}`),
  'GET /api/appraisal-targets/:id/evidence': unit(
    (s) => `/api/appraisal-targets/${s.unit.id}/evidence?indicator=A`,
  ),
  'POST /api/appraisal-targets/:id/acts': unit(
    (s) => `/api/appraisal-targets/${s.unit.id}/acts`,
    (s) => ({ act: 'show', key: key(), indicator: 'A', records: [s.unit.activity] }),
  ),
}
