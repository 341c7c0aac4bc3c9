import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { sql } from 'kysely'
import { issue, paperOf, wordsOf } from '#test/systems/papers.ts'
import { titlesBook } from '#test/systems/books.ts'
import { act, apply, key, play, tryToAct, type Played } from '#test/systems/county.ts'

const TEACHER = '陈远山'
const OTHER = '何清水'
const TERM = { from: '2024-09-01', until: '2027-08-31' }
const DEEDS = '2025 学年年度考核得分 48 分，公开课和送教职责均未履行，经提醒没有改进。'

type Figures = { figures: { id: string; value: number }[] }
type Holders = { rows: { person: { id: string }; title: string; exit: string | null }[]; exitBy: string }
type Titles = { titles: { title: string; inForce: boolean; until: string | null; why: string | null }[] }

/** A county in which two teachers of school A are backbone teachers until 2027. */
async function county(t: { after: (done: () => Promise<void>) => void }): Promise<Played> {
  const played = await play(t, { A: [TEACHER, OTHER] }, [TEACHER, OTHER])
  await played.takeIn(await titlesBook(played.db, [TEACHER, OTHER], TERM))
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
    await played.takeIn(await titlesBook(played.db, [TEACHER], TERM, '名师'))
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

  test('bears the number of the letter by which the title ends, which is issued first', async (t) => {
    const played = await county(t)
    const id = await propose(played, TEACHER, TEACHER, '本人申请', [])
    const letter = { whose: 'case' as const, id, document: 'ending' }
    for (const who of ['school-A', 'officer']) await act(played, who, [id], { do: 'pass' })
    assert.match((await paperOf(played, 'officer', letter)).row.whyNot ?? '', /“局务会研究”通过之后才能起草/)
    await act(played, 'leader', [id], { do: 'pass' })
    const none = await tryToAct(played, 'officer', [id], { do: 'pass' })
    assert.match(none.body.because ?? '', /《终止称号的决定》还没有印发/)
    const { html } = await paperOf(played, 'officer', letter)
    assert.match(wordsOf(html), new RegExp(`经本人申请.*决定终止石岭小学${TEACHER}的“骨干教师”称号`))
    const { body } = await issue(played, 'officer', letter, { send: true })
    const letterDay = played.clock.now.toISOString().slice(0, 10)
    played.clock.now = new Date(played.clock.now.getTime() + 18 * 86_400_000)
    await act(played, 'officer', [id], { do: 'pass' })
    const page = await played.get<{ row: { issued: string } }>('officer', `/api/cases/${id}`)
    assert.equal(page.row.issued, body.number)
    assert.equal(await inForce(played), 1)
    const held = await played.get<{ total: number }>('officer', `/api/titles/holders?on=${letterDay}`)
    assert.equal(held.total, 1, 'from the day of the letter on, as it says, not from that of entering it')
  })

  const open = (played: Played, login: string, form: object = {}) =>
    played.ask(login, 'POST', '/api/cases', {
      key: key(),
      system: 'title-exit',
      round: null,
      personId: played.county.people.get(TEACHER),
      form,
    })

  test('while one exit about a title is under way no second one is opened or handed in', async (t) => {
    const played = await county(t)
    const { body: before } = await open(played, TEACHER)
    const first = await propose(played, 'school-A', TEACHER, '年度考核不合格', ['proof'])
    const { row } = await played.get<{ row: { number: string } }>('officer', `/api/cases/${first}`)
    const words = `${TEACHER}的骨干教师称号已有一件称号退出在办理（受理编号 ${row.number}，2026-03-02 提交），请在那一件上办理。`
    const refused = await open(played, 'officer', { title: '骨干教师' })
    assert.deepEqual([refused.status, refused.body.because], [409, words])
    const form = { title: '骨干教师', reason: '本人申请', deeds: DEEDS }
    const saved = await played.ask<{ missing: string[] }>(TEACHER, 'PUT', `/api/cases/${before.id}/form`, {
      form,
    })
    assert.deepEqual(
      saved.body.missing,
      [`${words}这份草稿可以放弃。`],
      'who is filling one in is told at once',
    )
    const late = await tryToAct(played, TEACHER, [before.id], { do: 'submit' })
    assert.deepEqual([late.status, late.body.because], [409, `${words}这份草稿可以放弃。`])
    assert.equal(
      (await open(played, 'officer', { title: '名师' })).status,
      200,
      'another title is another matter',
    )
    await act(played, 'school-A', [first], { do: 'withdraw', because: '重复提出' })
    await act(played, TEACHER, [before.id], { do: 'submit' })
  })

  test('one that was returned keeps its place, and does not take that of another title', async (t) => {
    const played = await county(t)
    await played.takeIn(await titlesBook(played.db, [TEACHER], TERM, '名师'))
    const id = await propose(played, TEACHER, TEACHER, '本人申请', [])
    const form = { title: '名师', reason: '本人申请', deeds: DEEDS }
    const { body: other } = await open(played, TEACHER, form)
    await act(played, TEACHER, [other.id], { do: 'submit' })
    await act(played, 'school-A', [id], { do: 'return', because: '事由不清' })
    assert.equal((await open(played, 'officer', { title: '骨干教师' })).status, 409)
    await played.ask(TEACHER, 'PUT', `/api/cases/${id}/form`, { form })
    const refused = await tryToAct(played, TEACHER, [id], { do: 'submit' })
    assert.equal(refused.status, 409)
    assert.match(
      refused.body.because ?? '',
      /的名师称号已有一件称号退出在办理（受理编号 2026-0002，.*请在那一件上办理。$/,
    )
    await played.ask(TEACHER, 'PUT', `/api/cases/${id}/form`, { form: { ...form, title: '骨干教师' } })
    await act(played, TEACHER, [id], { do: 'submit' })
  })

  test('of two that are handed in at once one is taken, and the other is told of it', async (t) => {
    const played = await county(t)
    const form = { title: '骨干教师', reason: '本人申请', deeds: DEEDS }
    const drafts = [await open(played, TEACHER, form), await open(played, 'officer', form)]
    const both = await Promise.all(
      drafts.map(({ body: { id } }, n) =>
        tryToAct(played, n === 0 ? TEACHER : 'officer', [id], { do: 'submit' }),
      ),
    )
    assert.deepEqual(both.map(({ status }) => status).toSorted(), [200, 409])
    const told = both.find(({ status }) => status === 409)?.body.because ?? ''
    assert.match(told, /的骨干教师称号已有一件称号退出在办理（受理编号 2026-\d{4}，/)
  })

  test('the database keeps the second one out where its own school cannot see the first', async (t) => {
    const played = await county(t)
    const form = { title: '骨干教师', reason: '本人申请', deeds: DEEDS }
    await propose(played, 'school-A', TEACHER, '年度考核不合格', ['proof'])
    const person = played.county.people.get(TEACHER)!
    const moved = { key: key(), unit: 'B', on: '2026-03-02', document: '甲教〔2026〕20号' }
    assert.equal((await played.ask('officer', 'POST', `/api/people/${person}/transfer`, moved)).status, 200)
    const opened = await open(played, 'school-B', form)
    assert.equal(opened.status, 200, 'it sees none of them')
    const second = await tryToAct(played, 'school-B', [opened.body.id], { do: 'submit' })
    assert.equal(second.status, 409)
    assert.match(second.body.because ?? '', /已有一件称号退出在办理，由其他单位或人员提出，请与中心联系/)
  })

  test('a draft that is given up stays its own, and is no withdrawal to anybody else', async (t) => {
    const played = await county(t)
    const { body } = await open(played, TEACHER, { title: '骨干教师' })
    await act(played, TEACHER, [body.id], { do: 'withdraw', because: '申请人放弃草稿，没有提交' })
    type Shown = { row: { statusWord: string }; events: { word: string }[] }
    const own = await played.get<Shown>(TEACHER, `/api/cases/${body.id}`)
    assert.deepEqual([own.row.statusWord, own.events.map(({ word }) => word)], ['草稿已放弃', ['草稿已放弃']])
    for (const login of ['school-A', 'officer'])
      assert.equal((await played.ask(login, 'GET', `/api/cases/${body.id}`)).status, 404, login)
    for (const asked of ['ending=withdrawn', 'status=ended']) {
      const { total } = await played.get<{ total: number }>(TEACHER, `/api/cases?system=title-exit&${asked}`)
      assert.equal(total, 0, asked)
    }
  })

  test('what a school still drafts against a teacher is not theirs to read, to rewrite or to end', async (t) => {
    const played = await county(t)
    const form = { title: '骨干教师', reason: '违反师德', deeds: DEEDS }
    const asked = { key: key(), system: 'title-exit', round: null, form }
    const { body } = await played.ask('school-A', 'POST', '/api/cases', {
      ...asked,
      personId: played.county.people.get(TEACHER),
    })
    const at = `/api/cases/${body.id}`
    for (const login of [TEACHER, OTHER, 'officer'])
      assert.equal((await played.ask(login, 'GET', at)).status, 404, login)
    const list = await played.get<{ rows: unknown[] }>(TEACHER, '/api/cases?mine=true')
    assert.deepEqual(list.rows, [])
    assert.equal((await played.ask(TEACHER, 'PUT', `${at}/form`, { form: { deeds: DEEDS } })).status, 404)
    const rewritten = await played.county.as(
      { role: 'teacher', person: TEACHER },
      async ({ tx }) =>
        (await sql`update case_record set draft = '{}' where id = ${body.id}`.execute(tx)).numAffectedRows,
    )
    assert.equal(rewritten, 0n)
    assert.equal((await played.ask('school-A', 'GET', at)).status, 200, 'it is still what it was')
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
