import assert from 'node:assert/strict'
import { strFromU8, unzipSync } from 'fflate'
import { after, before, suite } from 'node:test'
import { settleDue } from '#kernel/programme/sweep.ts'
import { key } from '#test/systems/county.ts'
import { confirm, deed, fillIn, handIn, issue, listed, saved, summary } from './case-acts.ts'
import { journey, steps, type Journey } from './case-journey.ts'
import { PHONE } from './harness.ts'

const SYSTEM = 'project-approval'
const TEACHERS = ['李一', '李二', '李三', '李四']
const TOPIC = '低段识字教学的情境设计'
const PLAN = {
  项目类型: '自主项目',
  '校长（第一责任人）': '周校长',
  研修形式: '专题研究',
  目标: '改进低段识字课堂，让每个孩子在情境里认字用字。',
  实施方案与日程:
    '三月集体备课，四月同课异构两次，五月课例研讨，六月总结展示；每次半天，由教研组长主持，全体语文教师参加，资料当天归档。',
  学校负责人: '李一',
  参训人数: '4',
  计划学时: '8',
  开始日期: '2026-03-10',
  结束日期: '2026-06-30',
}
const OUTCOME = '开展课例研讨一次，形成情境识字教学设计四篇，课堂识字正确率明显提高，资料齐全。'

