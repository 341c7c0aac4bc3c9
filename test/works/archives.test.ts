import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { after, before, suite, test } from 'node:test'
import { sql } from 'kysely'
import { fromBufferPromise, type Entry as ZipEntry, type ZipFile } from 'yauzl'
import * as z from 'zod'
import { newWork } from '#contract/works.ts'
import { archiveZipStream } from '#http/archive/zip.ts'
import type { Work } from '#kernel/call.ts'
import { keepFile } from '#kernel/files.ts'
import { commonParams, defineProgramme } from '#kernel/programme/define.ts'
import { Cases } from '#kernel/case/registry.ts'
import { Systems } from '#kernel/programme/registry.ts'
import { collect } from '#kernel/works/archives/collect.ts'
import { archiveList } from '#kernel/works/archives/list.ts'
import { archivePageOf } from '#kernel/works/archives/page.ts'
import { seal } from '#kernel/works/archives/seals.ts'
import { putOnFile, takeOffFile } from '#kernel/works/archives/service.ts'
import { findSubject, type Setting } from '#kernel/works/archives/subject.ts'
import { handIn } from '#kernel/works/hand-in.ts'
import { newId } from '#lib/ids.ts'
import { Refused } from '#lib/refusal.ts'
import { suiteDatabase } from '#test/harness/database.ts'
import { addPeople, makeCounty, type County, type Who } from '#test/people/county.ts'

const UNITS = [
  { code: 'R', name: '白水台县', category: 'region' },
  { code: 'S1', name: '东台小学', category: 'school', parent: 'R' },
  { code: 'S2', name: '西台小学', category: 'school', parent: 'R' },
]
const officer: Who = { role: 'officer' }
const school: Who = { role: 'school', unit: 'S1' }

/** A neutral system: what must be on file stands in three words and is filled by rules given here. */
const madeUp = defineProgramme({
  id: 'group-training',
  rev: 1,
  menu: 'training',
  about: '试',
  basis: 'docs/policy/group-training.md',
  params: z.object(commonParams),
  roles: {},
  phases: { show: { title: '展示', works: ['展示课例'], per: 'programme', meets: false } },
  usualPhase: 'show',
  rules: [],
  credit: { category: null },
  archive: ['通知', '名单', '签到表', '成果'],
  figures: [],
})
const setting: Setting = {
  cases: new Cases([]),
  systems: new Systems([madeUp]),
  rules: {
    materials: {
      名单: { by: 'roster', who: '承办单位' },
      签到表: { by: 'attendance', who: '组织者' },
      成果: { by: 'stage-works', who: '学员' },
      名册: { by: 'teachers', who: '人事' },
      项目: { by: 'programmes', who: '承办人' },
    },
    unitYear: ['名册', '项目'],
  },
}

