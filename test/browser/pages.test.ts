import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { before, describe, test } from 'node:test'
import type { APIRequestContext } from 'playwright-core'
import { DESK, PHONE, settled, violations, visitor } from './harness.ts'
import type { Visit } from './harness.ts'

const visiting = visitor()

type Listed = { rows: { id: string }[] }

/** The addresses of every page of the desk, with one record of each kind from the demonstration county. */
async function everyPage(request: APIRequestContext, county: string): Promise<string[]> {
  const first = async (path: string): Promise<string> => {
    const answer = (await (await request.get(`${county}${path}`)).json()) as Listed
    return answer.rows[0]?.id ?? ''
  }
  const person = await first('/api/people?year=2025&limit=1')
  const programme = await first('/api/programmes?year=2025&system=rural-teaching-visit')
  const page = (await (await request.get(`${county}/api/programmes/${programme}`)).json()) as {
    activities: { id: string }[]
  }
  const now = new Date().getFullYear()
  const work = await first(`/api/works?year=${now}&q=${encodeURIComponent('个案')}`)
  const volume = await first(`/api/volumes?year=${now}`)
  const topics = await request.get(`${county}/api/topics?year=${new Date().getFullYear()}`)
  const round = ((await topics.json()) as { rounds: { id: string }[] }).rounds[0]?.id ?? ''
  const document = await first('/api/documents?year=2025')
  const one = await first('/api/cases?system=qualification&limit=1')
  const rounds = await request.get(`${county}/api/rounds?system=qualification`)
  const batch = ((await rounds.json()) as { rounds: { id: string }[] }).rounds[0]?.id ?? ''
  const honours = await request.get(`${county}/api/rounds?system=teacher-honour`)
  const honourRounds = ((await honours.json()) as { rounds: { id: string; title: string }[] }).rounds
  const named = honourRounds.find(({ title }) => title.includes('第一批'))?.id ?? ''
  const project = await first('/api/cases?system=project-approval&limit=1')
  const job = await first('/api/imports')
  const notice = await first('/api/notices?box=sent')
  const circular = await first('/api/circulars?year=2025')
  const asked = await first(`/api/questionnaires?year=${now}`)
  const appraised = await first(`/api/appraisals?year=${now}`)
  const asking = await request.get(`${county}/api/questionnaires/${asked}`)
  const { doors } = (await asking.json()) as { doors: { id: string }[] }
  const standard = await first('/api/standards')
  const targets = await request.get(`${county}/api/appraisals/${appraised}`)
  const { targets: appraisedOnes, judges } = (await targets.json()) as {
    targets: { id: string }[]
    judges: { id: string }[]
  }
  const draws = await request.get(`${county}/api/spot-draws?year=${now}`)
  const draw = ((await draws.json()) as { draws: { id: string }[] }).draws[0]?.id ?? ''
  const pool = await request.get(`${county}/api/spot-draws/${draw}`)
  const drawn = ((await pool.json()) as { rows: { activity: { id: string } }[] }).rows[0]?.activity.id ?? ''
  const parts = ['timeline', 'credits', 'trainings', 'online', 'works', 'honours', 'loans']
  return [
    '/',
    '/network',
    '/network/990123X01',
    '/network/990123S001',
    '/people',
    '/people?q=zs&unit=990123S031',
    ...parts.map((part) => `/people/${person}?part=${part}`),
    '/training',
    '/training?view=calendar&month=2025-10',
    '/systems/rural-teaching-visit?year=2025',
    '/systems?year=2025',
    '/supervision',
    '/cases',
    '/cases?system=qualification',
    '/cases/figures?system=qualification&year=2026',
    '/rounds?system=teacher-honour',
    ...['notice', 'naming', 'certificate', 'roster'].map(
      (paper) => `/case-documents/round/${named}/${paper}`,
    ),
    ...['approval', 'recognition'].map((paper) => `/case-documents/case/${project}/${paper}`),
    `/cases/${project}`,
    ...['putonghua', 'theory', 'certificates'].map((part) => `/rounds/${batch}/exams?part=${part}`),
    `/rounds/${batch}/committee`,
    `/case-documents/round/${batch}/minutes`,
    '/needs',
    `/cases/${one}`,
    '/judgings',
    '/complaints',
    '/apply',
    '/holidays',
    `/questionnaires?year=${now}`,
    ...['doors', 'questions', 'results'].map((part) => `/questionnaires/${asked}?part=${part}`),
    `/questionnaires/${asked}/doors/${doors[0]?.id ?? ''}`,
    `/appraisals?year=${now}`,
    ...['targets', 'judges', 'results'].map((part) => `/appraisals/${appraised}?part=${part}`),
    `/appraisals/${appraised}/judges/${judges[0]?.id ?? ''}`,
    ...['self', 'result', 'appeals', 'demands'].map(
      (part) => `/appraisal-targets/${appraisedOnes[0]?.id ?? ''}?part=${part}`,
    ),
    '/standards',
    `/standards/${standard}`,
    '/school-based',
    `/school-based/assigned?year=${now}`,
    `/school-based/checks?year=${now}`,
    `/school-based/checks/${draw}?year=${now}`,
    `/school-based/checks/${draw}/${drawn}?year=${now}`,
    `/school-based/handbooks?year=${now}`,
    `/school-based/handbooks?year=${now}&unit=990123S031`,
    `/school-based/handbooks/${person}?year=2025`,
    '/research',
    ...['activities', 'roster', 'works', 'rules'].map((part) => `/programmes/${programme}?part=${part}`),
    `/activities/${page.activities[0]?.id ?? ''}`,
    '/credits',
    '/credits/people?short=any',
    '/credits/policy',
    `/resources?year=${now}`,
    ...['review', 'text', 'difference', 'alike', 'lineage'].map(
      (part) => `/resources/works/${work}?part=${part}`,
    ),
    `/resources/library?q=${encodeURIComponent('三角形')}`,
    `/resources/library?subject=${encodeURIComponent('数学')}`,
    '/resources/archives?year=2025',
    '/resources/archives?year=2025&kind=unit',
    `/resources/archives/programme/${programme}?year=2025`,
    `/resources/volumes?year=${now}`,
    `/resources/volumes/${volume}?year=${now}`,
    `/topics?year=${new Date().getFullYear()}`,
    `/topics/${round}`,
    `/topics/${round}/board?level=cluster&unit=990123X04`,
    `/topics/${round}/lineage`,
    '/money?year=2025',
    ...['entries', 'duty', 'claims', 'standards'].map((part) => `/money?year=2025&part=${part}`),
    `/money/programmes/${programme}`,
    '/figures',
    '/figures/participations',
    '/figures/awards/records?year=2025&dimension=level&key=省级',
    '/documents',
    `/documents/${document}`,
    '/import',
    `/import/${job}`,
    '/todo',
    '/todo?time=late',
    '/notices',
    '/notices?box=sent',
    `/notices/${notice}`,
    '/circulars?year=2025',
    `/circulars/${circular}?year=2025`,
    '/regulations',
    '/channels',
    '/people/certificates',
    `/people/titles?year=${now}`,
    `/people/titles?year=${now}&state=doubtful`,
    ...['duties', 'appraisal', 'allowances'].map((part) => `/people/titles?year=${now}&part=${part}`),
    '/cases?system=title-exit',
    '/accounts',
    '/audit',
    '/me',
    '/nowhere',
  ]
}

