import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DESK, PHONE, settled, violations, visitor } from './harness.ts'
import type { Visit } from './harness.ts'

const visiting = visitor()
const YEAR = new Date().getFullYear()
const LOOK = process.env['YANPEI_LOOK']

/** Nothing wrong with the page at both sizes; pictures of it where YANPEI_LOOK names a folder. */
async function looked({ page, troubles }: Visit, name: string): Promise<void> {
  for (const size of [DESK, PHONE]) {
    await page.setViewportSize(size)
    await page.waitForTimeout(100)
    if (LOOK !== undefined)
      await page.screenshot({ path: `${LOOK}/${name}-${size.width}.png`, fullPage: true })
    const over = await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth')
    assert.deepEqual(
      [...troubles(), ...(await violations(page)), over > 0 ? over : 0],
      [0],
      `${name} ${size.width}`,
    )
  }
}

test('a teacher writes down what an activity brought, by phone; the school finds it and grades the month', async () => {
  const phone = await visiting.visit('teacher', PHONE)
  await phone.page.goto('/m/mine')
  await phone.page.getByRole('link', { name: '行动手册' }).click()
  const words = `同课异构里看到三种追问，准备下周自己试一试 ${Date.now()}`
  await phone.page.getByLabel('写什么').selectOption('学习笔记')
  await phone.page.getByLabel('标题').fill('追问的三种办法')
  await phone.page.getByLabel('内容').fill(words)
  await phone.page.reload()
  assert.equal(await phone.page.getByLabel('内容').inputValue(), words, 'a draft stays in the phone')
  await phone.page.getByRole('button', { name: '记下' }).click()
  await phone.page.getByText(words).waitFor()
  assert.equal(await phone.page.getByLabel('内容').inputValue(), '')
  await looked(phone, 'phone-handbook')

  const desk = await visiting.visit('school')
  const { page } = desk
  await page.goto(`/school-based/handbooks?year=${YEAR}&month=${new Date().getMonth() + 1}`)
  await settled(page)
  await page.getByRole('checkbox').first().check()
  await page.getByRole('checkbox').nth(1).check()
  await page.getByRole('button', { name: /评 \d+ 月等次/ }).click()
  await page.getByLabel('意见（选填）').fill('记录真实，继续坚持')
  const all = page.getByRole('group', { name: '全部人的等次' })
  await all.getByRole('button', { name: '优' }).click()
  await page.getByRole('button', { name: /给 \d+ 人记下等次/ }).click()
  await page.locator('.ant-drawer').waitFor({ state: 'detached' })
  await settled(page)
  assert.equal(await page.locator('tbody tr').first().locator('.grade').first().innerText(), '优')
  await looked(desk, 'handbooks')
  await page.setViewportSize(DESK)
  await page.locator('tbody a').first().click()
  await settled(page)
  await page.getByText('记录真实，继续坚持').first().waitFor()
  await looked(desk, 'handbook')
  const file = page.waitForEvent('download')
  await page.setViewportSize(DESK)
  await page.getByRole('link', { name: '下载 PDF' }).click()
  assert.match((await file).suggestedFilename(), /行动手册.*\.pdf$/)

  await phone.page.reload()
  await phone.page.getByText('学校评为优').first().waitFor()
  for (const { context } of [phone, desk]) await context.close()
})

test('the cluster checks a drawn activity item by item, the school puts it right', async () => {
  const school = await visiting.visit('school')
  await school.page.goto('/todo')
  await settled(school.page)
  await school.page
    .getByRole('link', { name: /整改《/ })
    .first()
    .click()
  await settled(school.page)
  await school.page.getByRole('button', { name: '说明整改' }).click()
  await school.page.getByLabel('怎样整改的').fill('补写了评议记录，附教师评课意见')
  await school.page.getByRole('button', { name: /提\s*交/ }).click()
  await school.page.getByText('已整改，待复查').waitFor()
  await looked(school, 'spot-sheet')

  const cluster = await visiting.visit('cluster')
  const { page } = cluster
  await page.goto(`/school-based/checks?year=${YEAR}`)
  await settled(page)
  await looked(cluster, 'spot-draws')
  await page.setViewportSize(DESK)
  await page.locator('tbody a').first().click()
  await settled(page)
  await looked(cluster, 'spot-draw')
  await page.setViewportSize(DESK)
  await page
    .getByRole('row', { name: /已整改，待复查/ })
    .getByRole('link')
    .first()
    .click()
  await settled(page)
  await page.getByRole('button', { name: '复查' }).click()
  for (const met of await page.getByRole('button', { name: '符合', exact: true }).all()) await met.click()
  await page.getByLabel('认定学时').fill('3')
  await page.getByLabel('总的意见').fill('评议记录已补，后半段仍没有过程记录')
  const drawer = page.locator('.ant-drawer')
  await drawer.locator('.ant-drawer-footer').getByRole('button').click()
  await drawer.waitFor({ state: 'detached' })
  await page.getByText('认定 3 学时').waitFor()
  for (const { context } of [school, cluster]) await context.close()
})

test('a school sees what the centre has assigned, and opens its application with it filled in', async () => {
  const school = await visiting.visit('school')
  const { page } = school
  await page.goto(`/school-based/assigned?year=${YEAR}`)
  await settled(page)
  await looked(school, 'assigned')
  await page.setViewportSize(DESK)
  await page.getByRole('link', { name: '打开申报' }).click()
  await settled(page)
  assert.equal(await page.getByLabel('研修主题').inputValue(), '小学数学估算教学的改进')
  await page.goto(`/cases?system=project-approval&year=${YEAR}`)
  await settled(page)
  await school.context.close()
})
