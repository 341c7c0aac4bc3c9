import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readLine, whoIs, type OnFile } from './pasted.ts'

const person = (id: string, name: string, unit: string, identityNumber = ''): OnFile => ({
  id,
  name,
  unit,
  identityNumber,
})
const PEOPLE = [
  person('1', '张三', '城关小学', '11010519491231002X'),
  person('2', '张三', '河东中学'),
  person('3', '李四', '城关小学'),
  person('4', '王 五'.replace(' ', ''), '河东中学'),
]
const who = (text: string): string => {
  const found = whoIs(readLine(text), PEOPLE)
  return 'person' in found ? found.person.id : found.because
}

test('a number, a name, a name with its school, and a name written with a space', () => {
  assert.equal(who('1　张三　１１０１０５１９４９１２３１００２x'), '1')
  assert.equal(who('李四'), '3')
  assert.equal(who('3\t张三\t河东中学'), '2')
  assert.equal(who('张三，城关小学'), '1')
  assert.equal(who('王  五'), '4')
})

test('who is not on file, several of a name, and another school are said in words', () => {
  assert.match(who('赵六'), /没有这个姓名/)
  assert.match(who('110105194912310038'), /没有这个身份证件号/)
  assert.match(who('张三'), /有 2 位同名（城关小学、河东中学）/)
  assert.match(who('李四 河东中学'), /李四在城关小学，与所写的单位不符/)
})
