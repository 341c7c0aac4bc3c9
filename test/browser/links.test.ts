import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { crawl } from './crawl.ts'
import { visitor } from './harness.ts'
import type { Login } from './demo-county.ts'

const visiting = visitor()

/** Where each begins; who sees the whole region meets fewer refusals, and is followed less far. */
const ROLES: readonly { login: Login; from: readonly string[]; most: number }[] = [
  { login: 'officer', from: ['/', '/todo'], most: 40 },
  { login: 'leader', from: ['/', '/todo'], most: 40 },
  { login: 'cluster', from: ['/', '/todo'], most: 80 },
  { login: 'school', from: ['/', '/todo'], most: 80 },
  { login: 'teacher', from: ['/apply', '/todo', '/m'], most: 40 },
  { login: 'judge', from: ['/apply', '/todo', '/m'], most: 40 },
  { login: '99012319990812002X', from: ['/apply', '/todo'], most: 40 },
]

describe('no link leads to a page that refuses, is not there, or sends elsewhere', () => {
  for (const { login, from, most } of ROLES) {
    test(`as ${login}`, async () => {
      const visit = await visiting.visit(login)
      const wrong = await crawl(visit, from, most)
      await visit.context.close()
      assert.deepEqual(wrong, [])
    })
  }
})