suite('校本研修立项审批与认定，由每个角色在浏览器里办完', () => {
  const endings: (() => Promise<void>)[] = []
  const step = steps()
  let j: Journey
  let address = ''
  let programme = ''

  before(async () => {
    const ending = { after: (done: () => Promise<void>) => void endings.push(done) }
    j = await journey(ending, SYSTEM, { A: TEACHERS }, [TEACHERS[0]!])
  })
  after(async () => {
    for (const done of endings.toReversed()) await done()
  })

  step('the centre sets what the year asks of credits', async () => {
    const page = await j.as('officer')
    await page.goto('/credits/policy?year=2026')
    await page.getByRole('button', { name: '定 2026 年的政策' }).click()
    const sheet = page.getByRole('dialog')
    const own = sheet.getByRole('group', { name: '校本' })
    await own.getByLabel('年度要求（学分）').fill('24')
    await own.getByLabel('学时每学分').fill('2')
    await sheet.getByLabel('依据').fill('甲研〔2026〕1号')
    await sheet.getByRole('button', { name: '保存并重记学分' }).click()
    await sheet.getByText('已保存').waitFor()
    await sheet.getByRole('button', { name: '关闭' }).click()
    await page.getByRole('table', { name: '学分政策' }).getByText('校本').waitFor()
    await j.looked(page, 'policy')
  })

  step('a school declares its project by phone, and is told what does not count', async () => {
    const page = await j.as('school-A', PHONE)
    await listed(page, SYSTEM)
    await page.getByText('这一年还没有申请').waitFor()
    await page.getByRole('button', { name: '新建申请' }).click()
    await page.getByRole('button', { name: '开始填写' }).click()
    await fillIn(page, { ...PLAN, 研修主题: '全体教师政治学习' })
    await page.getByRole('listitem').filter({ hasText: '政治学习不属于校本研修，不予立项' }).first().waitFor()
    await j.looked(page, 'draft')
    await fillIn(page, { 研修主题: TOPIC })
    address = `/cases/${await handIn(page, ['研修方案'])}`
  })

  step('what is typed without a network stays in the phone, and is saved when there is one', async () => {
    const page = await j.as('school-A')
    await listed(page, SYSTEM)
    await page.getByRole('button', { name: '新建申请' }).click()
    await page.getByRole('button', { name: '开始填写' }).click()
    await page.locator('.form').waitFor()
    await page.context().setOffline(true)
    await page.getByLabel('研修主题').fill('整本书阅读')
    await page.getByText('没有网，已存在这台设备里').waitFor()
    await page.context().setOffline(false)
    await page.getByText('草稿已保存').waitFor()
    await page.reload()
    assert.equal(await page.getByLabel('研修主题').inputValue(), '整本书阅读')
    await page.locator('.page-actions').getByRole('button', { name: '放弃草稿' }).click()
    await page.getByRole('dialog').getByText('放弃后，填写的内容不能再用').waitFor()
    await j.looked(page, 'given-up')
    await confirm(page, '放弃草稿')
    await page.getByText('草稿已放弃').first().waitFor()
  })

  step('the cluster looks through it by phone, the centre approves: the project stands', async () => {
    const cluster = await j.as('cluster', PHONE)
    await listed(cluster, SYSTEM, { mine: 'true' })
    await cluster.locator('.open-row').first().click()
    await cluster.waitForURL(/\/cases\/[\w-]+/)
    await j.looked(cluster, 'territory')
    await deed(cluster, '通过')
    const officer = await j.as('officer')
    await officer.goto(address)
    await deed(officer, '同意')
    await issue(officer, '立项批复')
    await j.looked(officer, 'approval')
    const page = await j.as('school-A')
    await page.goto(address)
    await page.getByRole('link', { name: `立项：${TOPIC}` }).click()
    await page.waitForURL(/\/programmes\//)
    programme = new URL(page.url()).pathname.split('/').at(-1) ?? ''
    await j.looked(page, 'programme')
  })

  step('an activity of six hours is held, three of four come, and nothing is counted yet', async () => {
    const { played } = j
    const { body } = await played.ask('school-A', 'POST', `/api/programmes/${programme}/activities`, {
      key: key(),
      title: '情境识字课例研讨',
      phase: null,
      startsAt: '2026-03-12T08:00:00+08:00',
      endsAt: '2026-03-12T17:00:00+08:00',
      place: 'A',
      hours: 6,
      slots: 1,
    })
    const people = TEACHERS.map((name) => played.county.people.get(name)!)
    const add = people.map((personId) => ({ personId, role: 'trainee' }))
    await played.ask('school-A', 'PUT', `/api/activities/${body.id}/roster`, { key: key(), add, remove: [] })
    const changes = people.slice(0, 3).map((p) => ({ p, slot: 1, status: 'present' }))
    await played.ask('school-A', 'PUT', `/api/activities/${body.id}/attendance`, { key: key(), changes })
    await j.moveTo('2026-03-13T02:00:00Z')
    await played.county.as({ role: 'system' }, (work) => settleDue({ ...work, now: played.clock.now }))
    assert.equal(await credited(), 0)
  })

  const credited = async (): Promise<number> => {
    const { rows } = await j.played.db.admin.query<{ sum: string }>(
      'select coalesce(sum(amount), 0) as sum from credit_entry',
    )
    return Number(rows[0]?.sum)
  }

  step('the cluster draws the activity at random, and checks it item by item', async () => {
    const page = await j.as('cluster')
    await page.goto('/school-based/checks?year=2026')
    await page.getByRole('button', { name: '公布抽查' }).click()
    const sheet = page.getByRole('dialog')
    await sheet.getByLabel('活动从哪天起').fill('2026-03-01')
    await sheet.getByLabel('到哪天止').fill('2026-03-12')
    await sheet.getByLabel('抽取比例').fill('100')
    await sheet.getByRole('button', { name: /^公\s?布$/ }).click()
    await page
      .getByRole('listitem')
      .getByRole('button', { name: /^抽\s?取$/ })
      .click()
    await sheet.getByText('只抽这一次').waitFor()
    await sheet.getByRole('button', { name: /^抽\s?取$/ }).click()
    await page.getByRole('link', { name: '情境识字课例研讨' }).click()
    await page.getByRole('button', { name: '填检查单' }).click()
    for (const met of await sheet.getByRole('button', { name: '符合', exact: true }).all()) await met.click()
    await sheet
      .getByRole('button', { name: /^通\s?过$/ })
      .last()
      .click()
    await page.getByText('检查通过').waitFor()
    await j.looked(page, 'random-check')
  })

  step('a teacher writes down by phone what it brought; the school reads it in the handbook', async () => {
    const phone = await j.as(TEACHERS[0]!, PHONE)
    await phone.goto('/m/handbook')
    await phone.getByLabel('写什么').selectOption('学习笔记')
    await phone.getByLabel('标题').fill('在情境里认字')
    await phone.getByLabel('内容').fill('看到三种追问，下周自己试一试。')
    await phone.getByRole('button', { name: '记下' }).click()
    await phone.getByText('看到三种追问').waitFor()
    await j.looked(phone, 'handbook-phone')
    const page = await j.as('school-A')
    await page.goto('/school-based/handbooks?year=2026&month=3')
    await page.getByRole('link', { name: TEACHERS[0]!, exact: true }).click()
    await page.getByText('看到三种追问').waitFor()
    await j.looked(page, 'handbook')
  })

  step('the school asks for no more hours than its records hold', async () => {
    const page = await j.as('school-A')
    await page.goto(address)
    await fillIn(page, { 申请认定学时: '8', 实施情况与成效: OUTCOME })
    await page.getByRole('listitem').filter({ hasText: '活动记录共 6 学时，不足申请认定的 8 学时' }).waitFor()
    await j.looked(page, 'report')
    await fillIn(page, { 申请认定学时: '6' })
    await handIn(page, ['过程记录与总结'])
  })

  step('the cluster inspects, the centre recognises less and says why; the credits are there', async () => {
    const cluster = await j.as('cluster')
    await cluster.goto(address)
    await deed(cluster, '通过', { 意见: '抽查签到与记录相符，两学时内容不全' })
    const officer = await j.as('officer')
    await officer.goto(address)
    await deed(officer, '同意', { 认定学时: '4', 意见: '两学时内容不全，认定四学时' })
    await officer.getByText('认定学时 4').waitFor()
    await j.looked(officer, 'recognised')
    await issue(officer, '学时认定书')
    await officer.getByRole('heading', { name: '已制发的证书（1 本）' }).waitFor()
    assert.equal(await credited(), 6, 'three teachers, 4 hours, 2 hours a credit')
    const teacher = await j.as(TEACHERS[0]!, PHONE)
    await teacher.goto('/m/credits')
    await teacher.getByText('校本').first().waitFor()
    await j.looked(teacher, 'credits')
  })

  step('figures, list, Excel, archive and summary hold it', async () => {
    const page = await j.as('officer')
    await page.goto(`/cases/figures?system=${SYSTEM}&year=2026`)
    await page.locator('.figures').getByRole('link', { name: '通过 1 件', exact: true }).click()
    await page.getByRole('region', { name: '事项' }).getByText('石岭小学').waitFor()
    await j.looked(page, 'list')
    const sheet = unzipSync(await saved(page, '导出 Excel'))['xl/worksheets/sheet1.xml'] ?? new Uint8Array()
    assert.ok(strFromU8(sheet).includes('石岭小学'))
    await page.goto(`/resources/archives/programme/${programme}?year=2026`)
    await page.getByText('签到').first().waitFor()
    await j.looked(page, 'archive')
    assert.ok(Object.keys(unzipSync(await saved(page, '导出整份档案'))).length > 2)
    assert.match(await summary(page), /登记学分6学分，均为校本/)
  })

  step('recognition taken back reverses the credits', async () => {
    const page = await j.as('officer')
    await page.goto(address)
    await deed(page, '撤销', { 理由: '签到记录不实', 文号: '甲研〔2026〕9号' })
    assert.equal(await credited(), 0)
    await page.goto(`/cases/figures?system=${SYSTEM}&year=2026`)
    await page.locator('.figures').getByRole('link', { name: '通过 0 件', exact: true }).waitFor()
    assert.doesNotMatch(await summary(page), /登记学分6学分/)
    assert.deepEqual(j.troubles(), [])
  })
})
