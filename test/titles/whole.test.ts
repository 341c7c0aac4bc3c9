import assert from 'node:assert/strict'
import { before, suite, test } from 'node:test'
import type * as z from 'zod'
import type { appraisalPage } from '#contract/appraisal.ts'
import type { judgeSheet } from '#contract/score-sheet.ts'
import type { myTitles, titleAllowances, titleDuties, titleHolders, titlesOverview } from '#contract/title.ts'
import { verifyRegion } from '#kernel/verify.ts'
import { fileOf, readStored } from '#kernel/files.ts'
import { makeDocument } from '#kernel/document/service.ts'
import { suiteEnding } from '#test/harness/database.ts'
import { asSystem } from '#test/import/county.ts'
import { docxText } from '#test/message/docx-text.ts'
import { key, NAMED, nameOf, titledCounty, type Titled } from './county.ts'

type ReplyOf<R> = R extends { reply?: infer S } ? (S extends z.ZodType ? z.output<S> : never) : never
type Overview = ReplyOf<typeof titlesOverview>
type Holders = ReplyOf<typeof titleHolders>
type Allowances = ReplyOf<typeof titleAllowances>
type Figures = { figures: { id: string; value: number; by: Record<string, Record<string, number>> }[] }

const TOTAL = 975
const FAMOUS_FROM = 923