suite('archives', () => {
  const database = suiteDatabase()
  let county: County
  let dataDir = ''
  const programme = newId()
  const activity = newId()
  before(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'yanpei-archive-'))
    county = await makeCounty(database(), 'R', UNITS)
    await addPeople(database(), county, 'S1', ['李静', '王芳'])
    await database().admin.query(
      `insert into programme (region_id, id, code, title, system, level, year, organiser_id) values ($1, $2, 'P1', '送教到校', 'group-training', 'school', 2026, $3)`,
      [county.region, programme, county.units.get('S1')],
    )
    await database().admin.query(
      `insert into activity (region_id, id, programme_id, code, title, starts_at, ends_at, hours, slots)
        values ($1, $2, $3, 'A1', '展示课', '2026-05-01 08:00+08', '2026-05-01 17:00+08', 8, 1)`,
      [county.region, activity, programme],
    )
  })
  after(() => rm(dataDir, { recursive: true, force: true }))

  const place = () => ({ db: database(), dataDir, now: () => new Date() })
  const asked = { kind: 'programme', id: programme, year: 2026 } as const
  const subject = (work: Work) => findSubject(work, setting, asked)
  const page = (who: Who = officer) =>
    county.as(who, async (work) => archivePageOf(work, setting, await subject(work)))
  const shares = async () =>
    Object.fromEntries((await page()).materials.map(({ material, percent }) => [material, percent]))
  const refusal = async (doing: Promise<unknown>): Promise<[number, string]> => {
    const error = await doing.then(
      () => null,
      (caught: unknown) => caught,
    )
    assert.ok(error instanceof Refused, String(error))
    return [error.status, error.refusal.because]
  }
  const enrol = () =>
    database().admin.query(
      `insert into participation (region_id, activity_id, person_id, role) values ($1, $2, $3, 'trainee')`,
      [county.region, activity, county.people.get('李静')],
    )
  const attend = () =>
    database().admin.query(
      `insert into attendance (region_id, activity_id, person_id, slot, status, method, recorded_by) values ($1, $2, $3, 1, 'present', 'list', 'test')`,
      [county.region, activity, county.people.get('李静')],
    )
  const handedIn = () =>
    county.as(officer, (work) =>
      handIn(
        work,
        { runtime: place(), systems: setting.systems },
        newWork.omit({ key: true }).parse({
          title: '展示课例一',
          kind: '展示课例',
          author: county.people.get('李静'),
          on: '2026-05-02',
          programme,
          text: '课例的全文',
        }),
      ),
    )
  /** A file as an upload that has come whole. */
  const onFile = (material: string, title: string) =>
    county.as(officer, async (work) => {
      const file = await keepFile(work, place(), {
        name: '通知.pdf',
        type: 'application/pdf',
        purpose: 'handed-in',
        content: Buffer.from(`%PDF-${title}`),
      })
      const upload = newId()
      await sql`insert into upload (id, name, media_type, bytes) values (${upload}, '通知.pdf', 'application/pdf', 9)`.execute(
        work.tx,
      )
      await sql`update upload set file_id = ${file.id} where id = ${upload}`.execute(work.tx)
      return putOnFile(work, place(), await subject(work), { material, title, upload })
    })

  test('fills itself from the work, and names what is missing and who must see to it', async () => {
    const { materials, percent } = await page()
    assert.equal(percent, 0)
    assert.deepEqual(
      materials.map(({ gaps }) => gaps.map(({ words, who }) => `${words}（${who}）`)),
      [
        ['还没有放入文件（承办单位）'],
        ['《展示课》没有名单（承办单位）'],
        ['《展示课》没有签到记录（组织者）'],
        ['展示：展示课例已交 0 份，应交 1 份（学员）'],
      ],
    )
    await enrol()
    await attend()
    await handedIn()
    assert.deepEqual(await shares(), { 通知: 0, 名单: 100, 签到表: 100, 成果: 100 })
    const { rows } = await county.as(school, (work) =>
      archiveList(work, setting, { year: 2026, kind: 'programme', offset: 0, limit: 20 }),
    )
    assert.deepEqual(
      rows.map(({ percent, missing }) => [percent, missing]),
      [[75, ['通知']]],
    )
  })

  test('is sealed with gaps only for a reason, and tells what changed afterwards', async () => {
    const doSeal = (because: string) =>
      county.as(officer, async (work) => seal(work, setting, await subject(work), because))
    assert.match((await refusal(doSeal('')))[1], /还缺通知/)
    await doSeal('通知原件在局办公室')
    assert.deepEqual((await page()).changes, [])
    await database().admin.query(`update attendance set status = 'late' where activity_id = $1`, [activity])
    const { id } = await onFile('通知', '关于送教的通知')
    assert.deepEqual(
      (await page()).changes.map(({ how, name }) => `${how} ${name}`),
      ['added 关于送教的通知.pdf', 'changed 签到记录'],
    )
    assert.equal((await page()).percent, 100)
    await doSeal('')
    const { seals, changes } = await page()
    assert.deepEqual([seals.length, seals[0]?.percent, changes], [2, 100, []])
    await county.as(officer, (work) => takeOffFile(work, id, '放错了文件'))
    assert.deepEqual(
      (await page()).changes.map(({ how }) => how),
      ['gone'],
    )
    assert.equal((await refusal(county.as(officer, (work) => takeOffFile(work, id, '再撤一次'))))[0], 409)
  })

  test('leaves as a ZIP with a page, a catalogue and every file as it was', async () => {
    await onFile('通知', '关于送教的通知')
    const materials = await county.as(officer, async (work) =>
      collect(work, setting, await subject(work), true),
    )
    const facts = {
      title: '送教到校',
      unit: '东台小学',
      year: 2026,
      percent: 100,
      exported: '2026-11-21',
      sealed: null,
    }
    const zip = await fromBufferPromise(await buffer(archiveZipStream(place(), facts, materials)))
    const contents = await read(zip)
    assert.deepEqual(
      [...contents.keys()].toSorted(),
      [
        '01 通知/关于送教的通知.pdf',
        '02 名单/人员名单.xlsx',
        '03 签到表/签到记录.xlsx',
        '04 成果/作品清单.xlsx',
        [...contents.keys()].find((name) => name.startsWith('04 成果/Z')) ?? '',
        'index.html',
        '目录.xlsx',
      ].toSorted(),
    )
    assert.equal(contents.get('01 通知/关于送教的通知.pdf')?.toString(), '%PDF-关于送教的通知')
    const index = contents.get('index.html')?.toString() ?? ''
    for (const [, path = ''] of index.matchAll(/href="([^"]+)"/g))
      assert.ok(contents.has(decodeURIComponent(path)), path)
  })

  test('belongs to the organiser and the centre; the sealing to the centre; nothing of it is changed by SQL', async () => {
    assert.equal((await refusal(page({ role: 'school', unit: 'S2' })))[0], 403)
    assert.equal((await page(school)).actions.find(({ id }) => id === 'seal')?.enabled, false)
    for (const text of [
      `update archive_seal set percent = 100`,
      `delete from archive_sealed_item`,
      `delete from archive_material`,
    ])
      await assert.rejects(
        county.as(officer, (work) => sql.raw(text).execute(work.tx)),
        /denied/,
        text,
      )
    await assert.rejects(
      county.as(school, async (work) => seal(work, setting, await subject(work), '校方自封')),
      /policy|denied/,
    )
  })

  test("a unit's year counts its people and whether its programmes are sealed", async () => {
    const year = await county.as(school, async (work) =>
      archivePageOf(work, setting, await findSubject(work, setting, { kind: 'unit', id: 'S1', year: 2026 })),
    )
    assert.deepEqual(
      year.materials.map(({ material, percent }) => [material, percent]),
      [
        ['名册', 100],
        ['项目', 100],
      ],
    )
  })
})

async function read(zip: ZipFile): Promise<Map<string, Buffer>> {
  const contents = new Map<string, Buffer>()
  for await (const entry of zip.eachEntry() as AsyncIterable<ZipEntry>)
    contents.set(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)))
  return contents
}
