import type { APIRequestContext } from 'playwright-core'
import { namedRound } from './round.ts'
import type { Scene } from './scene.ts'

/** The notices of people among what is listed in public. */
const NOTICE = ['results', 'rounds', 'circulars'].reduce(
  (cards, other) => `${cards}:not([href^="/notice/${other}/"])`,
  'a.card[href^="/notice/"]',
)

/** The code of a certificate that is in force. */
async function certificate(request: APIRequestContext): Promise<string> {
  const page = await request.get(`/api/case-documents/round/${await namedRound(request)}/certificate`)
  const { certificates } = (await page.json()) as { certificates: { code: string }[] }
  return certificates[0]?.code ?? ''
}

/** What people without an account see, on a phone. */
export const publicScenes: readonly Scene[] = [
  {
    name: 'public-notice',
    play: async ({ enter }, take) => {
      const context = await enter(null, 'phone')
      const page = await context.newPage()
      await page.goto('/notice', { waitUntil: 'networkidle' })
      await page.locator(NOTICE).first().click()
      await page.locator('.names').first().waitFor()
      await take(page)
      await context.close()
    },
  },
  {
    name: 'register',
    play: async ({ enter }, take) => {
      const context = await enter(null, 'phone')
      const page = await context.newPage()
      await page.goto('/apply/register')
      await page.getByLabel('手机号').waitFor()
      await take(page)
      await context.close()
    },
  },
  {
    name: 'certificate-check',
    play: async ({ enter }, take) => {
      const { request } = await enter('officer', 'desk')
      const code = await certificate(request)
      const context = await enter(null, 'phone')
      const page = await context.newPage()
      await page.goto(`/c/${code}`)
      await page.getByText('真实有效').first().waitFor()
      await take(page)
      await context.close()
    },
  },
  {
    name: 'public-result',
    play: async ({ enter }, take) => {
      const context = await enter(null, 'phone')
      const page = await context.newPage()
      await page.goto('/notice')
      await page.locator('a[href^="/notice/results/"]').first().click()
      await page.locator('.names').first().waitFor()
      await take(page)
      await context.close()
    },
  },
]
