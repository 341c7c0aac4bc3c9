import assert from 'node:assert/strict'
import { before, suite, test } from 'node:test'
import { sql } from 'kysely'
import type { ThemeLevel } from '#contract/topic.ts'
import type { Work } from '#kernel/call.ts'
import { boardOf } from '#kernel/topic/board.ts'
import { changeTheme } from '#kernel/topic/change.ts'
import { lineageOf, lineageRows } from '#kernel/topic/lineage.ts'
import { ownProblems, stateProblem, withdrawProblem } from '#kernel/topic/own.ts'
import { roundPage } from '#kernel/topic/progress.ts'
import { distil, leaveOutItems, moveDeadline, openRound, restoreItems } from '#kernel/topic/service.ts'
import type { NewTheme } from '#kernel/topic/service.ts'
import type { Refused } from '#lib/refusal.ts'
import { newId } from '#lib/ids.ts'
import { suiteDatabase } from '#test/harness/database.ts'
import { addPeople, makeCounty, type County, type Who } from '#test/people/county.ts'

const OFFICER: Who = { role: 'officer' }
const CLUSTER: Who = { role: 'cluster', unit: 'X' }
const SCHOOL_A: Who = { role: 'school', unit: 'A' }
const SCHOOL_B: Who = { role: 'school', unit: 'B' }
const teacher = (person: string): Who => ({ role: 'teacher', person })
const refusedWith = (status: number, code: string) => (error: Refused) =>
  error.status === status && error.refusal.code === code
const DAYS = {
  problem: '2026-11-30',
  group: '2026-12-05',
  school: '2026-12-10',
  cluster: '2026-12-15',
  region: '2026-12-20',
}

