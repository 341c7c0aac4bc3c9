/**
 * Draws the pictures of the users' manual: every page of the demonstration county, at the desk and on the phone,
 * into docs/guide/pictures. `node scripts/pictures.ts [address of a running demonstration [name …]]`: only the named
 * ones where some are named.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { launchChromium } from '#test/browser/chromium.ts'
import { demoCounty, PASSWORD } from '#test/browser/demo-county.ts'
import type { Login } from '#test/browser/demo-county.ts'

const FOLDER = join(import.meta.dirname, '../docs/guide/pictures')
const LARGEST = 250 * 1024
const DESK = { width: 1440, height: 900 }
const PHONE = { width: 390, height: 844 }

type Listed = { rows: { id: string }[] }
type Shot = {
  name: string
  path: string
  login: Login | null
  phone?: boolean
  before?: (page: Page) => Promise<void>
}

const county = process.argv[2] ?? (await demoCounty())
const browser = await launchChromium()
await mkdir(FOLDER, { recursive: true })
const only = new Set(process.argv.slice(3))
for (const shot of await shots()) if (only.size === 0 || only.has(shot.name)) await take(browser, shot)
await browser.close()

/** Every page worth a picture, with one record of each kind. */
async function shots(): Promise<Shot[]> {
  const context = await signedIn(browser, 'officer', DESK)
  const get = async <T>(path: string): Promise<T> =>
    (await (await context.request.get(`${county}${path}`)).json()) as T
  const first = async (path: string) => (await get<Listed>(path)).rows[0]?.id ?? ''
  const programme = await first('/api/programmes?year=2025&system=rural-teaching-visit')
  const { activities } = await get<{ activities: { id: string }[] }>(`/api/programmes/${programme}`)
  const activity = activities[0]?.id ?? ''
  const person = await first('/api/people?year=2025&limit=1')
  const document = await first('/api/documents?year=2025')
  const job = await first('/api/imports')
  const one = await first('/api/cases?system=qualification&limit=1')
  const { rounds } = await get<{ rounds: { id: string }[] }>(`/api/topics?year=${new Date().getFullYear()}`)
  const round = rounds[0]?.id ?? ''
  const certified = await get<{ rounds: { id: string }[] }>('/api/rounds?system=qualification')
  const batch = certified.rounds[0]?.id ?? ''
  const lineage = await get<{ nodes: { id: string; level: string }[] }>(`/api/topics/${round}/lineage`)
  const core = lineage.nodes.find((node) => node.level === 'region')?.id ?? ''
  await context.close()
  return [
    { name: 'sign-in', path: '/', login: null },
    ...desk({ programme, activity, person, document, job, one, round, core, batch }),
    {
      name: 'topics-board',
      path: `/topics/${round}/board?level=school&unit=990123S004`,
      login: 'school',
    },
    {
      name: 'handbooks',
      path: `/school-based/handbooks?year=${new Date().getFullYear()}&month=10`,
      login: 'school',
    },
    {
      name: 'spot-sheet',
      path: `/school-based/checks?year=${new Date().getFullYear()}`,
      login: 'cluster',
      before: openSheet,
    },
    { name: 'phone-handbook', path: '/m/handbook', login: 'teacher', phone: true },
    { name: 'phone-problems', path: '/m/problems', login: 'teacher', phone: true },
    {
      name: 'figures-records',
      path: '/figures?year=2025',
      login: 'officer',
      before: (page) => page.locator('a.figure-open').nth(5).click(),
    },
    {
      name: 'people-panel',
      path: '/people?q=zs&year=2025',
      login: 'officer',
      before: (page) => page.locator('.open-row').first().click(),
    },
    { name: 'phone-today', path: '/m', login: 'teacher', phone: true },
    { name: 'phone-credits', path: '/m/credits', login: 'teacher', phone: true },
    { name: 'apply', path: '/apply', login: 'teacher', phone: true },
    { name: 'phone-titles', path: '/m/titles', login: 'teacher', phone: true },
    { name: 'phone-mine', path: '/m/mine', login: 'teacher', phone: true },
    { name: 'screen', path: `/screen/${activity}/1`, login: 'officer' },
  ]
}

