import assert from 'node:assert/strict'
import { strFromU8, unzipSync } from 'fflate'
import { before, suite } from 'node:test'
import {
  ANSWERS,
  applicants,
  CERTIFIED,
  FALL,
  formOf,
  identityNumber,
  type Applicant,
  type Step,
} from '#test/systems/applicants.ts'
import { suiteEnding } from '#test/harness/database.ts'
import { apply, score } from '#test/systems/county.ts'
import { JUDGES, TEACHERS } from '#test/systems/qualification-round.ts'
import {
  fourAtOnce,
  handIn,
  issue,
  choose,
  chosenAll,
  confirm,
  deed,
  fillIn,
  listed,
  nameJudges,
  openRound,
  paste,
  saved,
  scoreFirst,
  summary,
  together,
} from './case-acts.ts'
import { sit, votes } from './committee-acts.ts'
import { journey, steps, type Journey } from './case-journey.ts'
import { objectTo, sitExam } from './case-public.ts'
import { PHONE, settled } from './harness.ts'

const SYSTEM = 'qualification'

suite('教师资格认定，由每个角色在浏览器里办完', () => {
  const ending = suiteEnding()
  const people = applicants()
  const [first, second] = [people[0]!, people[1]!]
  const step = steps()
  let j: Journey
  let verify = ''

  const fallen = (step: Step): Applicant[] => people.filter(({ falls }) => falls === step)
  const still = (): Applicant[] => people.filter(({ falls }) => falls === null)
  const namesOf = (title: Step): string[] => fallen(title).map(({ name }) => name)

  before(async () => {
    j = await journey(ending, SYSTEM, TEACHERS, [])
  })

  step('the centre opens the round', async () => {
    const page = await j.as('officer')
    await openRound(page, SYSTEM, {
      批次名称: '2026 年春季教师资格认定',
      开始受理: '2026-03-01',
      最后一天: '2026-04-30',
      文号: '甲教〔2026〕12号',
    })
    await issue(page, '认定通知')
    await page
      .getByText(/甲教.*印发/)
      .first()
      .waitFor()
    await j.looked(page, 'notice-of-round')
  })

  step('a graduate registers by phone, fills in, and hands in', async () => {
    const page = await j.as(null, PHONE)
    await page.goto('/apply/register')
    const password = 'wo-yao-dang-lao-shi'
    const own = { 姓名: first.name, 身份证件号: identityNumber(0), 手机号: '13800138000' }
    const asked = { ...own, 新密码: password, 再输入一次: password }
    for (const [label, text] of Object.entries(asked)) await page.getByLabel(label).fill(text)
    await j.looked(page, 'register')
    await page.getByRole('button', { name: '注册', exact: true }).click()
    await page.getByRole('link', { name: '去登录并申请' }).click()
    await page.getByLabel('账号').fill(own.身份证件号)
    await page.getByLabel('密码').fill(password)
    await page.getByRole('button', { name: '登录', exact: true }).click()
    const offer = page.locator('.offers li').filter({ hasText: '教师资格认定' })
    await offer.getByText('身份证件').waitFor()
    await j.looked(page, 'offers')
    await offer.getByRole('button', { name: '申请' }).click()
    await page.getByRole('button', { name: '开始填写' }).click()
    await fillIn(page, { ...ANSWERS, 资格种类: first.kind })
    await page.getByText('提交之前还差').waitFor()
    await j.looked(page, 'draft')
    await fillIn(page, { 手机号: '13800138000' })
    first.id = await handIn(page, ['身份证件', '学历证书', '普通话等级证书'])
    await j.looked(page, 'handed-in')
  })

  step('one applies at the counter, and eighty more do', async () => {
    const page = await j.as('officer')
    await listed(page, SYSTEM)
    await page.getByRole('button', { name: '新建申请' }).click()
    await page.getByLabel('姓名', { exact: true }).fill(second.name)
    await page.getByLabel('身份证件号', { exact: true }).fill(identityNumber(1))
    await page.getByRole('button', { name: '开始填写' }).click()
    await fillIn(page, { ...ANSWERS, 资格种类: second.kind, 学历: '大专', 手机号: '13800138001' })
    second.id = await handIn(page, ['身份证件', '学历证书', '普通话等级证书'])
    const { rows } = await j.played.db.admin.query<{ id: string }>('select id from case_round')
    const round = rows[0]?.id
    await fourAtOnce([...people.entries()].slice(2), async ([n, one]) => {
      const asked = {
        system: SYSTEM,
        round,
        outsider: { name: one.name, identityNumber: identityNumber(n) },
      }
      one.id = await apply(j.played, 'officer', asked, {
        form: formOf(one),
        materials: ['identity', 'degree', 'putonghua'],
      })
    })
    await listed(page, SYSTEM)
    await page.locator('.stage-strip').getByRole('button', { name: '82 现场确认' }).waitFor()
    await j.looked(page, 'list')
  })

  /** Those who fall out at a stage, together and for one reason. */
  const turnDown = async (stage: string, title: Step, because: string): Promise<void> => {
    const page = await j.as('officer')
    await listed(page, SYSTEM, { stage })
    await choose(page, namesOf(title))
    await together(page, '不予通过', { 理由: because })
  }

  step('the centre checks papers and tests: many at once, each with its reason', async () => {
    const page = await j.as('officer')
    await turnDown('documents', '现场确认', '无犯罪记录证明不符')
    await chosenAll(page, SYSTEM, { stage: 'documents' }, 76)
    await page.locator('.selection-bar').getByRole('button', { name: '通过', exact: true }).click()
    await page.getByText('共 76 件，一起办理').waitFor()
    await j.looked(page, 'together')
    await confirm(page, '通过')
    await turnDown('putonghua', '普通话', '普通话三级甲等，未达到二级乙等')
    await chosenAll(page, SYSTEM, { stage: 'putonghua' }, 68)
    await together(page, '合格')
  })

  step(
    'the theory exam is sat in a room; papers, candidates and marks agree before it is closed',
    async () => {
      const page = await j.as('officer')
      const weak = new Set(namesOf('教育学心理学'))
      const sat = { system: SYSTEM, exam: '教育学心理学', day: '2026-03-02' }
      await sitExam(
        page,
        sat,
        (name) => (weak.has(name) ? '55' : '78'),
        () => j.looked(page, 'exam'),
      )
      await turnDown('physical', '体检', '体检不合格')
      await chosenAll(page, SYSTEM, { stage: 'physical' }, 54)
      await together(page, '合格')
    },
  )

  step('three judges score the ability test by phone, without names', async () => {
    const page = await j.as('officer')
    await chosenAll(page, SYSTEM, { stage: 'ability' }, 54)
    await nameJudges(page, JUDGES)
    const weak = new Set(fallen('能力测试').map(({ id }) => id))
    const phone = await j.as(JUDGES[0]!, PHONE)
    await scoreFirst(phone, 54, { 教学设计: 26, 课堂试讲: 42, 结构化面试: 16 })
    assert.equal(await phone.getByText('申请人').count(), 0)
    const ids = people.map(({ id }) => id)
    for (const name of JUDGES)
      await score(j.played, name, ids, (id) =>
        weak.has(id)
          ? { 教学设计: 15, 课堂试讲: 25, 结构化面试: 10 }
          : { 教学设计: 26, 课堂试讲: 42, 结构化面试: 16 },
      )
    await phone.reload()
    await phone.getByText('都评完了').waitFor()
    await j.looked(phone, 'judged')
    await chosenAll(page, SYSTEM, { stage: 'ability' }, 54)
    await together(page, '汇总评分')
  })

  step('the expert committee sits, and votes on those who came through', async () => {
    const page = await j.as('officer')
    await sit(page, () => j.looked(page, 'committee'))
    await votes(page, namesOf('专家审查'), 42)
    await page.goto(`/cases/${first.id}`)
    await page.getByRole('heading', { name: '委员会表决' }).waitFor()
    await j.looked(page, 'voted')
  })

  step('the bureau decides by phone on what is the county’s; the rest is entered from above', async () => {
    const leader = await j.as('leader', PHONE)
    await leader.goto('/')
    await settled(leader)
    await j.looked(leader, 'leader-today')
    await chosenAll(leader, SYSTEM, { mine: 'true' }, 34)
    await j.looked(leader, 'leader-chosen')
    await together(leader, '同意')
    const page = await j.as('officer')
    for (const [category, many] of [
      ['高中', 3],
      ['中职', 5],
    ] as const) {
      await chosenAll(page, SYSTEM, { stage: 'decision', category }, many)
      await together(page, '同意', { 文号: '州教〔2026〕8号' })
    }
  })

  step('42 are announced; an objection is heard; each gets a certificate of its own number', async () => {
    const page = await j.as('officer')
    await chosenAll(page, SYSTEM, { stage: 'publicity' }, 42)
    await together(page, '发布公示', { 文号: '甲教〔2026〕30号' })
    const anybody = await j.as(null)
    const fact = '该申请人的学历证书与姓名不符，请核实。'
    await objectTo(anybody, { many: 42, whom: first.name, fact }, () => j.looked(anybody, 'notice'))
    await page.goto(`/cases/${first.id}`)
    await page.getByText('该申请人的学历证书与姓名不符').waitFor()
    await j.looked(page, 'objection')
    await page.getByRole('button', { name: '异议不成立' }).click()
    await confirm(page, '异议不成立', { 理由: '经查学信网，证书与本人相符' })
    await j.moveTo('2026-03-10T02:00:00Z')
    await chosenAll(page, SYSTEM, { stage: 'publicity' }, 42)
    await together(page, '公示期满办结')
    await chosenAll(page, SYSTEM, { stage: 'certificate' }, 42)
    await paste(
      page,
      still().map((_, n) => `202653012${String(n + 1).padStart(4, '0')}`),
    )
  })

  step('the result is announced, certificates are given out, and anybody verifies one', async () => {
    const page = await j.as('officer')
    await page.goto(`/rounds?system=${SYSTEM}`)
    await issue(page, '认定结果')
    await page.goto(`/rounds?system=${SYSTEM}`)
    await issue(page, '资格证书')
    await page.getByRole('heading', { name: '已制发的证书（42 本）' }).waitFor()
    await j.looked(page, 'certificates')
    const row = page.getByRole('row').filter({ hasText: second.name })
    verify = (await row.locator('a[href^="/c/"]').getAttribute('href')) ?? ''
    await holds('有效')
  })

  /** What anybody who asks is told of the certificate of the second. */
  const holds = async (word: string): Promise<void> => {
    const page = await j.as(null, PHONE)
    await page.goto(verify)
    await page.getByText(word).first().waitFor()
    await j.looked(page, `certificate-${word}`)
  }

  step('the applicant reads on the phone that it is done', async () => {
    const page = await j.as(null)
    await page.goto(`/cases/${first.id}`)
    await page.getByText('已认定').first().waitFor()
    await j.looked(page, 'granted')
  })

  step('figures, list, Excel, archive and summary say 82 and 42 = 12 + 22 + 3 + 5', async () => {
    const page = await j.as('officer')
    await page.goto(`/cases/figures?system=${SYSTEM}&year=2026`)
    await page.locator('.figures').getByRole('link', { name: '申请 82 件', exact: true }).waitFor()
    for (const [kind, many] of Object.entries(CERTIFIED))
      await page.getByRole('row', { name: new RegExp(`^${kind} \\d+ .*${many}`) }).waitFor()
    for (const [step, many] of Object.entries(FALL))
      await page.getByRole('row').filter({ hasText: step }).getByText(String(many), { exact: true }).waitFor()
    await j.looked(page, 'figures')
    await page.locator('.figures').getByRole('link', { name: '通过 42 件', exact: true }).click()
    await page.getByText('2026530120042').waitFor()
    await j.looked(page, 'granted-list')
    const sheet = unzipSync(await saved(page, '导出 Excel'))['xl/worksheets/sheet1.xml'] ?? new Uint8Array()
    assert.ok(strFromU8(sheet).includes('2026530120001'))
    await page.goto(`/rounds?system=${SYSTEM}`)
    await page.getByRole('link', { name: '批次档案' }).click()
    await page.locator('.section').filter({ hasText: '齐全' }).first().waitFor()
    await j.looked(page, 'archive')
    const files = Object.keys(unzipSync(await saved(page, '导出整份档案')))
    assert.match(files.join(), /index\.html|目录/)
    assert.match(await summary(page), /受理教师资格认定申请82人，认定42人/)
  })

  step('a certificate taken back leaves figure and summary', async () => {
    const page = await j.as('officer')
    await page.goto(`/cases/${second.id}`)
    await deed(page, '撤销', { 理由: '学历证书系伪造', 文号: '甲教〔2026〕41号' })
    await page.goto(`/cases/figures?system=${SYSTEM}&year=2026`)
    await page.locator('.figures').getByRole('link', { name: '通过 41 件', exact: true }).waitFor()
    assert.match(await summary(page), /受理教师资格认定申请82人，认定41人/)
    await holds('撤销')
    assert.deepEqual(j.troubles(), [])
  })
})
