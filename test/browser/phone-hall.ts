import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { before } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { buildServer } from '#http/server.ts'
import { ensureAccount } from '#kernel/account/ensure.ts'
import { suiteEnding, testDatabase, type Ending } from '#test/harness/database.ts'
import { addActivity, makeHall, type Hall } from '#test/programme/hall.ts'
import { launchChromium, STILL } from './chromium.ts'
import { PHONE } from './harness.ts'

const WEB = join(import.meta.dirname, '../../web/dist')
const PASSWORD = 'zheng-que-de-mima'
const MINUTE = 60_000

/** The logins of the hall, by whom they belong to; 甲 and 乙 are on every roster, 丙 is on none. */
const LOGINS = { jia: '甲', yi: '乙', bing: '丙' } as const
export type Login = keyof typeof LOGINS | 'officer'

/** A server over a fresh county, with its clock running, and phones that use it. */
export type PhoneHall = {
  address: () => string
  /** Adds an activity that began so many minutes ago (negative: begins later). @returns its id. */
  activity: (minutesAgo: number) => Promise<string>
  /** What the hall's screen shows now. */
  shown: (activity: string) => Promise<Shown>
  /** The same, just when the code has changed: it lasts nine seconds and more. */
  freshlyShown: (activity: string) => Promise<Shown>
  /** A phone that nobody has used yet. */
  phone: (size?: { width: number; height: number }) => Promise<{ page: Page; context: BrowserContext }>
  /** A page of the officer, signed in, as wide as a projector. */
  officerPage: () => Promise<Page>
  signIn: (page: Page, login: Login) => Promise<void>
  /** Makes an account that has not been used yet, for one of the hall's people. @returns its activation code. */
  slipOfPaper: (login: string, person: string) => Promise<string>
  /** Moves the opening of an activity's check-in to so many seconds from now. */
  opensIn: (activity: string, seconds: number) => Promise<void>
  /** What is recorded, a line each: name status method, with "late upload" where so. */
  recorded: (activity: string) => Promise<string[]>
}

type Shown = { path: string; shortCode: string; secondsLeft: number }
type Stage = { hall: Hall; address: string; browser: Browser; officer: BrowserContext }

/** A hall for the tests of a file. */
export function phoneHall(): PhoneHall {
  let stage: Stage | undefined
  const ending = suiteEnding()
  const the = (): Stage => {
    assert.ok(stage !== undefined, 'the file has not started yet')
    return stage
  }
  before(async () => {
    stage = await setUp(ending)
  })
  return {
    address: () => the().address,
    activity: (minutesAgo) => addOne(the().hall, minutesAgo),
    shown: (activity) => shown(the(), activity),
    freshlyShown: (activity) => freshlyShown(the(), activity),
    phone: (size = PHONE) => newPhone(the(), size),
    officerPage: () => officerPage(the()),
    signIn: (page, login) => signIn(page, login),
    slipOfPaper: (login, person) => slipOfPaper(the(), login, person),
    opensIn: (activity, seconds) => opensIn(the(), activity, seconds),
    recorded: (activity) => recorded(the().hall, activity),
  }
}

async function setUp(ending: Ending): Promise<Stage> {
  const db = await testDatabase(ending)
  const hall = await makeHall(db)
  for (const [login, name] of Object.entries(LOGINS)) {
    const personId = hall.county.people.get(name)
    assert.ok(personId !== undefined)
    await ensureAccount(db, hall.county.region, {
      login,
      name,
      role: 'teacher',
      personId,
      password: PASSWORD,
    })
  }
  await ensureAccount(db, hall.county.region, {
    login: 'officer',
    name: '管理员',
    role: 'officer',
    password: PASSWORD,
  })
  const dataDir = await mkdtemp(join(tmpdir(), 'yanpei-hall-'))
  ending.after(() => rm(dataDir, { recursive: true }))
  const app = buildServer({
    runtime: { db, dataDir, now: () => new Date() },
    webRoot: WEB,
    checkReplies: true,
  })
  const address = (await app.listen({ port: 0, host: '127.0.0.1' })).replace('127.0.0.1', 'localhost')
  ending.after(async () => app.close())
  const browser = await launchChromium()
  ending.after(() => browser.close())
  const officer = await browser.newContext({ baseURL: address })
  const answer = await officer.request.post('/api/sign-in', {
    data: { login: 'officer', password: PASSWORD },
    headers: { origin: address },
  })
  assert.equal(answer.status(), 200, await answer.text())
  return { hall, address, browser, officer }
}

