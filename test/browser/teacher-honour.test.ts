import assert from 'node:assert/strict'
import { strFromU8, unzipSync } from 'fflate'
import { after, before, suite } from 'node:test'
import { titlesBook } from '#test/systems/books.ts'
import { apply, score } from '#test/systems/county.ts'
import {
  fourAtOnce,
  handIn,
  issue,
  leaveOut,
  chosenAll,
  confirm,
  deed,
  fillIn,
  listed,
  nameJudges,
  openRound,
  refusedTogether,
  saved,
  scoreFirst,
  summary,
  together,
} from './case-acts.ts'
import { journey, steps, type Journey } from './case-journey.ts'
import { complainOf, objectTo } from './case-public.ts'
import { PHONE } from './harness.ts'

const SYSTEM = 'teacher-honour'
const JUDGES = ['评委甲', '评委乙', '评委丙']
const DIGITS = '一二三四五六七八九十'
const DEEDS =
  '近三年承担片区公开课六节，指导三名青年教师，主持县级小课题一项，成果在全县推广，教学质量名列前茅，撰写的课例两次获县级一等奖。'
/** Who is named, by category and where they teach: 90, of whom 46 rural. */
const PLACES = { 骨干教师: [60, 30], 教学能手: [20, 10], 名师: [10, 6] } as const
type Honour = keyof typeof PLACES

const named = (school: string, many: number): string[] =>
  Array.from(
    { length: many },
    (_, n) => `${school}${DIGITS.charAt(Math.floor(n / 10))}${DIGITS.charAt(n % 10)}`,
  )
/** 46 and one more who may follow; 44, one more than there are places, and one beyond the school's places. */
const RURAL = named('岭', 47)
const TOWN = named('城', 46)
const [SPARE_RURAL, SPARE_TOWN, BEYOND] = [RURAL[46]!, TOWN[44]!, TOWN[45]!]
/** Against whom the objection holds: the first of the village school, who applied by phone. */
const ACCUSED = RURAL[0]!

/** Categories in order: so many rural teachers, so many of the town. */
function honourOf(name: string): Honour {
  const [at, of] = RURAL.includes(name)
    ? [RURAL.indexOf(name), [30, 40, 46]]
    : [TOWN.indexOf(name), [30, 40, 44]]
  return at < of[0]! ? '骨干教师' : at < of[1]! ? '教学能手' : at < of[2]! ? '名师' : '骨干教师'
}

