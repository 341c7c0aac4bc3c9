import type { Page } from 'playwright-core'
import { settled } from './harness.ts'

/** What is looked at while it is filled in. */
type Look = () => Promise<void>

/** Objects, as anybody may, to one of so many that are announced. */
export async function objectTo(
  page: Page,
  { many, whom, fact }: { many: number; whom: string; fact: string },
  look: Look,
): Promise<void> {
  await page.goto('/notice')
  await page
    .getByRole('link')
    .filter({ hasText: `共 ${many} 名` })
    .click()
  await page.getByLabel('对谁有异议').selectOption({ label: whom })
  await page.getByLabel('异议的事实').fill(fact)
  await sign(page, look, '提交异议', '异议已收到')
}

/** Complains, as anybody may, about a round that runs. */
export async function complainOf(page: Page, round: string, fact: string, look: Look): Promise<void> {
  await page.goto('/notice')
  await page.locator('a[href^="/notice/rounds/"]').filter({ hasText: round }).click()
  await page.getByLabel('投诉的事实').fill(fact)
  await sign(page, look, '提交投诉', '投诉已收到')
}

async function sign(page: Page, look: Look, word: string, done: string): Promise<void> {
  await page.getByLabel('您的姓名').fill('赵六')
  await page.getByLabel('联系方式').fill('0871-63212345')
  await look()
  await page.getByRole('button', { name: word }).click()
  await page.getByText(done).waitFor()
}

/** A list of marks as a testing office sends it: a title, heads of its own, in the encoding of its system. */
function asFile(lines: readonly string[]): { name: string; mimeType: string; buffer: Buffer } {
  const text = ['考试成绩', '准考证号\t姓名\t分数', ...lines].join('\r\n')
  return { name: '成绩.txt', mimeType: 'text/plain', buffer: Buffer.from(`\ufeff${text}`, 'utf16le') }
}

/** Sits an exam of the round of a system: a room, marks, papers counted; looked at before it is closed. */
export async function sitExam(
  page: Page,
  { system, exam, day }: { system: string; exam: string; day: string },
  markOf: (name: string) => string,
  look: Look,
): Promise<void> {
  await page.goto(`/rounds?system=${system}`)
  await page.getByRole('link', { name: '考试和证书' }).click()
  await page.getByRole('link', { name: exam, exact: true }).click()
  const sheet = page.getByRole('dialog')
  const done = async (word: string): Promise<void> => {
    await sheet.getByRole('button', { name: word }).click()
    await sheet.waitFor({ state: 'detached' })
    await settled(page)
  }
  await page.getByRole('button', { name: '登记考场' }).click()
  await sheet.getByLabel('考场名称').fill('县一中第一考场')
  await sheet.getByLabel('考试日期').fill(day)
  await done('登记并排座位')
  await page.getByRole('button', { name: '录入成绩' }).click()
  const lines = (await sheet.getByLabel('成绩单').inputValue()).split('\n')
  const marked = lines.map((line) => line + markOf(line.split('\t')[1] ?? ''))
  await sheet.locator('input[type=file]').setInputFiles(asFile([...marked, '2026-9999\t查无此人\t60']))
  await sheet.getByText('名单里没有这个编号').waitFor()
  await sheet.getByRole('button', { name: `录入这 ${lines.length} 条` }).click()
  await sheet.getByText(`录入 ${lines.length} 条`).waitFor()
  await sheet.getByText('2026-9999不在这场考试的考生名单里').waitFor()
  await done('关闭')
  await page.getByRole('button', { name: /清\s?点/ }).click()
  await done('记下清点结果')
  await page.getByText('试卷、考生、成绩三方相符，可以办结。').waitFor()
  await look()
  await page.getByRole('button', { name: /^办\s?结$/ }).click()
  await sheet.getByRole('button', { name: /^办\s?结$/ }).click()
  await page.getByText('办结，试卷、考生、成绩三方相符。').waitFor()
}
