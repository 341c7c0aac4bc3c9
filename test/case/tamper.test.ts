import assert from 'node:assert/strict'
import { test } from 'node:test'
import { verifyRegion } from '#kernel/verify.ts'
import { act, garden, handIn, openGardenRound } from './garden.ts'

/** What somebody with all rights does to a case, and what must be said of it. */
const TAMPERINGS: readonly { what: string; by: string; found: RegExp }[] = [
  {
    what: 'a reason reworded',
    by: `update case_event set because = '别的理由' where kind = 'returned'`,
    found: /第 2 条：与审计日志里的记载不符/,
  },
  {
    what: 'an event taken out',
    by: `delete from case_event where kind = 'returned'`,
    found: /经过的条数与事项记着的不符/,
  },
  {
    what: 'a case moved on by hand',
    by: `update case_record set stage = 'decide', status = 'open'`,
    found: /所在环节或结局与最后一条经过不符/,
  },
  {
    what: 'an event added, with everything made to fit',
    by: `insert into case_event (region_id, case_id, seq, at, kind, stage, next_stage, ending, actor)
      select region_id, id, 3, now(), 'passed', 'apply', null, 'granted', '中心' from case_record;
      update case_record set version = 3, stage = null, status = 'ended', ending = 'granted'`,
    found: /第 3 条：与审计日志里的记载不符/,
  },
]

test('what is changed in a case by a superuser is found and named', async (context) => {
  const g = await garden(context)
  const round = await openGardenRound(g)
  const id = await handIn(g, '甲一', round)
  await act(g, 'school-a', id, { do: 'return', because: '经过写得太短' })
  const words = async (): Promise<string[]> => {
    const { doubts } = await verifyRegion(g.runtime, g.county.region)
    return doubts.filter(({ what }) => what === '事项').map((doubt) => doubt.words)
  }
  assert.deepEqual(await words(), [])
  for (const { what, by, found } of TAMPERINGS) {
    const client = await g.db.admin.connect()
    try {
      await client.query(`set session_replication_role = replica`)
      await client.query(
        'create temp table kept as select * from case_event; create temp table keptr as select * from case_record',
      )
      await client.query(by)
      assert.match((await words()).join('\n'), found, what)
      await client.query('delete from case_event; insert into case_event select * from kept')
      await client.query(
        `update case_record c set (version, stage, status, ending) = (select k.version, k.stage, k.status, k.ending from keptr k where k.id = c.id)`,
      )
      await client.query('drop table kept; drop table keptr; set session_replication_role = default')
    } finally {
      client.release()
    }
    assert.deepEqual(await words(), [], `${what}: put back`)
  }
})
