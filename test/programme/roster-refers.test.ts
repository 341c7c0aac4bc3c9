import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { suiteDatabase } from '#test/harness/database.ts'
import { importBook } from '#test/import/oracle/book.ts'
import { SMALL, SMALL_REGION } from '#test/import/small.ts'

const NOBODY = '00000000-0000-7000-8000-000000000000'
const REFUSED = { code: '23503' }

describe('a participation refers to its activity and its person', () => {
  const db = suiteDatabase()
  before(() => importBook(db(), SMALL, SMALL_REGION))

  test('an activity or person that is not there is refused, among others too', async () => {
    const add = (activity: string, person: string): Promise<unknown> =>
      db().admin.query(
        `insert into participation (region_id, activity_id, person_id, role)
         select a.region_id, ${activity}, ${person}, 'organiser' from activity a join person p on p.region_id = a.region_id`,
      )
    await assert.rejects(add(`'${NOBODY}'`, 'p.id'), REFUSED)
    await assert.rejects(add('a.id', `case when p.file_order = 2 then '${NOBODY}' else p.id end`), REFUSED)
  })

  test("another region's activity is none", async () => {
    const other = `with r as (insert into region (code, name) values ('R2', '别县') returning id)
      insert into participation (region_id, activity_id, person_id, role) select r.id, p.activity_id, p.person_id, p.role from r, participation p`
    await assert.rejects(db().admin.query(other), REFUSED)
  })

  test('neither goes, nor gets another id, while there are participations', async () => {
    await db().admin.query('delete from attendance')
    await assert.rejects(db().admin.query('delete from activity'), { ...REFUSED, message: /participations/ })
    await assert.rejects(db().admin.query('update activity set id = gen_random_uuid()'), {
      ...REFUSED,
      message: /participations/,
    })
    await db().admin.query('delete from person_state; delete from online_study')
    await assert.rejects(db().admin.query('delete from person'), REFUSED)
  })

  test('a participation is never made another one', async () => {
    await assert.rejects(db().admin.query(`update participation set person_id = '${NOBODY}'`), REFUSED)
  })
})
