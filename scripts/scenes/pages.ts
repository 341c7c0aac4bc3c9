import type { APIRequestContext, Page } from 'playwright-core'
import { settled } from '#test/browser/harness.ts'
import { namedRound } from './round.ts'
import type { Scene } from './scene.ts'

type Listed = { rows: { id: string; state?: string }[] }
type Where = string | ((request: APIRequestContext) => Promise<string>)

/** A page of the demonstration county as it stands, at the officer's desk; `go` is what is done before the picture. */
function standing(name: string, path: Where, go?: (page: Page) => Promise<unknown>): Scene {
  return {
    name,
    play: async ({ enter }, take) => {
      const context = await enter('officer', 'desk')
      const page = await context.newPage()
      await page.goto(typeof path === 'string' ? path : await path(context.request))
      await settled(page)
      await go?.(page)
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

/** A document of the honour round that went all the way. */
function named(document: string): Where {
  return async (request) => `/case-documents/round/${await namedRound(request)}/${document}`
}

/** The notice with an attachment, as who sent it sees it. */
const planNotice: Where = async (request) => {
  const { rows } = (await (await request.get('/api/notices?box=sent')).json()) as {
    rows: { id: string; title: string }[]
  }
  return `/notices/${rows.find(({ title }) => title.includes('校本研修计划'))?.id ?? ''}`
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
    first(`/api/appraisals?year=${YEAR}`, (id) => `/appraisals/${id}?part=results`, 'published'),
  ),
  standing('todo', '/todo'),
  standing('notices', '/notices'),
  standing('circulars', '/circulars'),
  standing('notice', planNotice),
  standing('round-documents', '/rounds?system=teacher-honour', (page) =>
    page.getByRole('table', { name: /第一批.*的文书/ }).scrollIntoViewIfNeeded(),
  ),
  standing('round-naming', named('naming'), (page) => page.evaluate('window.scrollBy(0, 260)')),
  standing('round-certificate', named('certificate')),
]
