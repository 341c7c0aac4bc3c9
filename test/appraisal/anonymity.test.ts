import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, suite, test } from 'node:test'
import { sql } from 'kysely'
import { handIn } from '#kernel/appraisal/questionnaires/answering.ts'
import {
  addDoor,
  createQuestionnaire,
  doorTokens,
  stepQuestionnaire,
} from '#kernel/appraisal/questionnaires/service.ts'
import type { Runtime } from '#kernel/call.ts'
import { suiteDatabase } from '#test/harness/database.ts'
import { makeCounty, NOW, type County, type Who } from '#test/people/county.ts'

const OFFICER: Who = { role: 'officer' }
const ANSWERS = 8

/** What somebody could do who has the app's role and may send it any SQL, in the widest session there is. */
suite('anonymous answers, to somebody with full SQL as the app role', () => {
  const db = suiteDatabase()
  let county: County
  let runtime: Runtime
  let id = ''
  const sent: string[] = []

  before(async () => {
    county = await makeCounty(db(), 'R', [{ code: 'R', category: 'region' }])
    runtime = { db: db(), dataDir: await mkdtemp(join(tmpdir(), 'yanpei-anonymity-')), now: () => NOW }
    id = await county.as(OFFICER, async (work) => {
      const made = await createQuestionnaire(work, {
        key: randomUUID(),
        title: '师德问卷',
        intro: '',
        unit: 'R',
        year: 2026,
        anonymous: true,
        least: 5,
        opensOn: '2026-11-01',
        closesOn: '2026-11-30',
        subjectKind: null,
        subjectId: null,
        moment: null,
        questions: [{ kind: 'scale', says: '满意吗', required: true, options: [], lines: [], most: 5 }],
      })
      return made.id
    })
    const codes = await county.as(OFFICER, async (work) => {
      const asked = { kind: 'codes', title: '家长', source: 'parents', count: 10, programme: null } as const
      const { id: door } = await addDoor(work, runtime, id, { key: randomUUID(), ...asked })
      await stepQuestionnaire(work, id, { key: randomUUID(), step: 'opened' })
      return (await doorTokens(work, runtime, id, door)).tokens
    })
    for (const code of codes.slice(0, ANSWERS)) {
      const sheet = randomUUID()
      sent.push(sheet)
      await handIn(runtime, code, { sheet, answers: [{ position: 1, choice: 1 + (sent.length % 5) }] })
    }
  })
  after(() => rm(runtime.dataDir, { recursive: true, force: true }))

  const asOfficer = (statement: string) =>
    county.as(OFFICER, async ({ tx }) => (await sql.raw<Record<string, unknown>>(statement).execute(tx)).rows)

  const FORBIDDEN = [
    'select * from answer',
    'select xmin, ctid from answer',
    'select xmin, ctid from answer_sheet',
    'select * from questionnaire_ticket',
    'select xmin, used from questionnaire_ticket',
    'delete from answer',
    'update questionnaire_ticket set used = false',
    'update questionnaire set least = 1',
    `select keep_answers(1, gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), '[]')`,
    'select scatter_sheets(1, gen_random_uuid())',
    'create trigger spy after insert on answer_sheet execute function refuse_change()',
  ]
  for (const statement of FORBIDDEN) {
    test(`refused: ${statement}`, async () => {
      await assert.rejects(asOfficer(statement), /permission denied|must be owner/)
    })
  }

  test('no door stands open to the answers but those that count', async () => {
    const reachable =
      await asOfficer(`select p.proname as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname = 'public' and has_function_privilege(current_user, p.oid, 'execute')
        and pg_get_functiondef(p.oid) ~ '\\manswer(_sheet)?\\M' and p.prokind = 'f' order by 1`)
    assert.deepEqual(
      reachable.map(({ name }) => name),
      [
        'hand_in_answers',
        'questionnaire_counts',
        'questionnaire_cross',
        'questionnaire_progress',
        'questionnaire_sheets',
        'questionnaire_texts',
      ],
    )
  })

  test('the answers have no column that could tell: no person, token, time or order', async () => {
    const columns =
      await asOfficer(`select attrelid::regclass || '.' || attname || ' ' || format_type(atttypid, null) as column
      from pg_attribute where attrelid in ('answer'::regclass, 'answer_sheet'::regclass, 'questionnaire_ticket'::regclass)
        and attnum > 0 and not attisdropped order by 1`)
    const told = columns.map(({ column }) => String(column)).join(' ')
    assert.doesNotMatch(told, /person|timestamp|\bdate\b|bigint|account|device|address/)
    assert.doesNotMatch(told.replace(/questionnaire_ticket\.token_hash/, ''), /token/)
  })

  test('nothing is shown while it is open, so that no difference shows one sheet', async () => {
    assert.deepEqual(await asOfficer(`select * from questionnaire_counts('${id}')`), [])
    assert.deepEqual(
      await asOfficer(`select * from questionnaire_cross('${id}', 1::smallint, 0::smallint, 0::smallint)`),
      [],
    )
    assert.deepEqual(await asOfficer(`select * from questionnaire_sheets('${id}')`), [])
  })

  test('a questionnaire with names cannot be made of one without', async () => {
    await assert.rejects(
      asOfficer(`insert into questionnaire (region_id, id, title, unit_id, year, anonymous, least, opens_on, closes_on)
        select region_id, gen_random_uuid(), title, unit_id, year, true, 1, opens_on, closes_on from questionnaire`),
      /check constraint/,
    )
    await assert.rejects(
      asOfficer(
        `insert into question (region_id, questionnaire_id, position, kind, says, required) values (${county.region}, '${id}', 9, 'text', '姓名', true)`,
      ),
      /row-level security/,
    )
  })

  test('answering leaves no trace in the log of who did what', async () => {
    const rows = await asOfficer(`select action from audit_log order by id`)
    assert.deepEqual(
      rows.map(({ action }) => action),
      ['create-questionnaire', 'questionnaire-door', 'questionnaire-opened', 'questionnaire-codes'],
    )
    const keys = await asOfficer('select action from request_key order by at')
    assert.deepEqual(
      keys.map(({ action }) => action),
      ['create-questionnaire', 'add-door', 'step-questionnaire'],
    )
  })

  test('closing takes transactions, ids and places away even from who owns the tables', async () => {
    const state = async () =>
      (
        await db().admin.query<{ id: string; x: string }>(
          'select id, xmin::text as x from answer_sheet order by ctid',
        )
      ).rows
    const before = await state()
    assert.equal(new Set(before.map(({ x }) => x)).size, ANSWERS)
    assert.deepEqual(
      before.map((row) => row.id),
      sent,
    )
    await county.as(OFFICER, (work) => stepQuestionnaire(work, id, { key: randomUUID(), step: 'closed' }))
    const rows = await state()
    assert.equal(new Set(rows.map(({ x }) => x)).size, 1)
    assert.equal(rows.filter((row) => sent.includes(row.id)).length, 0)
    const tickets = await db().admin.query<{ x: string }>(
      'select distinct xmin::text as x from questionnaire_ticket',
    )
    assert.equal(tickets.rows.length, 1)
    const kept = await db().admin.query<{ n: number }>('select count(*)::integer as n from answer')
    assert.equal(kept.rows[0]?.n, ANSWERS)
  })
})
