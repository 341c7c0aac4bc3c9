import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readMarks } from './mark-lines.ts'

test('marks as a spreadsheet copies them', () => {
  const text = '受理编号\t姓名\t成绩\r\n2026-0001\t张三\t78.5\r\n\r\n2026-0002\t李四\t缺考\n2026-0003，88'
  const said = readMarks(text, true).map((one) => ('said' in one ? one.said : one.because))
  assert.deepEqual(said, [
    { number: '2026-0001', name: '张三', outcome: 'mark', mark: 78.5 },
    { number: '2026-0002', name: '李四', outcome: 'absent', mark: null },
    { number: '2026-0003', name: '', outcome: 'mark', mark: 88 },
  ])
})

test('a line that cannot be taken keeps its number and says why', () => {
  const [none, high, word] = readMarks('2026-0001\n2026-0002 张三 101\n2026-0003 李四 合格', true)
  assert.ok(none !== undefined && 'because' in none && /应有受理编号和成绩/.test(none.because))
  assert.ok(high !== undefined && 'because' in high && /0 至 100 的分数/.test(high.because))
  assert.equal(high.line, 2)
  assert.ok(word !== undefined && 'because' in word, 'an exam with marks is not passed by a word')
})

test('words that every object of the language knows are no results', () => {
  for (const word of ['constructor', 'toString', '__proto__'])
    for (const marked of [true, false]) {
      const [line] = readMarks(`2026-0001 张三 ${word}`, marked)
      assert.match(line !== undefined && 'because' in line ? line.because : '', new RegExp(`“${word}”不是`))
    }
})

test('an exam without marks is passed or not', () => {
  const [pass, mark] = readMarks('2026-0001 张三 合格\n2026-0002 李四 80', false)
  assert.ok(pass !== undefined && 'said' in pass && pass.said.outcome === 'pass')
  assert.ok(mark !== undefined && 'because' in mark && /请填合格、不合格、空白或缺考/.test(mark.because))
})
