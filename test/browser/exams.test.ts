import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DESK, PHONE, settled, violations, visitor } from './harness.ts'

const visiting = visitor()

test('an officer brings papers and marks together, closes the exam, and shows the results to everybody', async () => {
  const { page, context, troubles } = await visiting.visit('officer')
  await page.goto('/rounds?system=qualification')
  await settled(page)
  await page.getByRole('link', { name: '考试和证书' }).first().click()
  await page.getByText('1 条成绩对不上考生').waitFor()
  await page
    .getByRole('table', { name: '对不上考生的成绩' })
    .getByRole('button', { name: /删\s?去/u })
    .click()
  await page.getByLabel('原因').fill('邻县考点误发')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /删\s?去/u })
    .click()
  await page.getByText('1 条成绩对不上考生').waitFor({ state: 'detached' })

  await page.getByRole('button', { name: /清\s?点/u }).click()
  await page.getByLabel('评阅').fill('1')
  await page.getByRole('button', { name: '记下清点结果' }).click()
  await page.getByText('试卷、考生、成绩三方相符，可以办结。').waitFor()
  assert.deepEqual(await violations(page), [])
  await page.getByRole('button', { name: /办\s?结/u }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /办\s?结/u })
    .click()
  await page.getByText('办结，试卷、考生、成绩三方相符。').waitFor()

  await page.getByRole('button', { name: '公布成绩' }).click()
  await page.getByLabel('公布到').fill(new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10))
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /公\s?布/u })
    .click()
  const shown = await page.getByRole('link', { name: '看公布的样子' }).getAttribute('href')
  assert.deepEqual(troubles(), [])
  await context.close()

  const public_ = await visiting.visit(null, PHONE)
  await public_.page.goto(shown ?? '')
  await public_.page.getByRole('cell', { name: '合格', exact: true }).first().waitFor()
  const over = await public_.page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth')
  assert.ok(over <= 0, `${over} px too wide`)
  assert.deepEqual(await violations(public_.page), [])
  assert.deepEqual(public_.troubles(), [])
  await public_.context.close()
})

test('a school registers a need, and sees it in the list; a teacher their own', async () => {
  for (const [login, size] of [
    ['school', DESK],
    ['teacher', PHONE],
  ] as const) {
    const { page, context, troubles } = await visiting.visit(login, size)
    await page.goto('/needs')
    await settled(page)
    await page.getByRole('button', { name: '登记需求' }).click()
    const course = login === 'school' ? '信息技术应用' : '心理健康教育'
    await page.getByLabel('课程', { exact: true }).last().fill(course)
    await page.getByLabel('原因').fill('下学期承担新课')
    if (login === 'school') {
      await page.getByLabel('查找教师').fill('t')
      await page.locator('.hits button').first().click()
    }
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^登\s?记$/u })
      .click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.getByRole('table', { name: '补训需求', exact: true }).getByText(course).first().waitFor()
    assert.deepEqual(await violations(page), [])
    assert.deepEqual(troubles(), [])
    await context.close()
  }
})