suite('骨干教师与名师评选，由每个角色在浏览器里办完', () => {
  const endings: (() => Promise<void>)[] = []
  const cases = new Map<string, string>()
  const step = steps()
  let j: Journey
  /** The number of the letter by which they are named. */
  let letter = ''
  const addressOf = (name: string): string => `/cases/${cases.get(name)}`

  before(async () => {
    const ending = { after: (done: () => Promise<void>) => void endings.push(done) }
    j = await journey(ending, SYSTEM, { A: RURAL, T: TOWN, C: JUDGES }, [ACCUSED])
  })
  after(async () => {
    for (const done of endings.toReversed()) await done()
  })

  step(
    'those who apply as famous teachers were named in an earlier round, as the centre’s workbook says',
    async () => {
      const page = await j.as('officer')
      const famous = [...RURAL, ...TOWN].filter((name) => honourOf(name) === '名师')
      const buffer = await titlesBook(j.played.db, famous, { from: '2023-09-01', until: '2026-08-31' })
      await page.goto('/import')
      const mimeType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
      await page.locator('input[type=file]').setInputFiles({ name: '历年称号.xlsx', mimeType, buffer })
      await page.waitForURL(/\/import\/[\w-]{36}/)
      await page.getByRole('heading', { name: '各表' }).waitFor()
      await page.getByRole('row', { name: /^称号 10 10 0 0/ }).waitFor()
      await j.looked(page, 'earlier')
    },
  )

  step(
    'the centre opens the round with its places, those kept for rural teachers, and a school’s',
    async () => {
      const page = await j.as('officer')
      const places = Object.entries(PLACES).flatMap(([honour, [all, rural]]) => [
        [`${honour}的名额`, String(all)],
        [`${honour}中留给乡村教师`, String(rural)],
      ])
      await openRound(page, SYSTEM, {
        批次名称: '2026 年骨干教师与名师评选',
        开始受理: '2026-03-01',
        最后一天: '2026-03-31',
        文号: '甲教〔2026〕15号',
        ...Object.fromEntries(places),
        各校的推荐名额: '县第一小学\t骨干教师\t31',
      })
      await j.looked(page, 'round')
    },
  )

  step('a village teacher applies by phone, and is told what does not fit', async () => {
    const page = await j.as(ACCUSED, PHONE)
    await page.goto('/apply')
    const offer = page.locator('.offers li').filter({ hasText: '骨干教师与名师评选' })
    await offer.getByRole('button', { name: '申请' }).click()
    await page.getByRole('button', { name: '开始填写' }).click()
    await fillIn(page, {
      申报类别: '骨干教师',
      学科: '语文',
      近三年公开课节数: '1',
      近三年指导青年教师人数: '3',
    })
    await fillIn(page, { '主要业绩（不写姓名和学校）': DEEDS })
    await page.getByRole('listitem').filter({ hasText: '近三年公开课 1 节，应不少于 3 节' }).waitFor()
    await j.looked(page, 'draft')
    await fillIn(page, { 近三年公开课节数: '6' })
    cases.set(ACCUSED, await handIn(page, ['业绩佐证材料', '师德考核证明']))
  })

  step('a school enters one for a teacher at its desk, and schools the rest', async () => {
    const page = await j.as('school-A')
    const one = RURAL[1]!
    await listed(page, SYSTEM)
    await page.getByRole('button', { name: '新建申请' }).click()
    await page.getByLabel('查找教师').fill(one)
    await page.locator('.picker').getByRole('button', { name: one }).click()
    await page.getByRole('button', { name: '开始填写' }).click()
    await fillIn(page, {
      申报类别: '骨干教师',
      学科: '数学',
      近三年公开课节数: '4',
      近三年指导青年教师人数: '2',
    })
    await fillIn(page, { '主要业绩（不写姓名和学校）': DEEDS })
    cases.set(one, await handIn(page, ['业绩佐证材料', '师德考核证明']))
    await theRest()
    await chosenAll(page, SYSTEM, { stage: 'school' }, 47)
    await j.looked(page, 'school')
    await together(page, '通过')
  })

  const theRest = async (): Promise<void> => {
    const { rows } = await j.played.db.admin.query<{ id: string }>('select id from case_round')
    const left = [...RURAL, ...TOWN].filter((name) => !cases.has(name))
    await fourAtOnce(left, async (name) => {
      const login = name.startsWith('岭') ? 'school-A' : 'school-T'
      const asked = { system: SYSTEM, round: rows[0]?.id, personId: j.played.county.people.get(name) }
      const form = { honour: honourOf(name), subject: '语文', openLessons: 6, guided: 3, deeds: DEEDS }
      cases.set(name, await apply(j.played, login, asked, { form, materials: ['proof', 'ethics'] }))
    })
  }

  step('a school recommends no more than its places; the cluster passes on', async () => {
    const page = await j.as('school-T')
    await chosenAll(page, SYSTEM, { stage: 'school' }, 46)
    await refusedTogether(page, '通过', /县第一小学的推荐名额为 31 个/)
    await leaveOut(page, BEYOND)
    await together(page, '通过')
    await page.goto(addressOf(BEYOND))
    await deed(page, '退回补正', { 理由: '推荐名额已满，可改报其他类别' })
    const cluster = await j.as('cluster', PHONE)
    await chosenAll(cluster, SYSTEM, { mine: 'true' }, 92)
    await j.looked(cluster, 'cluster')
    await together(cluster, '通过')
  })

  step('judges score by number on the phone, and see neither name nor school', async () => {
    const page = await j.as('officer')
    await chosenAll(page, SYSTEM, { stage: 'scoring' }, 92)
    await nameJudges(page, JUDGES)
    const phone = await j.as(JUDGES[0]!, PHONE)
    const points = { 师德表现: 19, 教学能力: 36, 教研成果: 20, 示范引领: 12 }
    await scoreFirst(phone, 92, points)
    assert.equal(await phone.getByText('石岭小学').count(), 0)
    await Promise.all(JUDGES.map((name) => score(j.played, name, [...cases.values()], () => points)))
    await chosenAll(page, SYSTEM, { stage: 'scoring' }, 92)
    await together(page, '汇总评分')
  })

  step('the bureau decides within the places, of which some are kept for rural teachers', async () => {
    const page = await j.as('leader')
    await chosenAll(page, SYSTEM, { stage: 'decision', unit: 'T' }, 45)
    await refusedTogether(page, '同意', /60 个名额中有 30 个留给乡村教师/)
    await leaveOut(page, SPARE_TOWN)
    await together(page, '同意')
    await chosenAll(page, SYSTEM, { stage: 'decision', unit: 'A' }, 47)
    await refusedTogether(page, '同意', /60 个名额已用完/)
    await leaveOut(page, SPARE_RURAL)
    await together(page, '同意')
    await page.goto(addressOf(SPARE_RURAL))
    await page.getByText('骨干教师名额 60 个').waitFor()
    await j.looked(page, 'places')
  })

  step('an objection that holds sends one back, and the place goes to the next', async () => {
    const page = await j.as('officer')
    await chosenAll(page, SYSTEM, { stage: 'publicity' }, 90)
    await together(page, '发布公示', { 文号: '甲教〔2026〕33号' })
    const anybody = await j.as(null, PHONE)
    const accused = {
      many: 90,
      whom: `${ACCUSED}（石岭小学）`,
      fact: '该教师近三年没有承担过片区公开课，请核实。',
    }
    await objectTo(anybody, accused, () => j.looked(anybody, 'notice'))
    await page.goto(addressOf(ACCUSED))
    await page.getByRole('button', { name: '异议成立' }).click()
    await confirm(page, '异议成立', { 理由: '经查公开课记录不实' })
    const leader = await j.as('leader')
    await leader.goto(addressOf(ACCUSED))
    await deed(leader, '不予通过', { 理由: '业绩不实' })
    await leader.goto(addressOf(SPARE_RURAL))
    await deed(leader, '同意')
    await leader.goto(addressOf(SPARE_TOWN))
    await deed(leader, '不予通过', { 理由: '名额已用完' })
    const school = await j.as('school-T')
    await school.goto(addressOf(BEYOND))
    await deed(school, '撤回', { 理由: '名额已满，下一批次再申报' })
    await page.goto(addressOf(SPARE_RURAL))
    await deed(page, '发布公示', { 文号: '甲教〔2026〕34号' })
  })

  step('anybody may complain about the round as well, and the centre answers', async () => {
    const anybody = await j.as(null)
    const fact = '评委与一名申报人是亲属，没有回避，请核实。'
    await complainOf(anybody, '2026 年骨干教师与名师评选', fact, () => j.looked(anybody, 'complaint'))
    const page = await j.as('officer')
    await page.goto('/complaints')
    await page.getByText(fact).waitFor()
    await j.looked(page, 'complaints')
    await page.getByRole('button', { name: /^答\s?复$/ }).click()
    const sheet = page.getByRole('dialog')
    await sheet.getByLabel('核实情况和处理结果').fill('经查不是亲属，已告知投诉人')
    await sheet.getByRole('button', { name: /^答\s?复$/ }).click()
    await page.getByText('已答复').waitFor()
  })

  step('ninety are named by one document; who was not is told why', async () => {
    await j.moveTo('2026-03-20T02:00:00Z')
    const page = await j.as('officer')
    await chosenAll(page, SYSTEM, { stage: 'publicity' }, 90)
    await together(page, '公示期满办结')
    await chosenAll(page, SYSTEM, { stage: 'naming' }, 90)
    await page.locator('.selection-bar').getByRole('button', { name: '发放', exact: true }).click()
    const sheet = page.getByRole('dialog')
    await sheet.getByText('《命名决定》还没有印发').waitFor()
    await j.looked(page, 'unnumbered')
    await sheet.getByRole('button', { name: '先不办' }).click()
    await page.goto(`/rounds?system=${SYSTEM}`)
    await issue(page, '命名决定')
    await page
      .getByText(/甲教.*印发/)
      .first()
      .waitFor()
    await j.looked(page, 'naming')
    await chosenAll(page, SYSTEM, { stage: 'naming' }, 90)
    await page.locator('.selection-bar').getByRole('button', { name: '发放', exact: true }).click()
    const number = sheet.getByLabel('命名文号')
    await sheet.getByText(/《命名决定》已印发，文号 甲教〔2026〕\d+号，所选 90 件/).waitFor()
    letter = await number.inputValue()
    assert.match(letter, /^甲教〔2026〕\d+号$/, 'it stands there already')
    await number.fill('州教〔2026〕8号')
    await sheet.getByText(`与已印发的文号 ${letter} 不同`).waitFor()
    await j.looked(page, 'other-number')
    await number.fill('')
    await confirm(page, '发放')
    await page.goto(`/rounds?system=${SYSTEM}`)
    await issue(page, '荣誉证书')
    await page.getByRole('heading', { name: '已制发的证书（90 本）' }).waitFor()
    const teacher = await j.as(ACCUSED)
    await teacher.goto(addressOf(ACCUSED))
    await teacher.getByText('局务会研究：业绩不实').waitFor()
    await j.looked(teacher, 'refused')
  })

  step('figures, list, Excel, archive and summary say 90, of whom 46 are rural', async () => {
    const page = await j.as('officer')
    await page.goto(`/cases/figures?system=${SYSTEM}&year=2026`)
    await page.locator('.figures').getByRole('link', { name: '通过 90 件', exact: true }).click()
    await page.getByText(letter).first().waitFor()
    const sheet = unzipSync(await saved(page, '导出 Excel'))['xl/worksheets/sheet1.xml'] ?? new Uint8Array()
    assert.equal(strFromU8(sheet).split(letter).length - 1, 90)
    await page.goto(`/rounds?system=${SYSTEM}`)
    await page.getByRole('row', { name: /^名师 10 6 10 10 6$/ }).waitFor()
    await j.looked(page, 'round-done')
    await page.getByRole('link', { name: '批次档案' }).click()
    await page.locator('.section').filter({ hasText: '齐全' }).first().waitFor()
    await j.looked(page, 'archive')
    assert.ok(Object.keys(unzipSync(await saved(page, '导出整份档案'))).length > 90)
    await page.goto('/figures/titles/records?year=2026&dimension=urban&key=%E4%B9%A1%E6%9D%91')
    await page.getByText('46').first().waitFor()
    assert.match(await summary(page), /名优教师称号90个/)
  })

  step('those named are in the register, with their duties and what they are paid', async () => {
    const page = await j.as('officer')
    await page.goto('/people/titles?year=2026&part=duties')
    await page.getByText(RURAL[1]!).first().waitFor()
    await j.looked(page, 'duties')
    await page.goto('/people/titles?year=2026&part=allowances')
    await page.getByText(RURAL[1]!).first().waitFor()
    await j.looked(page, 'allowances')
  })

  step('a naming taken back leaves figure and summary', async () => {
    const page = await j.as('officer')
    await page.goto(addressOf(TOWN[0]!))
    await deed(page, '撤销', { 理由: '查实学术不端', 文号: '甲教〔2026〕50号' })
    await page.goto(`/cases/figures?system=${SYSTEM}&year=2026`)
    await page.locator('.figures').getByRole('link', { name: '通过 89 件', exact: true }).waitFor()
    assert.match(await summary(page), /名优教师称号89个/)
    assert.deepEqual(j.troubles(), [])
  })
})