suite('topics, from a problem to a core topic', () => {
  const db = suiteDatabase()
  let county: County
  let round = ''
  const said = new Map<string, string>()

  before(async () => {
    county = await makeCounty(db(), 'R', [
      { code: 'R', category: 'region' },
      { code: 'X', category: 'cluster', parent: 'R' },
      { code: 'Y', category: 'cluster', parent: 'R' },
      { code: 'A', category: 'school', parent: 'X' },
      { code: 'B', category: 'school', parent: 'X' },
      { code: 'C', category: 'school', parent: 'Y' },
      { code: 'H', category: 'school', parent: 'R' },
    ])
    await addPeople(db(), county, 'A', ['甲', '乙', '丙', '丁'])
    await addPeople(db(), county, 'B', ['戊', '己'])
    await addPeople(db(), county, 'C', ['庚'])
    await addPeople(db(), county, 'H', ['辛'])
    const opened = await county.as(OFFICER, (work) =>
      openRound(work, { year: 2026, title: '2026 年小课题', document: null, deadlines: DAYS }),
    )
    round = opened.id
    await state('甲', '上课提问没有几个孩子举手，总是那几个人说')
    await state('乙', '孩子胆子小，不敢开口回答问题')
    await state('丙', '家庭作业总有七八个人不交')
    await state('丁', '抄作业的现象严重，答案都一样')
    await state('戊', '课堂气氛沉闷，一问就冷场')
    await state('己', '学生不愿意发言，点名才站起来')
    await state('庚', '作业拖欠，天天催也收不齐')
    await state('辛', '高一学生不敢当众发言，课堂沉默')
  })

  async function state(name: string, text: string): Promise<string> {
    const made = await county.as(teacher(name), (work) =>
      stateProblem(work, { round, person: null, text, subject: '语文', stage: '小学' }),
    )
    said.set(name, made.id)
    return made.id
  }
  const of = (...names: string[]): string[] => names.map((name) => said.get(name)!)
  const theme = (level: ThemeLevel, unit: string, items: string[], title = '引导学生大胆发言'): NewTheme => ({
    level,
    unit,
    subject: level === 'group' ? '语文' : null,
    title,
    statement: '',
    items,
    origin: 'proposal',
    restsOn: ['发言'],
  })
  const make = async (who: Who, asked: NewTheme): Promise<string> =>
    (await county.as(who, (work) => distil(work, round, asked))).id
  const board = (who: Who, level: ThemeLevel, unit: string, subject?: string) =>
    county.as(who, (work) => boardOf(work, round, { level, unit, subject }))
  /** Undoes what a test did: its work runs and is rolled back. */
  const trying = async (who: Who, run: (work: Work) => Promise<void>): Promise<void> => {
    const undone = new Error('undone')
    const ran = county.as(who, async (work) => {
      await run(work)
      throw undone
    })
    await ran.catch((error: unknown) => {
      if (error !== undone) throw error
    })
  }

  test('a teacher sees what it stated and nothing of others', async () => {
    const own = await county.as(teacher('甲'), ownProblems)
    assert.deepEqual(
      own.problems.map((problem) => problem.id),
      of('甲'),
    )
    assert.equal(own.problems[0]?.actions[0]?.enabled, true)
    const others = county.as(teacher('乙'), (work) => withdrawProblem(work, said.get('甲')!))
    await assert.rejects(others, refusedWith(404, 'not-found'))
    await assert.rejects(
      county.as(teacher('乙'), (work) => lineageOf(work, round, said.get('甲'))),
      refusedWith(404, 'not-found'),
    )
  })

  test('the same problem twice, or in another name, is refused', async () => {
    await assert.rejects(state('甲', '上课提问没有几个孩子举手，总是那几个人说'), refusedWith(409, 'stated'))
    const asked = { round, text: '替别人写的一个问题十个字', subject: '语文', stage: null }
    const inOthersName = (who: Who, name: string) =>
      county.as(who, (work) => stateProblem(work, { ...asked, person: county.people.get(name)! }))
    await assert.rejects(inOthersName(teacher('乙'), '甲'), refusedWith(403, 'own-only'))
    await assert.rejects(inOthersName(SCHOOL_A, '戊'), refusedWith(404, 'not-found'))
    await trying(SCHOOL_A, async (work) => {
      await stateProblem(work, { ...asked, person: county.people.get('甲')! })
    })
  })

  test('the board proposes what overlaps, with the words it rests on', async () => {
    const { proposals, open } = await board(SCHOOL_A, 'group', 'A', '语文')
    assert.equal(open.length, 4)
    const groups = proposals.map((proposal) => proposal.items.toSorted())
    assert.deepEqual(groups, [of('甲', '乙').toSorted(), of('丙', '丁').toSorted()])
    assert.ok(proposals.every((proposal) => proposal.grounds.length > 0))
    assert.deepEqual(
      proposals.map((proposal) => proposal.about),
      ['课堂发言', '作业完成'],
    )
  })

  test('who distils where', async () => {
    const asked = theme('group', 'A', of('甲', '乙'))
    for (const who of [OFFICER, CLUSTER]) {
      await assert.rejects(make(who, asked), refusedWith(403, 'not-your-level'))
    }
    await assert.rejects(make(SCHOOL_B, asked), refusedWith(404, 'not-found'))
    await assert.rejects(make({ role: 'cluster', unit: 'Y' }, asked), refusedWith(404, 'not-found'))
    await assert.rejects(make(SCHOOL_A, theme('cluster', 'X', of('甲'))), refusedWith(404, 'not-found'))
    await assert.rejects(make(SCHOOL_A, theme('group', 'A', of('戊'))), refusedWith(422, 'not-here'))
  })

  test('a problem lies in one theme at a time, whoever is faster', async () => {
    await trying(SCHOOL_A, async (work) => {
      await distil(work, round, theme('group', 'A', of('甲', '乙')))
      await assert.rejects(distil(work, round, theme('group', 'A', of('乙'))), refusedWith(422, 'taken'))
    })
    const [one, other] = await Promise.allSettled([
      make(SCHOOL_A, theme('group', 'A', of('甲', '乙'))),
      make(SCHOOL_A, theme('group', 'A', of('甲', '丙'))),
    ])
    assert.deepEqual([one.status, other.status].toSorted(), ['fulfilled', 'rejected'])
    const { themes } = await board(SCHOOL_A, 'group', 'A', '语文')
    await county.as(SCHOOL_A, (work) =>
      changeTheme(work, themes[0]!.id, { act: 'dissolve', key: newId(), because: '重来' }),
    )
  })

  test('themes are reworded, extended, split, merged and dissolved, and it stays who did it', async () => {
    await trying(SCHOOL_A, async (work) => {
      const key = newId()
      const { id } = await distil(work, round, theme('group', 'A', of('甲', '乙', '丙')))
      await changeTheme(work, id, { act: 'reword', key, title: '让每个孩子都开口', statement: '' })
      await changeTheme(work, id, { act: 'add', key, items: of('丁') })
      const split = await changeTheme(work, id, {
        act: 'split',
        key,
        items: of('丙', '丁'),
        title: '作业及时完成',
        statement: '',
        because: '是另一回事',
      })
      const now = await boardOf(work, round, { level: 'group', unit: 'A', subject: '语文' })
      assert.deepEqual(
        now.themes.map((one) => [one.title, one.problems, one.teachers]),
        [
          ['让每个孩子都开口', 2, 2],
          ['作业及时完成', 2, 2],
        ],
      )
      const all = { act: 'remove', key, items: of('甲', '乙'), because: '不合适' } as const
      await assert.rejects(changeTheme(work, id, all), refusedWith(422, 'all-of-it'))
      await changeTheme(work, id, { act: 'merge', key, themes: [split.id], because: '同一件事' })
      const merged = await boardOf(work, round, { level: 'group', unit: 'A', subject: '语文' })
      assert.deepEqual(
        merged.themes.map((one) => one.problems),
        [4],
      )
      await changeTheme(work, id, { act: 'dissolve', key, because: '重新提炼' })
      const after = await boardOf(work, round, { level: 'group', unit: 'A', subject: '语文' })
      assert.deepEqual([after.themes.length, after.open.length], [0, 4])
    })
  })

  test('what is left out is named with its reason, and can be taken up again', async () => {
    await trying(SCHOOL_A, async (work) => {
      const here = { level: 'group', unit: 'A', subject: '语文' } as const
      await leaveOutItems(work, round, { ...here, items: of('丁'), because: '另行处理' })
      const left = await boardOf(work, round, here)
      assert.deepEqual(
        left.leftOut.map((entry) => [entry.item.id, entry.because]),
        [[said.get('丁'), '另行处理']],
      )
      assert.ok(!left.open.some((item) => item.id === said.get('丁')))
      await assert.rejects(distil(work, round, theme('group', 'A', of('丁'))), refusedWith(422, 'left-out'))
      await restoreItems(work, round, [left.leftOut[0]!.id])
      assert.equal((await boardOf(work, round, here)).open.length, 4)
    })
  })

  test('a level ends with its last day, until the centre extends it with a reason', async () => {
    await trying(OFFICER, async (work) => {
      const backwards = { level: 'group', until: '2026-11-01', because: '提前' } as const
      await assert.rejects(moveDeadline(work, round, backwards), refusedWith(422, 'backwards'))
    })
    await county.as(OFFICER, (work) =>
      moveDeadline(work, round, { level: 'problem', until: '2026-11-20', because: '提前' }),
    )
    await assert.rejects(state('甲', '截止之后又想起来一个问题'), refusedWith(409, 'level-over'))
    assert.deepEqual((await county.as(teacher('甲'), ownProblems)).rounds, [])
    await county.as(OFFICER, (work) =>
      moveDeadline(work, round, { level: 'problem', until: '2026-11-21', because: '延期' }),
    )
    assert.equal((await county.as(teacher('甲'), ownProblems)).rounds.length, 1)
  })

  test('the lineage leads from a core topic to every problem and from a problem up', async () => {
    const groupA = await make(SCHOOL_A, theme('group', 'A', of('甲', '乙')))
    const schoolA = await make(SCHOOL_A, theme('school', 'A', [groupA]))
    const schoolB = await make(SCHOOL_B, theme('school', 'B', of('戊', '己')))
    const schoolH = await make({ role: 'school', unit: 'H' }, theme('school', 'H', of('辛')))
    const offered = await board(CLUSTER, 'cluster', 'X')
    assert.deepEqual(
      offered.open.map((item) => item.id),
      [schoolA, schoolB],
    )
    assert.deepEqual(
      offered.proposals.map((proposal) => proposal.items),
      [[schoolA, schoolB]],
    )
    const cluster = await make(CLUSTER, theme('cluster', 'X', [schoolA, schoolB]))
    const core = await make(OFFICER, theme('region', 'R', [cluster, schoolH], '提高课堂发言的参与度'))
    const down = await county.as(OFFICER, (work) => lineageOf(work, round, core))
    const problems = down.nodes.filter((node) => node.kind === 'problem').map((node) => node.id)
    assert.deepEqual(problems.toSorted(), of('甲', '乙', '戊', '己', '辛').toSorted())
    assert.equal(down.edges.length, 10)
    const up = await county.as(teacher('甲'), ownProblems)
    assert.deepEqual(
      up.problems[0]?.went.map((one) => one.levelWord),
      ['教研组专题', '学校主题', '学区主题', '区域核心主题'],
    )
    assert.equal(up.problems[0]?.actions[0]?.enabled, false)
    const { rows } = await county.as(OFFICER, (work) => lineageRows(work, round))
    assert.equal(rows.filter((row) => row[8] === '提高课堂发言的参与度').length, 5)
  })

  test('a theme that a higher level rests on is not dissolved', async () => {
    const { themes } = await board(SCHOOL_A, 'group', 'A', '语文')
    assert.equal(themes[0]?.actions.find((action) => action.id === 'dissolve')?.enabled, false)
    const dissolving = county.as(SCHOOL_A, (work) =>
      changeTheme(work, themes[0]!.id, { act: 'dissolve', key: newId(), because: '不要了' }),
    )
    await assert.rejects(dissolving, refusedWith(409, 'in-use'))
  })

  test('a school goes down its own branch only, and is told that there are others', async () => {
    const seen = await county.as(SCHOOL_A, (work) => lineageOf(work, round, undefined))
    const texts = seen.nodes.map((node) => node.from).join(' ')
    assert.ok(!/[戊己庚辛]/u.test(texts), texts)
    const cluster = seen.nodes.find((node) => node.level === 'cluster')
    assert.deepEqual([cluster?.folded, cluster?.problems], [1, 2])
    const page = await county.as(SCHOOL_A, (work) => roundPage(work, round))
    assert.deepEqual(
      page.rows.map((row) => [row.unit.code, row.stated, row.teachers, row.open]),
      [['A', 4, 4, 2]],
    )
  })

  test('what was made by people can be changed by nobody in the database', async () => {
    for (const table of ['topic_problem', 'topic_wording', 'topic_deadline', 'topic_theme_end']) {
      const change = county.as(OFFICER, ({ tx }) => sql`delete from ${sql.table(table)}`.execute(tx))
      await assert.rejects(change, /permission denied/u)
    }
  })
})
