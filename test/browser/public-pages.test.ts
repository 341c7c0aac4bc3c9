import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { APIRequestContext } from 'playwright-core'
import { DESK, PHONE, violations, visitor } from './harness.ts'
import type { Visit } from './harness.ts'

const visiting = visitor()

type Certificates = { certificates: { code: string }[] }

/** The code of a certificate of the demonstration's round that went all the way. */
async function certificate(request: APIRequestContext): Promise<string> {
  const answer = await request.get('/api/rounds?system=teacher-honour')
  const { rounds } = (await answer.json()) as { rounds: { id: string; title: string }[] }
  const round = rounds.find(({ title }) => title.includes('第一批'))?.id ?? ''
  const page = await request.get(`/api/case-documents/round/${round}/certificate`)
  const { certificates } = (await page.json()) as Certificates
  return certificates[0]?.code ?? ''
}

/** Every address that needs no signing in, with one record of each kind from the demonstration county. */
async function everyPage(request: APIRequestContext, code: string): Promise<string[]> {
  const first = async (kind: 'notices' | 'results' | 'rounds' | 'circulars'): Promise<string> => {
    const listed = (await (await request.get(`/api/public/${kind}`)).json()) as Record<
      string,
      { id: string }[]
    >
    const [one] = Object.values(listed).flat()
    assert.ok(one !== undefined, `the demonstration shows no ${kind}`)
    return one.id
  }
  return [
    '/notice',
    `/notice/${await first('notices')}`,
    `/notice/results/${await first('results')}`,
    `/notice/rounds/${await first('rounds')}`,
    `/notice/circulars/${await first('circulars')}`,
    '/c',
    `/c/${code}`,
    '/c/AAAA-BBBB-CCCC',
    '/apply/register',
    '/w',
    '/w/AAAA-BBBB-CCCC',
    '/m/activate',
  ]
}

/** What is wrong with a page at a size, one line each. */
async function wrongs({ page, troubles }: Visit, path: string, width: number): Promise<string[]> {
  await page.setViewportSize(width === DESK.width ? DESK : PHONE)
  await page.goto(path, { waitUntil: 'networkidle' })
  await page.locator('h1').first().waitFor()
  const over = await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth')
  const found = [...troubles(), ...(await violations(page)), ...(over > 0 ? [`${over} px too wide`] : [])]
  return found.map((one) => `${path} at ${width}: ${one}`)
}

test('every page without signing in fits 1440 and 390 pixels, without errors, and is clean for axe', async () => {
  const officer = await visiting.visit('officer')
  const code = await certificate(officer.context.request)
  await officer.context.close()
  const visit = await visiting.visit(null, PHONE)
  const found: string[] = []
  for (const path of await everyPage(visit.context.request, code))
    for (const { width } of [DESK, PHONE]) found.push(...(await wrongs(visit, path, width)))
  await visit.context.close()
  assert.deepEqual(found, [])
})
