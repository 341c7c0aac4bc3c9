import assert from 'node:assert/strict'
import { test } from 'node:test'
import { whyNotCertified } from './certificates.ts'

const covered = (certificate: string | null, stage: string | null): boolean =>
  whyNotCertified({ certificate, stage }) === null

test('a kind covers its own level and all below it, never one above', () => {
  const kinds = ['幼儿园', '小学', '初中', '高中']
  for (const [held, certificate] of kinds.entries())
    for (const [taught, stage] of kinds.entries())
      assert.equal(covered(certificate, stage), held >= taught, `${certificate} for ${stage}`)
})

test('高中 and 中职 stand for each other', () => {
  assert.ok(covered('高级中学', '中职') && covered('中等职业学校', '高中') && covered('中职', '初中'))
})

test('实习指导 is good in vocational schools only', () => {
  assert.ok(covered('中职实习指导', '中职'))
  for (const stage of ['高中', '初中', '小学', '学前']) assert.ok(!covered('中职实习指导', stage), stage)
})

test('all names of the kinds are read, and several at once', () => {
  assert.ok(covered('初级中学教师资格', '小学') && covered('小学、初中', '初中') && covered('幼儿园', '学前'))
  assert.ok(!covered('小学', '小学、初中'))
  assert.ok(covered('中职实习指导、小学', '小学'))
})

test('nothing on file is said otherwise than a wrong kind', () => {
  assert.equal(whyNotCertified({ certificate: null, stage: '小学' }), '档案中没有教师资格证')
  assert.equal(whyNotCertified({ certificate: '小学', stage: '初中' }), '小学教师资格不能任教初中')
  assert.equal(whyNotCertified({ certificate: '驾驶证', stage: '初中' }), '“驾驶证”不是教师资格种类')
})

test('who teaches no stage that the regulation knows is not asked', () => {
  assert.ok(covered(null, null) && covered(null, '成人教育'))
})