/** What is wrong with the page as it stands, one line each. */
async function wrongs({ page, troubles }: Visit): Promise<string[]> {
  const over = await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth')
  const refusals = await page.locator('.notice.late').allInnerTexts()
  const titles = await page.locator('.page-head h1').count()
  return [
    ...troubles(),
    ...(await violations(page)),
    ...refusals,
    ...(over > 0 ? [`${over} px too wide`] : []),
    ...(titles === 1 ? [] : [`${titles} titles`]),
  ]
}

/** So many tests share the pages, each with a visit of its own: no single one runs for minutes. */
const PARTS = 6

describe('every page is shown at 1440 and 390 pixels without errors, within its width, and clean for axe', () => {
  for (let part = 0; part < PARTS; part += 1) {
    test(`part ${part + 1} of ${PARTS}`, async () => {
      const visit = await visiting.visit('officer')
      const all = await everyPage(visit.context.request, visiting.address())
      const found: string[] = []
      for (const path of all.filter((_, index) => index % PARTS === part))
        found.push(...(await lookAt(visit, path)))
      await visit.context.close()
      assert.deepEqual(found, [])
    })
  }
})

/** What is wrong with a page at both sizes, one line each. */
async function lookAt(visit: Visit, path: string): Promise<string[]> {
  const { page } = visit
  await page.setViewportSize(DESK)
  await page.goto(path)
  await settled(page)
  const wide = (await wrongs(visit)).map((one) => `${path} at ${DESK.width}: ${one}`)
  await page.setViewportSize(PHONE)
  return [...wide, ...(await wrongs(visit)).map((one) => `${path} at ${PHONE.width}: ${one}`)]
}

test('every address that the desk knows is looked at', async () => {
  const router = await readFile(join(import.meta.dirname, '../../web/router.tsx'), 'utf8')
  const known = [...router.matchAll(/^ {2}'(\/[^']*)': /gm)].map(([, path = '']) => path)
  const visit = await visiting.visit('officer')
  const seen = await everyPage(visit.context.request, visiting.address())
  await visit.context.close()
  const matches = (path: string) => new RegExp(`^${path.replaceAll(/\$\w+/g, '[^/]+')}$`)
  assert.ok(known.length > 70)
  assert.deepEqual(
    known.filter((path) => !seen.some((address) => matches(path).test(address.split('?')[0] ?? ''))),
    [],
  )
})

describe('the door', () => {
  let shown: string[] = []
  before(async () => {
    const { page, context, troubles } = await visiting.visit(null, PHONE)
    await page.goto('/people?q=zs')
    await page.getByRole('button', { name: '登录', exact: true }).waitFor()
    shown = [...troubles(), ...(await violations(page))]
    await context.close()
  })
  test('has nothing for axe to find and no console errors', () => assert.deepEqual(shown, []))
})
