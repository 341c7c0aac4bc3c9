import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkIn } from '#contract/phone.ts'
import { uuid } from './uuid.ts'

test('the contract takes it as a nonce, and each is another', () => {
  const made = Array.from({ length: 200 }, uuid)
  assert.equal(new Set(made).size, 200)
  for (const nonce of made) {
    const body = { nonce, code: 'abcdefgh', device: uuid() }
    assert.ok(checkIn.body?.safeParse(body).success, nonce)
  }
})
