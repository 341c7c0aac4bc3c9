import assert from 'node:assert/strict'
import { test } from 'node:test'
import { browser, stage } from '#test/http/harness.ts'
import { addPeople, makeCounty } from '#test/people/county.ts'

test('who looks a certificate up in vain is told what to look at and whom to ask, and nothing of anybody', async (context) => {
  const { app, db } = await stage(context)
  const look = async (code: string): Promise<string> => {
    const answer = await browser(app).send('GET', `/api/public/certificates/${encodeURIComponent(code)}`)
    assert.equal(answer.statusCode, 404)
    return answer.json<{ because: string }>().because
  }
  const county = await makeCounty(db, '甲', [
    { code: '甲', category: 'region' },
    { code: 'A', category: 'school', parent: '甲' },
  ])
  await addPeople(db, county, 'A', ['张三'])
  assert.match(
    await look('7K3M9QX2WZ4B'),
    /^没有找到这个查验码的证书。.*8 和 B.*仍查不到的，请向甲县教育局核实。$/,
  )
  assert.match(await look('7k3m-9qx2-wz4'), /查验码是 12 位，这里是 11 位/)
  assert.equal(
    (await look('张三')).replace('“张”“三”', ''),
    (await look('李四')).replace('“李”“四”', ''),
    'a name of a teacher is answered as any other',
  )

  await db.admin.query(
    `with u as (insert into unit (region_id, id, code, category) values ($1, gen_random_uuid(), 'Z', 'centre') returning id)
     insert into unit_state (region_id, unit_id, valid, name, parent_id) select $1, id, '(,)', '甲县教师发展中心', $2 from u`,
    [county.region, county.units.get('甲')],
  )
  assert.match(await look('7K3M9QX2WZ4B'), /请向甲县教师发展中心核实。$/)
  await makeCounty(db, '乙', [{ code: '乙', category: 'region' }])
  assert.match(await look('7K3M9QX2WZ4B'), /请向证书上印的发证单位核实。$/)
})
