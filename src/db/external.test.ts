import assert from 'node:assert/strict'
import { test } from 'node:test'
import { externalEndpoints } from './external.ts'
import { openDatabase } from './open.ts'

const open = (databaseUrl: string): Promise<unknown> => openDatabase({ dataDir: '/nowhere', databaseUrl })

test('the app logs in as its own role, with a password that follows from the administrator’s', () => {
  const { admin, app } = externalEndpoints('postgresql://zhou:p%40ss@db:5432/county?sslmode=require')
  const url = new URL(app.connectionString ?? '')
  assert.equal(admin.connectionString, 'postgresql://zhou:p%40ss@db:5432/county?sslmode=require')
  assert.equal(url.username, 'yanpei_app')
  assert.ok(url.password.length >= 40 && !url.password.includes('p%40ss'))
  assert.equal(url.host + url.pathname + url.search, 'db:5432/county?sslmode=require')
  const other = externalEndpoints('postgresql://zhou:p%40ss@db:5432/another')
  assert.equal(new URL(other.app.connectionString ?? '').password, url.password)
  assert.equal(
    new URL(externalEndpoints('postgres://zhou@db/county').app.connectionString ?? '').password,
    '',
  )
})

test('a wrong address is refused with what would be right', async () => {
  await assert.rejects(open('mysql://a/b'), {
    code: 'database-url',
    message: /postgresql:\/\/用户:密码@主机/,
  })
  await assert.rejects(open('postgresql://host'), { code: 'database-url' })
  await assert.rejects(open('postgresql://a:b@127.0.0.1:1/c'), {
    code: 'database-unreachable',
    message: /连不上/,
  })
})
