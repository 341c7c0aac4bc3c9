import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hashPassword, verifyPassword } from './password.ts'

test('the hash says how it was made, and no two are alike', async () => {
  const [one, two] = [await hashPassword('zheng-que-de'), await hashPassword('zheng-que-de')]
  assert.match(one, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/)
  assert.notEqual(one, two)
  assert.equal(await verifyPassword('zheng-que-de', one), true)
  assert.equal(await verifyPassword('zheng-que-dE', one), false)
})

test('hashes with other parameters, made earlier or later, are checked by their own', async () => {
  // argon2id of "password" with the salt "somesalt": test vector of the reference implementation
  const reference = '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc'
  assert.equal(await verifyPassword('password', reference), true)
  assert.equal(await verifyPassword('Password', reference), false)
})

test('full-width letters of an input method are the letters', async () => {
  assert.equal(await verifyPassword('\uff41bc-123456\uff17', await hashPassword('abc-1234567')), true)
})

test('without an account the same work is done, in vain', async () => {
  const known = await hashPassword('zheng-que-de')
  const cost = async (phc: string | null): Promise<number> => {
    const before = process.cpuUsage()
    for (let tries = 0; tries < 3; tries += 1) assert.equal(await verifyPassword('cuo-wu-de', phc), false)
    const { user, system } = process.cpuUsage(before)
    return user + system
  }
  const [right, nobody] = [await cost(known), await cost(null)]
  assert.ok(nobody > right / 2 && nobody < right * 2, `${right} µs against ${nobody} µs`)
})
