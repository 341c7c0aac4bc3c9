import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Answer, PlacedQuestion, Question } from '#contract/questionnaire.ts'
import { refuseAnswers, refuseQuestion } from './answers.ts'

const ask = (
  position: number,
  kind: Question['kind'],
  more: Partial<PlacedQuestion> = {},
): PlacedQuestion => ({
  position,
  kind,
  says: '问',
  required: true,
  options: kind === 'single' || kind === 'multiple' ? ['甲', '乙', '丙'] : [],
  lines: kind === 'matrix' ? ['一', '二'] : [],
  most: kind === 'scale' || kind === 'matrix' ? 5 : null,
  ...more,
})
const QUESTIONS = [
  ask(1, 'single'),
  ask(2, 'multiple'),
  ask(3, 'scale'),
  ask(4, 'matrix'),
  ask(5, 'text', { required: false }),
]
const WHOLE: Answer[] = [
  { position: 1, choice: 2 },
  { position: 2, choice: 1 },
  { position: 2, choice: 3 },
  { position: 3, choice: 5 },
  { position: 4, line: 1, choice: 4 },
  { position: 4, line: 2, choice: 3 },
  { position: 5, words: '多安排听课' },
]
const because = (answers: Answer[]) => refuseAnswers(QUESTIONS, answers)?.because ?? ''
const without = (position: number) => WHOLE.filter((one) => one.position !== position)

test('a whole sheet is taken, also without what is not required', () => {
  assert.equal(refuseAnswers(QUESTIONS, WHOLE), null)
  assert.equal(refuseAnswers(QUESTIONS, without(5)), null)
})

test('what is missing is named', () => {
  for (const position of [1, 2, 3])
    assert.match(because(without(position)), new RegExp(`第 ${position} 题还没有选`))
  assert.match(because([...without(4), { position: 4, line: 1, choice: 4 }]), /第 4 题还有 1 行没有选/)
})

test('what cannot be chosen is refused', () => {
  assert.match(because([...without(1), { position: 1, choice: 4 }]), /1 到 3/)
  assert.match(because([...WHOLE, { position: 1, choice: 1 }]), /只能选一项/)
  assert.match(because([...WHOLE, { position: 2, choice: 3 }]), /选了两次/)
  assert.match(because([...without(3), { position: 3, choice: 6 }]), /1 到 5/)
  assert.match(because([...WHOLE, { position: 4, line: 3, choice: 1 }]), /不存在的行/)
  assert.match(because([...WHOLE, { position: 9, choice: 1 }]), /没有的题/)
  assert.match(because([...without(3), { position: 3, words: '好' }]), /只选一项/)
  assert.match(because([...without(5), { position: 5, choice: 1 }]), /只填文字/)
})

test('words that tell who wrote them are refused', () => {
  assert.match(because([...without(5), { position: 5, words: '请打 138 0013 8000' }]), /手机号/)
})

test('a question that cannot be answered cannot be asked', () => {
  const { position: _, ...single } = ask(1, 'single')
  assert.equal(refuseQuestion(single, 1), null)
  assert.match(refuseQuestion({ ...single, options: ['甲'] }, 3)?.because ?? '', /第 3 题至少要有两个选项/)
  assert.match(refuseQuestion({ ...single, options: ['甲', '甲'] }, 1)?.because ?? '', /相同/)
  assert.match(refuseQuestion({ ...single, kind: 'matrix', options: [] }, 1)?.because ?? '', /各行/)
  assert.match(refuseQuestion({ ...single, kind: 'scale', options: [] }, 1)?.because ?? '', /级数/)
  assert.match(refuseQuestion({ ...single, kind: 'text' }, 1)?.because ?? '', /不要写选项/)
})
