import { about, key, type Ask } from './ask.ts'
import type { Subject } from './subjects.ts'

const said = (s: Subject) => ({
  key: key(),
  heldOn: '2025-04-10',
  place: '会议室',
  chair: s.person,
  members: [{ person: s.person, present: true }],
})

/** One request for every route of committees. */
export const COMMITTEE_REQUESTS: Readonly<Record<string, Ask>> = {
  'GET /api/rounds/:id/committees': about('region', (s) => `/api/rounds/${s.exams.round}/committees`),
  'POST /api/rounds/:id/committees/:stage/sittings': about(
    'region',
    (s) => `/api/rounds/${s.exams.round}/committees/committee/sittings`,
    said,
  ),
  'POST /api/committee-sittings/:id/corrections': about(
    'region',
    (s) => `/api/committee-sittings/${s.sitting}/corrections`,
    (s) => ({ ...said(s), because: '地点记错' }),
  ),
  'POST /api/cases/committee': about(
    'case',
    () => '/api/cases/committee',
    (s) => ({ cases: [s.case.id] }),
  ),
}
