import type { APIRequestContext } from 'playwright-core'
import { settled } from '#test/browser/harness.ts'
import type { Scene } from './scene.ts'

type Listed = { rows: { id: string; state?: string }[] }
type Where = string | ((request: APIRequestContext) => Promise<string>)

/** A page of the demonstration county as it stands, at the officer's desk. */
function standing(name: string, path: Where): Scene {
  return {
    name,
    play: async ({ enter }, take) => {
      const context = await enter('officer', 'desk')
      const page = await context.newPage()
      await page.goto(typeof path === 'string' ? path : await path(context.request))
      await settled(page)
      await take(page)
      await context.close()
    },
  }
}

const YEAR = new Date().getFullYear()

/** The page of the first record that a list gives; of those in a state, where one is named. */
function first(list: string, page: (id: string) => string, state?: string): Where {
  return async (request) => {
    const { rows } = (await (await request.get(list)).json()) as Listed
    const found = rows.find((row) => state === undefined || row.state === state) ?? rows[0]
    return page(found?.id ?? '')
  }
}

/** The page of the first round of a system. */
function firstRound(system: string, page: (id: string) => string): Where {
  return async (request) => {
    const answer = await request.get(`/api/rounds?system=${system}`)
    const { rounds } = (await answer.json()) as { rounds: { id: string }[] }
    return page(rounds[0]?.id ?? '')
  }
}

const PLAN = encodeURIComponent('个案')

/** Pages with one record of each kind: works, questionnaires, appraisals, messages, and the documents of a round. */
export const pageScenes: readonly Scene[] = [
  standing('works', `/resources?year=${YEAR}`),
  standing(
    'work-difference',
    first(`/api/works?year=${YEAR}&q=${PLAN}`, (id) => `/resources/works/${id}?part=difference`),
  ),
  standing('library', '/resources/library'),
  standing(
    'archive',
    first(
      '/api/programmes?year=2025&system=rural-teaching-visit',
      (id) => `/resources/archives/programme/${id}?year=2025`,
    ),
  ),
  standing(
    'volume',
    first(`/api/volumes?year=${YEAR}`, (id) => `/resources/volumes/${id}?year=${YEAR}`),
  ),
  standing('questionnaires', `/questionnaires?year=${YEAR}`),
  standing(
    'questionnaire-results',
    first(`/api/questionnaires?year=${YEAR}`, (id) => `/questionnaires/${id}?part=results`, 'closed'),
  ),
  standing(
    'standard',
    first('/api/standards', (id) => `/standards/${id}`),
  ),
  standing(
    'appraisal-results',
    first(`/api/appraisals?year=${YEAR}`, (id) => `/appraisals/${id}?part=results`),
  ),
  standing('todo', '/todo'),
  standing('notices', '/notices'),
  standing('circulars', '/circulars'),
  standing(
    'exams',
    firstRound('qualification', (id) => `/rounds/${id}/exams`),
  ),
  standing(
    'round-notice',
    firstRound('teacher-honour', (id) => `/case-documents/round/${id}/notice`),
  ),
]