type Records = {
  programme: string
  activity: string
  person: string
  document: string
  job: string
  one: string
  round: string
  core: string
  batch: string
}

/** The desk's pages; the ones that officers open on the way are shown small, too. */
function desk({ programme, activity, person, document, job, one, round, core, batch }: Records): Shot[] {
  const pages: [string, string][] = [
    ['today', '/'],
    ['network', '/network'],
    ['unit', '/network/990123S001?year=2025'],
    ['people', '/people?year=2025'],
    ['person', `/people/${person}?year=2025`],
    ['person-credits', `/people/${person}?part=credits&year=2025`],
    ['programmes', '/training?year=2025'],
    ['calendar', '/training?view=calendar&month=2025-10'],
    ['programme', `/programmes/${programme}`],
    ['activity', `/activities/${activity}`],
    ['credits', '/credits?year=2025'],
    ['credits-people', '/credits/people?short=any&year=2025'],
    ['policy', '/credits/policy?year=2025'],
    ['figures', '/figures?year=2025'],
    ['compare', '/figures/participations?year=2025'],
    ['documents', '/documents?year=2025'],
    ['document', `/documents/${document}`],
    ['import', '/import'],
    ['import-report', `/import/${job}`],
    ['accounts', '/accounts'],
    ['audit', '/audit?subjectKind=document'],
    ['me', '/me'],
    ['cases', '/cases?system=qualification'],
    ['case', `/cases/${one}`],
    ['case-figures', '/cases/figures?system=qualification&year=2026'],
    ['rounds', '/rounds?system=teacher-honour'],
    ['complaints', '/complaints'],
    ['needs', '/needs'],
    ['exams', `/rounds/${batch}/exams?part=putonghua`],
    ['committee', `/rounds/${batch}/committee`],
    ['systems', '/systems'],
    ['system', '/systems/rural-teaching-visit'],
    ['holidays', '/holidays?year=2026'],
    ['topics-lineage', `/topics/${round}/lineage?focus=${core}`],
    ['topics-round', `/topics/${round}`],
    ['titles', `/people/titles?year=${new Date().getFullYear()}`],
    ['titles-allowances', `/people/titles?year=${new Date().getFullYear()}&part=allowances`],
    ['assigned', `/school-based/assigned?year=${new Date().getFullYear()}`],
    ['spot-draws', `/school-based/checks?year=${new Date().getFullYear()}`],
    ['handbooks-schools', `/school-based/handbooks?year=${new Date().getFullYear()}&month=10`],
    ['money', '/money?year=2025'],
    ['money-duty', '/money?year=2025&part=duty'],
  ]
  return pages.flatMap(([name, path]): Shot[] => [
    { name, path, login: 'officer' },
    { name: `${name}-small`, path, login: 'officer', phone: true },
  ])
}

/** The first drawn activity's sheet, of the first draw. */
async function openSheet(page: Page): Promise<void> {
  for (const part of [/\/checks\/[^/]+$/, /\/checks\/[^/]+\/[^/]+$/]) {
    await page.locator('tbody a').first().click()
    await page.waitForURL((url) => part.test(url.pathname))
    await page.waitForLoadState('networkidle')
  }
}

async function signedIn(inside: Browser, login: Login | null, size: typeof DESK): Promise<BrowserContext> {
  const context = await inside.newContext({ viewport: size, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })
  const data = { login, password: PASSWORD }
  if (login !== null)
    await context.request.post(`${county}/api/sign-in`, { data, headers: { origin: county } })
  return context
}

async function take(inside: Browser, shot: Shot): Promise<void> {
  const context = await signedIn(inside, shot.login, shot.phone === true ? PHONE : DESK)
  const page = await context.newPage()
  await page.goto(`${county}${shot.path}`)
  await page.waitForLoadState('networkidle')
  await shot.before?.(page)
  // Sheets slide in; a picture is taken when they stand.
  await page.waitForTimeout(600)
  const picture = await page.screenshot({ animations: 'disabled' })
  if (picture.length > LARGEST) throw new Error(`${shot.name}.png has ${picture.length} bytes`)
  await writeFile(join(FOLDER, `${shot.name}.png`), picture)
  console.log(`${shot.name}.png ${Math.round(picture.length / 1024)} kB`)
  await context.close()
}
