import type { Scene } from './scene.ts'

/** What people without an account see, on a phone. */
export const publicScenes: readonly Scene[] = [
  {
    name: 'public-notice',
    play: async ({ enter }, take) => {
      const context = await enter(null, 'phone')
      const page = await context.newPage()
      await page.goto('/notice')
      await page.locator('a.card').first().click()
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
]
