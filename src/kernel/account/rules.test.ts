import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hashActivationCode, newActivationCode } from './activation.ts'
import { firstRole, sessionLimits } from './limits.ts'
import { limited } from './limited.ts'
import { normaliseLogin } from './login.ts'
import { MENUS, actorName } from './words.ts'

test('a login is the same however it is typed', () => {
  assert.equal(normaliseLogin(' 11010519491231002x '), '11010519491231002X')
  assert.equal(normaliseLogin('11010519491231002X'), '11010519491231002X')
  assert.equal(normaliseLogin('Guan Li'), 'guanli')
})

test('an activation code is the same however it is typed, and never twice', () => {
  const codes = Array.from({ length: 500 }, newActivationCode)
  assert.equal(new Set(codes).size, 500)
  const [code = ''] = codes
  assert.match(code, /^[34679ACDEFGHJKMNPQRTWXY]{4}(-[34679ACDEFGHJKMNPQRTWXY]{4}){2}$/)
  const typed = [code.toLowerCase(), code.replaceAll('-', ''), ` ${code} `, code.replaceAll('-', '\uff0d')]
  for (const one of typed) assert.deepEqual(hashActivationCode(one), hashActivationCode(code))
  assert.notDeepEqual(hashActivationCode(code.slice(1)), hashActivationCode(code))
})

test('only a teacher stays signed in; the widest role comes first at a desk, the own one on a phone', () => {
  assert.equal(sessionLimits('teacher', true).absolute, 180 * 86_400)
  for (const role of ['officer', 'leader', 'cluster', 'school'] as const) {
    assert.deepEqual(sessionLimits(role, true), { idle: 7200, absolute: 43_200 })
  }
  const held = [
    { role: 'teacher' as const, unitId: null },
    { role: 'school' as const, unitId: 'a' },
  ]
  assert.equal(firstRole(held, false)?.role, 'school')
  assert.equal(firstRole(held, true)?.role, 'teacher')
  assert.equal(firstRole([], true), undefined)
})

test('the audit log tells accounts apart without showing identity or phone numbers', () => {
  assert.equal(actorName('张三', '11010519491231002X'), '张三（110105********002X）')
  assert.equal(actorName('张三', '13800001234'), '张三（138****1234）')
  assert.equal(actorName('张三', 'zhangsan'), '张三（zhangsan）')
})

test('a leader reads: neither import nor accounts are on the menu', () => {
  assert.ok(!MENUS.leader.includes('import') && !MENUS.leader.includes('accounts'))
  assert.deepEqual(
    [MENUS.teacher, MENUS.applicant],
    [
      ['apply', 'messages'],
      ['apply', 'messages'],
    ],
    'who works on the phone has the pages to apply, and no other',
  )
})

test('work in turn: so many at once, all in the order they came, failures too', async () => {
  const inTurn = limited(2)
  let running = 0
  let most = 0
  const done: number[] = []
  const work = (index: number) => async (): Promise<number> => {
    running += 1
    most = Math.max(most, running)
    await new Promise((resolve) => setTimeout(resolve, 1))
    running -= 1
    done.push(index)
    if (index === 3) throw new Error('failed')
    return index
  }
  const all = await Promise.allSettled(Array.from({ length: 9 }, (_, index) => inTurn(work(index))))
  assert.equal(most, 2)
  assert.deepEqual(done, [0, 1, 2, 3, 4, 5, 6, 7, 8])
  assert.equal(all.filter(({ status }) => status === 'rejected').length, 1)
})
