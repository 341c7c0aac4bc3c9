import type { Page } from 'playwright-core'
import { settled } from '#test/browser/harness.ts'
import type { Scene, Studio, Take } from './scene.ts'

/** Those who have come before the pictures are taken. */
const CAME = 18

let hall: Promise<string> | undefined

/** The demonstration's training day of today, with some people there already. @returns its id. */
function theHall(studio: Studio): Promise<string> {
  return (hall ??= fill(studio))
}

async function fill({ enter, county }: Studio): Promise<string> {
  const { request } = await enter('officer', 'desk')
  const today = new Date().toLocaleDateString('sv', { timeZone: 'Asia/Shanghai' })
  const calendar = await request.get(`/api/calendar?from=${today}&until=${today}`)
  const { activities } = (await calendar.json()) as { activities: { id: string }[] }
  const id = activities[0]?.id ?? ''
  const page = await request.get(`/api/activities/${id}`)
  const { roster } = (await page.json()) as { roster: { p: string }[] }
  const changes = roster.slice(1, 1 + CAME).map(({ p }) => ({ p, slot: 1, status: 'present' }))
  const data = { key: crypto.randomUUID(), changes }
  await request.put(`/api/activities/${id}/attendance`, { data, headers: { origin: county } })
  return id
}

/** The path that the hall's code leads to at this moment. */
async function codePath(studio: Studio): Promise<string> {
  const { request } = await studio.enter('officer', 'desk')
  const query = `origin=${encodeURIComponent(studio.county)}`
  const answer = await request.get(`/api/activities/${await theHall(studio)}/slots/1/projector?${query}`)
  const { link } = (await answer.json()) as { link: string }
  return new URL(link).pathname
}

function onScreen(name: string, path: (id: string) => string, ready: (page: Page) => Promise<void>): Scene {
  return {
    name,
    play: async (studio, take) => {
      const context = await studio.enter('officer', 'desk')
      const page = await context.newPage()
      await page.goto(path(await theHall(studio)))
      await ready(page)
      await take(page)
      await context.close()
    },
  }
}

function onPhone(name: string, go: (page: Page, take: Take, studio: Studio) => Promise<void>): Scene {
  return {
    name,
    play: async (studio, take) => {
      await theHall(studio)
      const context = await studio.enter('teacher', 'phone')
      await go(await context.newPage(), take, studio)
      await context.close()
    },
  }
}

/** What goes on in the hall: at the desk, on its screen and on a teacher's phone. */
export const hallScenes: readonly Scene[] = [
  onScreen(
    'hall-screen',
    (id) => `/screen/${id}/1`,
    (page) => page.locator('#qr').waitFor(),
  ),
  onScreen('hall-desk', (id) => `/activities/${id}`, settled),
  onPhone('phone-code', async (page, take) => {
    await page.goto('/m/code', { waitUntil: 'networkidle' })
    await take(page)
  }),
  onPhone('phone-check-in', async (page, take, studio) => {
    await page.goto(await codePath(studio))
    await page.getByRole('heading', { name: /签到成功|已经签过到/ }).waitFor()
    await take(page)
  }),
  onPhone('phone-year', async (page, take) => {
    await page.goto('/m/credits')
    await page.getByLabel('年度').selectOption('2025')
    await page.locator('.category').first().waitFor()
    await take(page)
  }),
]