suite('923 named backbone teachers and 52 famous ones', () => {
  const ending = suiteEnding()
  let county: Titled
  const get = async <T>(login: string, url: string): Promise<T> => {
    const { status, body } = await county.ask<T>(login, 'GET', url)
    assert.equal(status, 200, body.because)
    return body
  }
  const figure = async (): Promise<number> =>
    (await get<Figures>('officer', '/api/figures?year=2026')).figures.find(({ id }) => id === 'titles')
      ?.value ?? 0
  const tier = (overview: Overview, id: string): Overview['tiers'][number] =>
    overview.tiers.find((one) => one.id === id)!

  before(async () => {
    county = await titledCounty(ending)
  })

  test('stand in force on a day, tier by tier against the goal, the rural ones counted', async () => {
    const overview = await get<Overview>('officer', '/api/titles?on=2026-10-20')
    const [body, tip] = [tier(overview, 'body'), tier(overview, 'tip')]
    assert.deepEqual([body.people, body.goal, tip.people, tip.goal], [923, 1000, 52, 50])
    assert.deepEqual(
      body.titles.map(({ title, count }) => [title, count]),
      Object.entries(NAMED).slice(0, 3),
    )
    assert.equal(tier(overview, 'base').people, TOTAL + 4)
    const rural = Array.from({ length: FAMOUS_FROM }, (_, n) => n).filter((n) => n % 5 < 2).length
    assert.equal(body.rural, rural)
    assert.equal(overview.states.ending, 0, 'nothing ends within sixty days of 20 October')
    const early = await get<Overview>('officer', '/api/titles?on=2024-08-31')
    assert.equal(tier(early, 'body').people, 0, 'the day before they were named')
  })

  test('each of them named, and the number opens to them', async () => {
    const list = await get<Holders>('officer', '/api/titles/holders?tier=body&limit=2000')
    assert.equal(list.total, 923)
    const names = list.rows.map(({ person }) => person.name)
    assert.deepEqual(
      names,
      Array.from({ length: FAMOUS_FROM }, (_, n) => nameOf(n)),
    )
    assert.equal(new Set(names).size, 923)
    const tip = await get<Holders>('officer', '/api/titles/holders?tier=tip&rural=true&limit=2000')
    assert.ok(tip.rows.length > 0 && tip.rows.every(({ urbanWord }) => urbanWord === '乡村'))
    const opened = await get<{ total: number }>(
      'officer',
      `/api/figures/titles/records?year=2026&dimension=kind&key=${encodeURIComponent('名师')}&limit=5`,
    )
    assert.equal(opened.total, await standing('名师'))
    const records = '/api/figures/titles/records?year=2026'
    const nothing = await get<{ value: number }>('officer', `${records}&dimension=kind&key=constructor`)
    assert.equal(nothing.value, 0, 'a key that only the language knows')
    const { status } = await county.ask('officer', 'GET', `${records}&dimension=constructor&key=x`)
    assert.equal(status, 404, 'a dimension that only the language knows')
    const own = await get<Holders>('school', '/api/titles/holders?limit=2000')
    assert.equal(own.total, TOTAL / 5, 'a school sees its own')
  })

  /** Those of a title whose term reaches the end of 2026. */
  const standing = async (title: string): Promise<number> => {
    const { rows } = await county.db.admin.query<{ n: number }>(
      `select count(*)::integer as n from title_grant where title = $1 and ends_after >= '2026-12-31'`,
      [title],
    )
    return rows[0]!.n
  }

  test('the register and the figure agree when asked for the same day, and each says which day it is of', async () => {
    const day = '2026-12-31'
    const { total } = await get<Holders>('officer', `/api/titles/holders?on=${day}&limit=1`)
    assert.equal(total, await figure())
    const today = await get<Overview>('officer', '/api/titles?on=2026-10-20')
    assert.deepEqual([today.figure.day, today.figure.value], [day, total])
    assert.match(today.figure.about, /^截至当年 12 月 31 日有效的称号/)
    assert.notEqual(today.states['in-force'], total, 'some end before the year does')
    const ofSchool = await get<Figures>('school', '/api/figures?year=2026')
    const own = await get<Holders>('school', `/api/titles/holders?on=${day}&limit=1`)
    assert.equal(ofSchool.figures.find(({ id }) => id === 'titles')?.value, own.total)
  })

  test('whose term ends are told ahead', async () => {
    county.clock.now = new Date('2026-11-01T02:00:00Z')
    const { total, rows } = await get<Holders>('officer', '/api/titles/holders?state=ending&limit=2000')
    assert.equal(total, 98)
    assert.ok(rows.every(({ until }) => until === '2026-12-20'))
    const { groups } = await get<{ groups: { items: { title: string; due: string }[] }[] }>(
      'officer',
      '/api/todos',
    )
    const todo = groups.flatMap(({ items }) => items).find(({ title }) => title === '98 个称号将到期')
    assert.equal(todo?.due, '2026-12-20')
  })

  test('one record less is one less in list, figure and summary', async () => {
    const before = await figure()
    const told = await summary()
    assert.match(told, new RegExp(`${before} ?个`))
    await county.db.admin.query(`delete from title_grant where person_id = $1`, [await county.personOf(1)])
    assert.equal(await figure(), before - 1)
    assert.equal(tier(await get<Overview>('officer', '/api/titles'), 'body').people, 922)
    assert.match(await summary(), new RegExp(`${before - 1} ?个`))
  })

  const summary = async (): Promise<string> => {
    const content = await asSystem(county.db, county.region, async (work) => {
      const { id } = await makeDocument(work, county.runtime, {
        kind: 'work-summary',
        unit: '990777',
        year: 2026,
        language: 'zh-Hans',
      })
      return readStored(await fileOf(work, county.runtime, 'document', id))
    })
    return docxText(content)
  }

  test('a holder sees what is still owed this year, from the records', async () => {
    const { titles } = await get<ReplyOf<typeof myTitles>>('famous', '/api/titles/mine')
    assert.deepEqual(
      titles[0]?.duties.map(({ title, have, need }) => [title, have, need]),
      [
        ['公开课、示范课', 4, 4],
        ['指导青年教师', 1, 3],
        ['专题讲座', 0, 2],
        ['送教下乡、送培到校', 1, 1],
        ['教研成果', 0, 1],
      ],
    )
    const duties = await get<ReplyOf<typeof titleDuties>>(
      'officer',
      `/api/titles/duties?year=2026&title=${encodeURIComponent('名师')}`,
    )
    assert.deepEqual([duties.total, duties.owing], [52, 52])
  })

  let appraisal = ''
  const open = async (login: string): Promise<{ status: number; because?: string }> => {
    const judges = await Promise.all([975, 976, 977].map((n) => county.personOf(n)))
    const { status, body } = await county.ask<{ id: string; holders: number; short: number }>(
      login,
      'POST',
      '/api/titles/appraisals',
      {
        key: key(),
        year: 2026,
        title: '名师',
        document: '青教〔2026〕8号',
        judges,
        each: 2,
        scoreUntil: '2026-11-30',
        appealDays: 7,
      },
    )
    appraisal = body.id ?? appraisal
    if (status === 200) assert.deepEqual([body.holders, body.short], [52, 0])
    return { status, ...(body.because === undefined ? {} : { because: body.because }) }
  }

  test('are appraised all at once, by the duties, with the records behind them', async () => {
    assert.equal((await open('school')).status, 403)
    assert.equal((await open('officer')).status, 200)
    const again = await open('officer')
    assert.equal(again.status, 409)
    assert.match(again.because ?? '', /2026 年名师的考核已经开设/)
    const page = await get<ReplyOf<typeof appraisalPage>>('officer', `/api/appraisals/${appraisal}`)
    const first = page.targets.find(({ title }) => title === nameOf(FAMOUS_FROM))
    assert.equal(first?.evidence, 6, 'four lessons, a visit, an apprentice')
    assert.deepEqual(page.missing, [])
    await step('opened')
    for (const judge of page.judges) await score(judge.id)
    await step('published')
  })

  const step = async (what: string): Promise<void> => {
    const { status, body } = await county.ask('officer', 'POST', `/api/appraisals/${appraisal}/step`, {
      key: key(),
      step: what,
      choices: [],
    })
    assert.equal(status, 200, body.because)
  }

  /** One famous teacher fails, ten are excellent, each a little apart, the others are fit. */
  const score = async (judge: string): Promise<void> => {
    const sheet = await get<ReplyOf<typeof judgeSheet>>(
      'officer',
      `/api/appraisals/${appraisal}/judges/${judge}`,
    )
    const changes = sheet.lines.flatMap(({ target, name }) => {
      const place = Array.from({ length: 52 }, (_, n) => nameOf(FAMOUS_FROM + n)).indexOf(name ?? '')
      const share = place === 51 ? 0.3 : place < 10 ? 0.97 - place / 100 : 0.75
      return sheet.leaves
        .filter(({ veto }) => !veto)
        .map(({ id, points }) => ({
          target,
          indicator: id,
          score: String(Math.round(Number(points) * share * 100) / 100),
        }))
    })
    const { status, body } = await county.ask(
      'officer',
      'PUT',
      `/api/appraisals/${appraisal}/judges/${judge}`,
      {
        key: key(),
        changes,
        handIn: sheet.lines.map(({ target }) => target),
      },
    )
    assert.equal(status, 200, body.because)
  }

  test('the result stands with the title, and who failed should be looked at for an exit', async () => {
    const { rows } = await get<Holders>('officer', '/api/titles/holders?tier=tip&limit=100')
    assert.equal(rows.filter(({ outcome }) => outcome?.band === '优秀').length, 10)
    const doubtful = await get<Holders>('officer', '/api/titles/holders?state=doubtful')
    assert.deepEqual(
      doubtful.rows.map(({ person, doubt }) => [person.name, doubt]),
      [[nameOf(974), '2026 年考核不合格']],
    )
    const { titles } = await get<ReplyOf<typeof myTitles>>('famous', '/api/titles/mine')
    assert.deepEqual(
      titles[0]?.outcomes.map(({ band }) => band),
      ['优秀'],
    )
  })

  const allowances = (more = ''): Promise<Allowances> =>
    get<Allowances>('officer', `/api/titles/allowances?year=2026&limit=2000${more}`)
  const pay = async (rows: Allowances['rows'], voucher: string) =>
    county.ask<{ entry: string; people: number; amount: number }>(
      'officer',
      'POST',
      '/api/titles/allowances',
      {
        key: key(),
        year: 2026,
        on: '2026-12-01',
        voucher,
        items: rows.map(({ person, title }) => ({ person: person.id, title })),
      },
    )

  test('allowances follow the result; nothing without one', async () => {
    const list = await allowances()
    assert.deepEqual([list.counts.due, list.counts.none, list.counts['no-result']], [51, 1, 922])
    assert.equal(list.due, 10 * 6000 + 41 * 3600)
    const refused = await pay((await allowances('&state=no-result')).rows.slice(0, 1), '付-1')
    assert.equal(refused.status, 409)
    assert.match(refused.body.because ?? '', /还没有公布的年度考核结果/)
    const failed = await pay((await allowances('&state=none')).rows, '付-1')
    assert.match(failed.body.because ?? '', /考核不合格，按办法不发/)
  })

  test('are paid once: a second list, and two at once, pay nobody twice', async () => {
    const due = (await allowances('&state=due')).rows
    const [one, other] = await Promise.all([pay(due, '付-2'), pay(due, '付-3')])
    assert.deepEqual([one.status, other.status].toSorted(), [200, 409])
    const paid = one.status === 200 ? one.body : other.body
    assert.deepEqual([paid.people, paid.amount], [51, 10 * 6000 + 41 * 3600])
    assert.match((await pay(due.slice(0, 1), '付-4')).body.because ?? '', /已发/)
    const { rows } = await county.db.admin.query<{ n: number; sum: number }>(
      `select count(*)::integer as n, sum(amount)::float8 as sum from fund_entry where item = '特殊津贴'`,
    )
    assert.deepEqual(rows, [{ n: 1, sum: paid.amount }])
    assert.equal((await allowances()).paid, paid.amount)
    const doubts = async (): Promise<string[]> =>
      (await verifyRegion(county.runtime, county.region)).doubts.map(({ words }) => words)
    assert.deepEqual(await doubts(), [])
    await county.db.admin.query('update fund_entry set amount = amount + 100 where id = $1', [paid.entry])
    assert.match((await doubts()).join('\n'), /特殊津贴.*账上 207700 元/, 'the books say more than was paid')
    await county.db.admin.query('update fund_entry set amount = amount - 100 where id = $1', [paid.entry])
    await reverse(paid.entry)
    assert.deepEqual(await doubts(), [], 'what is reversed is owed by nobody')
    assert.deepEqual([(await allowances()).counts.due, (await allowances()).paid], [51, 0])
    assert.equal((await pay(due, '付-5')).status, 200)
  })

  const reverse = async (entry: string): Promise<void> => {
    const { status, body } = await county.ask('officer', 'POST', `/api/money/entries/${entry}/reverse`, {
      key: key(),
      because: '凭证号写错',
    })
    assert.equal(status, 200, body.because)
  }
})
