import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { DESK, PHONE, settled, violations, visitor } from './harness.ts'
import type { Page } from 'playwright-core'
import type { Visit } from './harness.ts'

const visiting = visitor()

type Rounds = { rounds: { id: string; title: string }[] }

/** The demonstration's honour rounds: the one that went all the way, and the one that is open. */
async function rounds({ context }: Visit): Promise<{ done: string; open: string }> {
  const answer = await context.request.get(`${visiting.address()}/api/rounds?system=teacher-honour`)
  const { rounds: all } = (await answer.json()) as Rounds
  const of = (words: string) => all.find(({ title }) => title.includes(words))?.id ?? ''
  return { done: of('第一批'), open: of('骨干教师与名师') }
}

/** Keeps a picture of the whole page where YANPEI_LOOK names a folder. */
async function look(page: Page, name: string): Promise<void> {
  const folder = process.env['YANPEI_LOOK']
  if (folder !== undefined) await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true })
}

/** Goes to a page at a size, looks at it, and says what is wrong with it. */
async function seen(visit: Visit, path: string, size: { width: number; height: number }): Promise<string[]> {
  const { page, troubles } = visit
  await page.setViewportSize(size)
  await page.goto(`${visiting.address()}${path}`)
  await settled(page)
  await look(page, `papers-${size.width}-${path.replaceAll(/[0-9a-f]{8}-[0-9a-f-]+|\W+/g, '-')}`)
  const over = await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth')
  return [...troubles(), ...(await violations(page)), ...(over > 0 ? [`${path}: ${over} px too wide`] : [])]
}

test('the documents of a round are drafted, issued and verified', async () => {
  const visit = await visiting.visit('officer')
  const { page } = visit
  const { done, open } = await rounds(visit)
  const wrong: string[] = []
  for (const size of [DESK, PHONE]) {
    wrong.push(...(await seen(visit, '/rounds?system=teacher-honour', size)))
    for (const document of ['notice', 'naming', 'certificate', 'roster'])
      wrong.push(...(await seen(visit, `/case-documents/round/${done}/${document}`, size)))
  }
  assert.deepEqual(wrong, [])
  await page.setViewportSize(DESK)
  await page.goto(`${visiting.address()}/case-documents/round/${open}/notice`)
  await page.getByRole('button', { name: '印发' }).click()
  await page.getByLabel('机关代字').fill('示教通')
  await look(page, 'papers-issue')
  await page.getByRole('button', { name: '印发并取得文号' }).click()
  await page.getByRole('link', { name: /^示教通〔\d{4}〕\d+号$/ }).waitFor()
  assert.match(await page.locator('.page-head').innerText(), /示教通〔\d{4}〕\d+号，\d{4}-\d{2}-\d{2} 印发/)
  await page.goto(`${visiting.address()}/case-documents/round/${done}/certificate`)
  const code = await page.locator('a[href^="/c/"]').first().getAttribute('href')
  await visit.context.close()
  const stranger = await visiting.visit(null, PHONE)
  assert.deepEqual(await seen(stranger, code ?? '', PHONE), [])
  assert.match(await stranger.page.locator('main').innerText(), /真实有效/)
  await stranger.page.getByLabel(/查验码/).fill('AAAA-BBBB-CCCC')
  await stranger.page.getByRole('button', { name: '查验' }).click()
  await stranger.page.getByText('没有找到').waitFor()
  await stranger.context.close()
})
