import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { after, before, suite, test } from 'node:test'
import type { Runtime, Work } from '#kernel/call.ts'
import { draftParamsOf } from '#kernel/document/numbers.ts'
import { DUTY } from '#kernel/money/define.ts'
import { dutyRows, setPupilFund } from '#kernel/money/duty.ts'
import { enterFund, reverseFund } from '#kernel/money/entries.ts'
import { takeInFunds } from '#kernel/money/intake.ts'
import { moneyOverview } from '#kernel/money/overview.ts'
import { programmeMoney, setBudget } from '#kernel/money/programmes.ts'
import { addScan, scanFile } from '#kernel/money/scans.ts'
import { setStandard, standardRows } from '#kernel/money/standards.ts'
import { suiteDatabase } from '#test/harness/database.ts'
import type { Who } from '#test/people/county.ts'
import { entry, list, moneyCounty, OFFICER, refusedWith, SCHOOL_A, SCHOOL_B, YEAR } from './county.ts'

suite('money of schools and programmes', () => {
  const db = suiteDatabase()
  const { county, made, enter, trying } = moneyCounty(db)
  let dataDir = ''
  before(async () => void (dataDir = await mkdtemp(join(tmpdir(), 'yanpei-money-'))))
  after(() => rm(dataDir, { recursive: true, force: true }))

  test('a voucher of a unit and amount is entered once, whoever is faster', async () => {
    const two = await Promise.allSettled([
      enter(SCHOOL_A, { voucher: 'V-1' }),
      enter(OFFICER, { voucher: 'V-1', item: '住宿费' }),
    ])
    assert.deepEqual(two.map((one) => one.status).toSorted(), ['fulfilled', 'rejected'])
    await assert.rejects(enter(SCHOOL_A, { voucher: ' V－1 ' }), refusedWith(409, 'voucher-known'))
    await trying(SCHOOL_A, async (work) => {
      await enterFund(work, entry({ voucher: 'V-1', amount: 1000.01 }))
      await enterFund(work, entry())
      await enterFund(work, entry())
    })
    await trying(SCHOOL_B, async (work) => void (await enterFund(work, entry({ unit: 'B', voucher: 'V-1' }))))
  })

  test('a voucher that came by workbook is not entered again, and one that comes later is shown as double', async () => {
    await enter(SCHOOL_A, { voucher: 'V-2', amount: 50 })
    const rows = `select 2026::smallint as year, '${county().units.get('A')}'::uuid as unit_code_id, 'out' as direction, '培训费' as item,
      null::uuid as programme_number_id, 50::numeric as amount, '2026-05-02'::date as booked_on, 'V-2' as voucher, 1 as part, 1 as row`
    const takeIn = (work: Work) =>
      takeInFunds(work, { table: `(${rows}) r`, batch: '00000000-0000-7000-8000-000000000001' })
    await trying(OFFICER, async (work) => {
      assert.equal(await takeIn(work), 1)
      assert.equal(await takeIn(work), 0)
      const { doubles } = await moneyOverview(work, { year: YEAR })
      assert.deepEqual(
        doubles.map((one) => [one.unit.code, one.voucher, one.amount]),
        [['A', 'V-2', 50]],
      )
    })
  })

  test('a school keeps its own books and sees no others', async () => {
    await assert.rejects(enter(SCHOOL_B, { unit: 'A' }), refusedWith(403, 'not-your-books'))
    await assert.rejects(enter({ role: 'leader' }), refusedWith(403, 'not-your-books'))
    await enter(SCHOOL_B, { unit: 'B', amount: 77 })
    const seen = await county().as(SCHOOL_A, (work) => list(work))
    assert.deepEqual([...new Set(seen.rows.map((row) => row.unit.code))], ['A'])
    await assert.rejects(
      county().as(SCHOOL_A, (work) => moneyOverview(work, { year: YEAR, unit: 'B' })),
      refusedWith(404, 'not-found'),
    )
    const theirs = (await county().as(OFFICER, (work) => list(work))).rows.find(
      (row) => row.unit.code === 'B',
    )!
    await assert.rejects(
      county().as(SCHOOL_A, (work) => reverseFund(work, theirs.id, '错了')),
      refusedWith(404, 'not-found'),
    )
  })

  test('what is over budget or standard is named, and the drill-down adds up to the number', async () => {
    await trying(SCHOOL_A, async (work) => {
      await setBudget(work, made.own, { item: '住宿费', amount: 300, document: null })
      await enterFund(work, entry({ programme: made.own, item: '住宿费', amount: 300.5 }))
      await enterFund(work, entry({ programme: made.own, item: '培训费', amount: 9_699.5 }))
      const page = await programmeMoney(work, made.own)
      assert.deepEqual(
        [page.programme.spent, page.programme.budget, page.programme.state],
        [10_000, 10_000, 'near'],
      )
      assert.match(page.programme.findings.join(), /^“住宿费”超预算 0\.50 元/u)
      const { amount, total } = await list(work, { programme: made.own })
      assert.deepEqual([amount, total], [10_000, 2])
      await enterFund(work, entry({ programme: made.own, item: '资料费', amount: 0.01 }))
      assert.match((await programmeMoney(work, made.own)).programme.findings[0]!, /超预算 0\.01 元/u)
    })
    await trying(OFFICER, async (work) => {
      await enterFund(work, entry({ unit: 'R', programme: made.programme, amount: 4_950.09 }))
      const dear = await programmeMoney(work, made.programme)
      assert.deepEqual([dear.personDays, dear.perHeadDay], [9, 550.01])
      assert.match(dear.programme.findings[0]!, /超过国家级培训综合定额 550\.00 元/u)
      const standard = {
        year: YEAR,
        kind: 'head-day',
        category: '国家级',
        amount: 600,
        document: '县财〔2026〕3号',
      } as const
      await setStandard(work, standard)
      assert.deepEqual((await programmeMoney(work, made.programme)).programme.findings, [])
      const row = (await standardRows(work, YEAR)).find((one) => one.category === '国家级')
      assert.deepEqual([row?.amount, row?.document, row?.set], [600, '县财〔2026〕3号', true])
    })
  })

  test('a budget is set by who organises, standards by the centre', async () => {
    const setting = county().as(SCHOOL_B, (work) =>
      setBudget(work, made.own, { item: '住宿费', amount: 1, document: null }),
    )
    await assert.rejects(setting, refusedWith(404, 'not-found'))
    await assert.rejects(
      county().as(SCHOOL_A, (work) =>
        setStandard(work, { year: YEAR, kind: 'head-day', category: '县级', amount: 9999, document: '自定' }),
      ),
      /row-level security/u,
    )
  })

  test('a school owes a share of its public funds', async () => {
    await trying(SCHOOL_A, async (work) => {
      const before = await dutyRows(work, { year: YEAR })
      assert.deepEqual(
        before.rows.map((row) => [row.unit.code, row.state]),
        [['A', 'unknown']],
      )
      const spent = before.rows[0]!.spent
      await setPupilFund(work, { year: YEAR, unit: 'A', perPupil: 720, pupils: 500, document: null })
      const short = (await dutyRows(work, { year: YEAR })).rows[0]!
      assert.deepEqual([short.owed, short.missing, short.state], [18_000, 18_000 - spent, 'short'])
      await enterFund(work, entry({ amount: 18_000 - spent }))
      assert.equal((await dutyRows(work, { year: YEAR })).rows[0]!.state, 'met')
    })
    const others = county().as(SCHOOL_A, (work) =>
      setPupilFund(work, { year: YEAR, unit: 'B', perPupil: 1, pupils: 1, document: null }),
    )
    await assert.rejects(others, refusedWith(403, 'not-your-books'))
  })

  test('documents go by the share that is set among the standards', async () => {
    await trying(OFFICER, async (work) => {
      assert.equal((await draftParamsOf(work, YEAR)).trainingFunds, 0.05)
      const set = { year: YEAR, kind: 'duty-share', category: DUTY, document: '县财〔2026〕8号' } as const
      await setStandard(work, { ...set, amount: 0.08 })
      assert.equal((await dutyRows(work, { year: YEAR })).least, 0.08)
      assert.equal((await draftParamsOf(work, YEAR)).trainingFunds, 0.08)
      await setStandard(work, { ...set, amount: null })
      assert.equal((await draftParamsOf(work, YEAR)).trainingFunds, null)
    })
  })

  test('scans are pictures or PDFs, and are seen by who sees the books', async () => {
    const { id } = await enter(SCHOOL_A, { voucher: 'S-1', amount: 12 })
    const runtime: Runtime = { db: db(), dataDir, now: () => new Date('2026-11-21T02:00:00Z') }
    const uploadOf = async (content: string) => {
      const path = join(dataDir, 'scan')
      await writeFile(path, content, 'latin1')
      const bytes = await readFile(path)
      return {
        path,
        name: '凭证.pdf',
        bytes: bytes.length,
        sha256: createHash('sha256').update(bytes).digest(),
      }
    }
    const add = async (who: Who, content: string) => {
      const upload = await uploadOf(content)
      return county().as(who, (work) => addScan({ ...work, runtime }, id, upload))
    }
    await assert.rejects(add(SCHOOL_A, '<svg onload=alert(1)>'), refusedWith(422, 'file-type'))
    await assert.rejects(add(SCHOOL_B, '%PDF-1.7 x'), refusedWith(404, 'not-found'))
    const scan = await add(SCHOOL_A, '%PDF-1.7 x')
    const read = (who: Who) =>
      county().as(who, async (work) => {
        const { file } = await scanFile({ ...work, runtime }, scan.id)
        return Buffer.isBuffer(file) ? file.toString('latin1') : text(file)
      })
    assert.equal(await read(SCHOOL_A), '%PDF-1.7 x')
    assert.equal(await read(OFFICER), '%PDF-1.7 x')
    await assert.rejects(read(SCHOOL_B), refusedWith(404, 'not-found'))
    const seen = (await county().as(SCHOOL_A, (work) => list(work))).rows.find((row) => row.id === id)
    assert.deepEqual(seen?.scans, [{ id: scan.id, name: '凭证.pdf' }])
  })
})
