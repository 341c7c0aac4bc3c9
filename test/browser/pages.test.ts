import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import type { APIRequestContext } from 'playwright-core'
import { DESK, PHONE, settled, violations, visitor } from './harness.ts'

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
  const document = await first('/api/documents?year=2025')
  const job = await first('/api/imports')
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
    '/school-based',
    '/research',
    ...['activities', 'roster', 'works', 'rules'].map((part) => `/programmes/${programme}?part=${part}`),
    `/activities/${page.activities[0]?.id ?? ''}`,
    '/credits',
    '/credits/people?short=any',
    '/credits/policy',
    '/figures',
    '/figures/participations',
    '/figures/awards/records?year=2025&dimension=level&key=省级',
    '/documents',
    `/documents/${document}`,
    '/import',
    `/import/${job}`,
    '/accounts',
    '/audit',
    '/me',
    '/nowhere',
  ]
}

for (const [name, size] of [
  ['1440', DESK],
  ['390', PHONE],
] as const) {
  describe(`every page at ${name} pixels`, () => {
    test('is shown without errors, fits its width and has nothing for axe to find', async () => {
      const { page, context, troubles } = await visiting.visit('officer', size)
      const found: string[] = []
      for (const path of await everyPage(context.request, visiting.address())) {
        await page.goto(path)
        await settled(page)
        const over = await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth')
        const alerts = await page.locator('.notice.late').allInnerTexts()
        const bad = [
          ...troubles(),
          ...(await violations(page)),
          ...alerts,
          ...(over > 0 ? [`${over} px too wide`] : []),
        ]
        found.push(...bad.map((one) => `${path}: ${one}`))
        assert.ok((await page.locator('.page-head h1').count()) === 1, `${path} has one title`)
      }
      await context.close()
      assert.deepEqual(found, [])
    })
  })
}

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
