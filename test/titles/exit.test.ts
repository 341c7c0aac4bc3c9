import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { sql } from 'kysely'
import { act, apply, play, tryToAct, type Played } from '#test/systems/county.ts'

const TEACHER = '陈远山'
const OTHER = '何清水'
const DEEDS = '2025 学年年度考核得分 48 分，公开课和送教职责均未履行，经提醒没有改进。'

type Figures = { figures: { id: string; value: number }[] }
type Holders = { rows: { person: { id: string }; title: string; exit: string | null }[]; exitBy: string }
type Titles = { titles: { title: string; inForce: boolean; until: string | null; why: string | null }[] }

/** A county in which two teachers of school A are backbone teachers until 2027. */
async function county(t: { after: (done: () => Promise<void>) => void }): Promise<Played> {
  const played = await play(t, { A: [TEACHER, OTHER] }, [TEACHER, OTHER])
  for (const name of [TEACHER, OTHER]) {
    await played.db.admin.query(
      `insert into title_grant (region_id, id, person_id, title, level, named_on, ends_after)
       values ($1, gen_random_uuid(), $2, '骨干教师', 'county', '2024-09-01', '2027-08-31')`,
      [played.county.region, played.county.people.get(name)],
    )
  }
  return played
}

async function inForce(played: Played): Promise<number> {
  const { figures } = await played.get<Figures>('officer', '/api/figures?year=2026')
  return figures.find(({ id }) => id === 'titles')?.value ?? 0
}

async function mine(played: Played, login: string): Promise<Titles['titles'][number]> {
  const { titles } = await played.get<Titles>(login, '/api/titles/mine')
  return titles[0]!
}

function propose(
  played: Played,
  login: string,
  name: string,
  reason: string,
  materials: string[],
): Promise<string> {
  const form = { title: '骨干教师', reason, deeds: DEEDS }
  const asked = { system: 'title-exit', personId: played.county.people.get(name) }
  return apply(played, login, asked, { form, materials })
}

suite('称号退出', () => {
  test('leads from who is to be ended to the case about that title, and to no other', async (t) => {
    const played = await county(t)
    const person = played.county.people.get(TEACHER)
    await played.db.admin.query(
      `insert into title_grant (region_id, id, person_id, title, level, named_on, ends_after)
       values ($1, gen_random_uuid(), $2, '名师', 'county', '2024-09-01', '2027-08-31')`,
      [played.county.region, person],
    )
    const exits = async (login: string): Promise<Record<string, string | null>> => {
      const { rows, exitBy } = await played.get<Holders>(login, '/api/titles/holders')
      assert.equal(exitBy, 'title-exit')
      const own = rows.filter((row) => row.person.id === person)
      return Object.fromEntries(own.map(({ title, exit }) => [title, exit]))
    }
    assert.deepEqual(await exits('officer'), { 骨干教师: null, 名师: null })
    const id = await propose(played, 'school-A', TEACHER, '年度考核不合格', ['proof'])
    assert.deepEqual(await exits('officer'), { 骨干教师: id, 名师: null })
    assert.deepEqual(await exits('school-A'), { 骨干教师: id, 名师: null })
    await act(played, 'school-A', [id], { do: 'withdraw', because: '重复提出' })
    assert.deepEqual(await exits('officer'), { 骨干教师: null, 名师: null })
  })

  test('ends a title by a decision that hears the teacher, who cannot take the proposal back', async (t) => {
    const played = await county(t)
    const id = await propose(played, 'school-A', TEACHER, '年度考核不合格', ['proof'])
    const told = await played.get<{ rows: { title: string }[] }>(TEACHER, '/api/notices')
    assert.ok(
      told.rows.some(({ title }) => title.includes('称号退出')),
      'the teacher is told',
    )
    const back = await tryToAct(played, TEACHER, [id], { do: 'withdraw', because: '不同意' })
    assert.equal(back.status, 403)
    assert.match(back.body.because ?? '', /可以陈述意见，不能撤回/)
    assert.equal((await tryToAct(played, OTHER, [id], { do: 'submit' })).status, 404)
    await played.ask(TEACHER, 'PUT', `/api/cases/${id}/form`, {
      form: { statement: '去年下半年支教，公开课在支教学校开设，请核实。' },
    })
    await act(played, TEACHER, [id], { do: 'submit' })
    await act(played, 'school-A', [id], { do: 'pass', because: '情况属实，支教期间没有公开课记录' })
    await act(played, 'officer', [id], { do: 'pass' })
    await act(played, 'leader', [id], { do: 'pass' })
    assert.equal(await inForce(played), 2, 'decided, not yet announced')
    played.clock.now = new Date('2026-05-11T02:00:00Z')
    await act(played, 'officer', [id], {
      do: 'pass',
      number: '甲教〔2026〕40号',
      document: '甲教〔2026〕40号',
    })
    assert.equal(await inForce(played), 1)
    assert.deepEqual(await mine(played, TEACHER), {
      ...(await mine(played, TEACHER)),
      inForce: false,
      until: '2026-05-10',
      why: '年度考核不合格',
    })
    assert.equal((await mine(played, OTHER)).inForce, true)
    const ended = await played.get<{ rows: { person: { name: string } }[] }>(
      'officer',
      '/api/titles/holders?state=ended',
    )
    assert.deepEqual(
      ended.rows.map(({ person }) => person.name),
      [TEACHER],
    )
    const before = await played.get<{ total: number }>('officer', '/api/titles/holders?on=2026-05-10')
    assert.equal(before.total, 2, 'the day before it was still in force')
    await assert.rejects(propose(played, 'school-A', TEACHER, '年度考核不合格', ['proof']), /不在任期内/)
    await act(played, 'officer', [id], { do: 'annul', because: '考核分数有误', document: '甲教〔2026〕48号' })
    assert.equal(await inForce(played), 2, 'taken back, it is in force again')
    assert.equal((await mine(played, TEACHER)).until, '2027-08-31')
  })

  test('by own wish nobody is heard and nothing is proved; the teacher may take it back', async (t) => {
    const played = await county(t)
    const id = await propose(played, TEACHER, TEACHER, '本人申请', [])
    const page = await played.get<{ row: { stageTitle: string } }>(TEACHER, `/api/cases/${id}`)
    assert.equal(page.row.stageTitle, '学校意见')
    await act(played, TEACHER, [id], { do: 'withdraw', because: '改变主意' })
    assert.equal(await inForce(played), 2)
  })

  test('nobody but a decision ends a title', async (t) => {
    const played = await county(t)
    const grant = `select g.region_id, gen_random_uuid(), g.id, g.person_id, date '2026-03-02', '试' from title_grant g limit 1`
    for (const who of [{ role: 'officer' }, { role: 'school', unit: 'A' }] as const) {
      await assert.rejects(
        played.county.as(who, async ({ tx }) => {
          await sql
            .raw(`insert into title_end (region_id, id, grant_id, person_id, ended_on, why) ${grant}`)
            .execute(tx)
        }),
        /row-level security/,
      )
    }
  })
})
