import assert from 'node:assert/strict'
import { test } from 'node:test'
import type * as z from 'zod'
import type { publicResult } from '#contract/exam-result.ts'
import type { MarksRead } from '#contract/exam-marks.ts'
import type { Exam } from '#contract/exam.ts'
import { sendFile, signedIn } from '#test/http/harness.ts'
import { bookBytes } from '#test/workbook.ts'
import { FALL } from './applicants.ts'
import { act, key, tryToAct } from './county.ts'
import type { Round } from './qualification-round.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
type PublicResult = z.output<NonNullable<typeof publicResult.reply>>

/** The exams of a round of `applied`: their papers, candidates and marks, and what everybody may read of them. */
export function exams(r: Round, applied: number): void {
  const exam = async (stage: string): Promise<Exam> => {
    const { exams } = await r.played().get<{ exams: Exam[] }>('officer', r.at('/exams'))
    return exams.find((one) => one.stage === stage)!
  }
  /** The list of marks of an exam, a line for each candidate. */
  const marks = ({ candidates }: Exam, markOf: (id: string) => string): string =>
    candidates.map((one) => [one.number, one.name, markOf(one.case)].join('\t')).join('\n')

  test('papers of the Putonghua test are brought together with the applications, or it is not closed', async () => {
    const played = r.played()
    await act(played, 'officer', r.fallen('现场确认'), {
      do: 'refuse',
      because: '无犯罪记录证明不符',
      item: 'conduct',
    })
    await act(played, 'officer', r.still('现场确认'), { do: 'pass' })
    const url = r.at('/exams/putonghua')
    const first = await r.post<{ id: string }>(`${url}/rooms`, {
      place: '第一测试室',
      heldOn: '2026-03-02',
      seats: 40,
    })
    const second = await r.post<{ id: string; seated: number }>(`${url}/rooms`, {
      place: '第二测试室',
      heldOn: '2026-03-02',
      seats: null,
    })
    assert.equal(second.seated, applied - FALL.现场确认 - 40)
    const byHand = await tryToAct(played, 'officer', r.fallen('普通话'), { do: 'refuse', because: '不合格' })
    assert.match(byHand.body.because ?? '', /考试核对/, 'a result does not pass by the papers')

    const weak = new Set(r.fallen('普通话'))
    const list = marks(await exam('putonghua'), (id) => (weak.has(id) ? '不合格' : '合格'))
    const [line = '', ...others] = list.split('\n')
    const taken = await r.post<{
      taken: number
      strange: number
      refused: { line: number; because: string }[]
    }>(`${url}/marks`, {
      text: [...others, '2026-9999\t查无此人\t合格', line.replace('合格', '优秀')].join('\n'),
    })
    assert.deepEqual([taken.taken, taken.strange], [others.length + 1, 1])
    assert.deepEqual(
      taken.refused.map((one) => one.line),
      [others.length + 2],
    )
    assert.match(taken.refused[0]?.because ?? '', /请填合格、不合格、空白或缺考/)

    const counts = { blank: 0, absent: 0 }
    await r.post(`/api/exam-rooms/${first.id}/counts`, { handedOut: 40, returned: 39, marked: 39, ...counts })
    await r.post(`/api/exam-rooms/${second.id}/counts`, {
      handedOut: 36,
      returned: 36,
      marked: 36,
      ...counts,
    })
    const early = await played.ask('officer', 'POST', `${url}/close`, { key: key(), explained: null })
    assert.equal(early.status, 422)
    for (const words of [
      /发出 40 份，收回 39 份/,
      /1 名考生没有成绩（2026-/,
      /1 条成绩对不上考生（2026-9999 查无此人）/,
    ])
      assert.match(early.body.because ?? '', words)

    const [stray] = (await exam('putonghua')).strays
    await r.post(`${url}/marks`, { text: '2026-9999\t查无此人\t合格' })
    const again = (await exam('putonghua')).strays
    assert.deepEqual(
      again.map((one) => one.number),
      ['2026-9999'],
      'the same list once more brings no second line',
    )
    assert.notEqual(again[0]!.id, stray!.id)
    await r.post(`/api/exam-marks/${again[0]!.id}/strike`, { because: '邻县考生的成绩误发' })
    await r.post(`${url}/marks`, { text: line })
    await r.post(`/api/exam-rooms/${first.id}/counts`, { handedOut: 40, returned: 40, marked: 40, ...counts })
    assert.deepEqual((await exam('putonghua')).differences, [])
    assert.deepEqual(await r.post(`${url}/close`, { explained: null }), {
      passed: applied - FALL.现场确认 - FALL.普通话,
      refused: FALL.普通话,
      left: 0,
    })
  })

  test('the testing office sends a file: it is looked at, mended, and taken as it was looked at', async () => {
    const played = r.played()
    const officer = await signedIn(played.app, 'officer')
    const url = r.at('/exams/theory')
    const send = async <T>(path: string, bytes: Buffer): Promise<T> =>
      (await sendFile(officer, `${url}${path}`, { name: '成绩.xlsx', type: XLSX, bytes })).json<T>()
    const { candidates } = await exam('theory')
    const weak = new Set(r.fallen('教育学心理学'))
    const line = (one: Exam['candidates'][number]): string[] => [
      one.number,
      one.name,
      weak.has(one.case) ? '55' : '78',
    ]
    const [first, second, third, ...rest] = candidates
    const wrong = [
      [first!.number, '张冠李戴', '78'],
      [second!.number, second!.name, '178'],
      ['2026-9998', third!.name, '78'],
      line(rest[0]!),
      line(rest[0]!),
    ]
    const book = (rows: string[][]): Promise<Buffer> =>
      bookBytes({
        sheets: [
          { name: '说明', rows: [['成绩以发布为准']] },
          { name: '成绩', rows: [['教育学心理学考试成绩'], ['准考证号', '姓名', '分数'], ...rows] },
        ],
      })

    const file = await book([...wrong, ...rest.slice(1).map(line)])
    const seen = await send<MarksRead>('/marks/read', file)
    assert.deepEqual([seen.sheet, seen.headRow, seen.heads], ['成绩', 2, ['准考证号', '姓名', '分数']])
    assert.deepEqual([seen.fresh, seen.same, seen.changed, seen.empty], [rest.length - 1, 0, [], 0])
    assert.deepEqual(
      seen.refused.map(({ line, kind }) => [line, kind]),
      [
        [3, 'name'],
        [4, 'unread'],
        [6, 'twice'],
        [7, 'twice'],
      ],
    )
    assert.match(seen.refused[0]!.because, new RegExp(`是${first!.name}的编号，与所填的“张冠李戴”不符`))
    assert.match(seen.refused[2]!.because, /在第 6、7 行都有成绩/)
    assert.deepEqual(
      seen.strange.map(({ line, number, namesake }) => [line, number, namesake]),
      [[5, '2026-9998', third!.number]],
    )
    assert.equal(seen.missing.length, 4)
    const still = await exam('theory')
    assert.ok(
      still.candidates.every(({ outcome }) => outcome === null),
      'looking at a file writes nothing',
    )

    const asking = `/marks/file?sha256=${seen.sha256}&key=`
    await assert.rejects(
      send(asking + key(), await book(candidates.map(line))),
      /409.*不是刚才核对的那份文件/,
    )
    const once = asking + key()
    const taken = await send<{ taken: number; refused: { line: number; kind: string }[] }>(once, file)
    assert.deepEqual([taken.taken, taken.refused.length], [rest.length - 1, 5])
    assert.deepEqual(await send(once, file), taken, 'a retry has one effect')
    assert.deepEqual((await exam('theory')).strays, [], 'a row of nobody comes back unless it is asked for')

    const changed = rest.slice(1).map((one, at) => (at === 0 ? [one.number, one.name, '缺考'] : line(one)))
    const again = await send<MarksRead>('/marks/read', await book(changed))
    assert.deepEqual([again.fresh, again.same, again.changed.length], [0, rest.length - 2, 1])
    assert.deepEqual([seen.absent, again.absent], [0, 1])
    const many = await send<MarksRead>(
      '/marks/read',
      await book(Array.from({ length: 12 }, () => line(rest[0]!))),
    )
    assert.match(many.refused[11]!.because, /在第 3、4、5、6、7、8、9、10、11、12等 12 行都有成绩/)
    assert.deepEqual(again.changed[0]!.after, { outcome: 'absent', mark: null })
    const mended = await book([first!, second!, third!, rest[0]!].map(line))
    const { sha256, missing } = await send<MarksRead>('/marks/read', mended)
    assert.deepEqual(missing, [])
    await send(`/marks/file?sha256=${sha256}&key=${key()}`, mended)

    const template = await officer.send('GET', `${url}/marks.xlsx`)
    const filled = await send<MarksRead>('/marks/read', template.rawPayload)
    assert.deepEqual(
      [filled.same, filled.refused],
      [candidates.length, []],
      'the template reads as it was filled',
    )
  })

  test('a difference that cannot be mended is explained, and the exam is closed with it', async () => {
    const played = r.played()
    const url = r.at('/exams/theory')
    const room = await r.post<{ id: string; seated: number }>(`${url}/rooms`, {
      place: '阶梯教室',
      heldOn: '2026-03-02',
      seats: null,
    })
    const weak = new Set(r.fallen('教育学心理学'))
    const list = marks(await exam('theory'), (id) => (weak.has(id) ? '55' : '78'))
    await r.post(`/api/exam-rooms/${room.id}/counts`, {
      handedOut: room.seated,
      returned: room.seated - 1,
      marked: room.seated - 1,
      blank: 0,
      absent: 0,
    })
    const explained = '一份试卷污损，按答题卡评阅，监考记录附后'
    const { passed, refused } = await r.post<{ passed: number; refused: number }>(`${url}/close`, {
      explained,
    })
    assert.deepEqual([passed, refused], [room.seated - FALL.教育学心理学, FALL.教育学心理学])
    const { closed } = await exam('theory')
    assert.deepEqual([closed?.differences, closed?.explained], [2, explained])
    const again = await played.ask('officer', 'POST', `${url}/marks`, { key: key(), text: list })
    assert.equal(again.status, 409)
  })

  test('everybody may read the results by number, and nothing else of anybody', async () => {
    const played = r.played()
    const { id, lines } = await r.post<{ id: string; lines: number }>(r.at('/exams/theory/results'), {
      shows: 'number',
      until: '2026-03-20',
    })
    assert.equal(lines, applied - FALL.现场确认 - FALL.普通话)
    const { body } = await played.ask<PublicResult>(null, 'GET', `/api/public/results/${id}`)
    assert.deepEqual(Object.keys(body.lines[0] ?? {}).toSorted(), ['category', 'result', 'who'])
    assert.equal(body.lines.filter(({ result }) => result === '55 分（不合格）').length, FALL.教育学心理学)
    const said = JSON.stringify(body)
    for (const { name } of r.people) assert.ok(!said.includes(name), name)
    assert.doesNotMatch(said, /\d{17}/)
    const twice = await played.ask('officer', 'POST', r.at('/exams/theory/results'), {
      key: key(),
      shows: 'name',
      until: '2026-03-20',
    })
    assert.match(twice.body.because ?? '', /要更正请先撤下/)
    await r.post(`/api/exam-results/${id}/withdraw`, { because: '改按姓名公布' })
    assert.equal((await played.ask(null, 'GET', `/api/public/results/${id}`)).status, 404)
  })
}