async function addOne(hall: Hall, minutesAgo: number): Promise<string> {
  const from = new Date(Date.now() - minutesAgo * MINUTE)
  const until = new Date(from.getTime() + 120 * MINUTE)
  const { activity } = await addActivity(hall, ['甲', '乙'], { from, until, slots: 1 })
  return activity
}

async function shown({ officer, address }: Stage, activity: string): Promise<Shown> {
  const origin = encodeURIComponent(address)
  const answer = await officer.request.get(`/api/activities/${activity}/slots/1/projector?origin=${origin}`)
  const seen: { link: string | null; shortCode: string | null; secondsLeft: number } = await answer.json()
  assert.ok(typeof seen.link === 'string' && typeof seen.shortCode === 'string', JSON.stringify(seen))
  return { path: new URL(seen.link).pathname, shortCode: seen.shortCode, secondsLeft: seen.secondsLeft }
}

async function freshlyShown(stage: Stage, activity: string): Promise<Shown> {
  const now = await shown(stage, activity)
  if (now.secondsLeft >= 5) return now
  await delay(100)
  return freshlyShown(stage, activity)
}

/** The instant so many seconds from now. */
function at(seconds: number): string {
  return new Date(Date.now() + seconds * 1000).toISOString()
}

async function opensIn({ officer, address }: Stage, activity: string, seconds: number): Promise<void> {
  const answer = await officer.request.put(`/api/activities/${activity}/slots/1`, {
    data: { opensAt: at(seconds), lateAfter: at(seconds + 600), closesAt: at(seconds + 3600) },
    headers: { origin: address },
  })
  assert.equal(answer.status(), 200, await answer.text())
}

async function officerPage({ browser, address, officer }: Stage): Promise<Page> {
  const context = await browser.newContext({
    ...STILL,
    viewport: { width: 1920, height: 1080 },
    baseURL: address,
    storageState: await officer.storageState(),
  })
  return context.newPage()
}

async function slipOfPaper(stage: Stage, login: string, person: string): Promise<string> {
  const { officer, address, hall } = stage
  const personId = hall.county.people.get(person)
  const data = { login, name: `${person}老师`, role: 'teacher', unit: null, personId }
  const answer = await officer.request.post('/api/accounts', { data, headers: { origin: address } })
  const made: { activationCode: string | null } = await answer.json()
  assert.ok(typeof made.activationCode === 'string', JSON.stringify(made))
  return made.activationCode
}

async function newPhone(
  { browser, address }: Stage,
  viewport: { width: number; height: number },
): Promise<{ page: Page; context: BrowserContext }> {
  const context = await browser.newContext({
    ...STILL,
    viewport,
    hasTouch: true,
    isMobile: true,
    locale: 'zh-CN',
    baseURL: address,
  })
  return { page: await context.newPage(), context }
}

async function signIn(page: Page, login: Login): Promise<void> {
  await page.getByLabel('登录名').fill(login)
  await page.getByLabel('密码').fill(PASSWORD)
  await page.getByRole('button', { name: '登录' }).click()
  await page.getByRole('navigation', { name: '主要页面' }).waitFor()
}

async function recorded({ db, county }: Hall, activity: string): Promise<string[]> {
  const { rows } = await db.admin.query<{ line: string }>(
    `select p.name || ' ' || a.status || ' ' || a.method || case when a.uploaded_late then ' late upload' else '' end as line
     from attendance a join person p on p.region_id = a.region_id and p.id = a.person_id
     where a.region_id = $1 and a.activity_id = $2 order by line`,
    [county.region, activity],
  )
  return rows.map((row) => row.line)
}

/**
 * Waits until the expression holds in the page. Not waitForFunction: it evaluates in a way that the pages' own
 * content security policy forbids.
 * @throws after twenty seconds.
 */
export async function until(page: Page, expression: string): Promise<void> {
  const end = Date.now() + 20_000
  while (!(await page.evaluate<boolean>(`Promise.resolve(${expression}).then(Boolean)`))) {
    if (Date.now() > end) throw new Error(`never true: ${expression}`)
    await page.waitForTimeout(100)
  }
}

/** Waits until the pages are kept in the phone. */
export function keptInPhone(page: Page): Promise<void> {
  const all = 'navigator.serviceWorker.getRegistrations()'
  return until(page, `${all}.then((all) => all.length === 2 && all.every((one) => one.active))`)
}
