import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import type { Database } from '#db/open.ts'
import { keepFile } from '#kernel/files.ts'
import { addressOf } from '#kernel/store/file-store.ts'
import { verifyRegion } from '#kernel/verify.ts'
import type { Doubt } from '#kernel/verify.ts'
import { testDatabase } from '#test/harness/database.ts'
import type { Ending } from '#test/harness/database.ts'
import { asSystem } from '#test/import/county.ts'
import { importBook } from '#test/import/oracle/book.ts'
import { ANNA, changed, regionId, SMALL, SMALL_REGION } from '#test/import/small.ts'

const HERS = `person_id = (select id from person where identity_number = '${ANNA}')`

/** What somebody with all rights does, and what must be said of it. */
const TAMPERINGS: readonly { what: string; by: string; found: RegExp }[] = [
  {
    what: 'an amount changed',
    by: `update credit_entry set amount = 99 where ${HERS} and seq = 1`,
    found: /甲（.*）第 1 笔：.*被改动/,
  },
  {
    what: 'a year changed',
    by: `update credit_entry set year = 2024 where ${HERS} and seq = 2`,
    found: /甲（.*）第 2 笔：.*被改动/,
  },
  {
    what: 'an amount changed with balance and sum made to fit',
    by: `update credit_entry set amount = amount + 1 where ${HERS} and seq = 1; update credit_balance set amount = amount + 1 where ${HERS} and category = '网络'; update credit_posting set total = total + 1 where id = (select posting_id from credit_entry where ${HERS} and seq = 1)`,
    found: /甲（.*）第 1 笔：.*被改动/,
  },
  {
    what: 'an entry taken out of the middle',
    by: `delete from credit_entry where ${HERS} and seq = 1`,
    found: /甲（.*）第 2 笔：序号不连续/,
  },
  {
    what: 'the newest entry cut off',
    by: `delete from credit_entry where ${HERS} and seq = 4`,
    found: /甲（.*）第 4 笔：.*末尾有记录被删除/,
  },
  {
    what: 'the newest entry cut off and the account turned back',
    by: `delete from credit_entry where ${HERS} and seq = 4; update credit_account set last_seq = 3, head = (select hash from credit_entry where ${HERS} and seq = 3) where ${HERS}`,
    found: /记账 .*应有 \d+ 笔，现有 \d+ 笔/,
  },
  {
    what: 'a whole posting cut off, with everything made to fit',
    by: traceless(),
    found: /审计行 \d+ 说的记账 .* 不见了/,
  },
  {
    what: 'an entry hashed anew',
    by: `update credit_entry set amount = 9 where seq = 1; update credit_entry e set hash = sha256(''::bytea || credit_digest(e)) where seq = 1`,
    found: /第 2 笔：.*被改动/,
  },
  {
    what: 'a balance raised',
    by: `update credit_balance set amount = amount + 1 where ${HERS} and category = '集中'`,
    found: /甲（.*）2025 年集中：余额 4.00，各笔之和 3.00/,
  },
  {
    what: 'a balance removed',
    by: `delete from credit_balance where ${HERS} and category = '集中'`,
    found: /甲（.*）2025 年集中：余额 0，各笔之和 3.00/,
  },
  {
    what: 'the record behind a credit removed',
    by: `delete from participation; delete from attendance; delete from online_study`,
    found: /没有来源记录/,
  },
  {
    what: 'an audit row changed',
    by: `update audit_log set actor = '别人' where id = (select min(id) from audit_log)`,
    found: /第 1 批（审计行 .*）：有内容被改动/,
  },
  {
    what: 'an audit row removed',
    by: `delete from audit_log where id = (select min(id) from audit_log)`,
    found: /第 1 批（审计行 .*）：应有 \d+ 行，现有 \d+ 行/,
  },
  {
    what: 'a sealed batch removed with its rows, the only one',
    by: `delete from audit_log a using audit_seal s where s.seq = 1 and a.xact >= s.xact_from and a.xact < s.xact_to; delete from audit_seal where seq = 1`,
    found: /记账 .* 没有审计行/,
  },
]

/** The newest posting vanishes: entries, posting, account and balances agree with one another afterwards. */
function traceless(): string {
  return `create temporary table gone as select * from credit_entry where posting_id = (select id from credit_posting order by posted_at desc limit 1);
    delete from credit_entry e using gone g where e.person_id = g.person_id and e.seq = g.seq;
    delete from credit_posting where id in (select posting_id from gone);
    update credit_account a set last_seq = coalesce(n.seq, 0), head = coalesce(n.hash, '') from (select person_id from gone group by 1) g
      left join lateral (select seq, hash from credit_entry e where e.person_id = g.person_id order by seq desc limit 1) n on true where a.person_id = g.person_id;
    delete from credit_balance;
    insert into credit_balance select region_id, person_id, year, category, sum(amount) from credit_entry group by 1, 2, 3, 4`
}

describe('verify', () => {
  test('finds nothing in a sound county', async (t) => {
    const { doubts } = await county(t)
    assert.deepEqual(await doubts(), [])
  })

  for (const { what, by, found } of TAMPERINGS) {
    test(`names ${what}`, async (t) => {
      const { db, doubts } = await county(t)
      assert.deepEqual(await doubts(), [])
      await asSuperuser(db, by)
      const words = (await doubts()).map((doubt) => doubt.words)
      assert.ok(
        words.some((one) => found.test(one)),
        `${found} in ${JSON.stringify(words)}`,
      )
    })
  }

  test('names a file that was changed, and one that is gone', async (t) => {
    const { db, dataDir, doubts } = await county(t)
    const region = await regionId(db, SMALL_REGION.code)
    const file = await asSystem(db, region, (work) =>
      keepFile(
        work,
        { dataDir },
        { name: '总结.docx', type: 'text/plain', purpose: 'document', content: Buffer.from('内容') },
      ),
    )
    const path = join(dataDir, 'files', addressOf(file.sha256))
    assert.deepEqual(await doubts(), [])
    await writeFile(path, '别的内容')
    assert.match((await doubts())[0]?.words ?? '', /“总结.docx”（.*）的内容与记录不符/)
    await rm(path)
    assert.match((await doubts())[0]?.words ?? '', /“总结.docx”（.*）不在文件库里/)
  })
})

type County = { db: Database; dataDir: string; doubts: () => Promise<Doubt[]> }

/** The small county after a correction: 甲 has an award, its reversal and a new award. */
async function county(ending: Ending): Promise<County> {
  const db = await testDatabase(ending)
  const dataDir = await mkdtemp(join(tmpdir(), 'yanpei-verify-'))
  ending.after(() => rm(dataDir, { recursive: true }))
  await importBook(db, SMALL, SMALL_REGION)
  await importBook(db, changed(SMALL, '活动', { 活动编号: 'A1' }, { 学时: 3 }), SMALL_REGION)
  const region = await regionId(db, SMALL_REGION.code)
  return { db, dataDir, doubts: async () => (await verifyRegion({ db, dataDir }, region)).doubts }
}

/** Past every trigger and foreign key, as only a superuser can. */
async function asSuperuser(db: Database, statements: string): Promise<void> {
  const client = await db.admin.connect()
  try {
    await client.query(`begin; set local session_replication_role = replica; ${statements}; commit`)
  } finally {
    client.release(true)
  }
}
