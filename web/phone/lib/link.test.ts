import assert from 'node:assert/strict'
import { test } from 'node:test'
import { codeOfPath, codeOfScan } from './link.ts'

const CODE = 'AaH_7URUfrOE5ZGnMB7b-w.1.5xrvpo.kkpioerO4YZu'

test('a check-in link gives its code, under whatever name the server is reached', () => {
  assert.equal(codeOfPath(`/q/${CODE}`), CODE)
  assert.equal(codeOfScan(`https://yanpei.example/q/${CODE}`), CODE)
  assert.equal(codeOfScan(`HTTP://192.168.1.8:8080/q/${CODE}`), CODE)
})

test('what is no check-in link gives none', () => {
  const others = [
    'https://weixin.qq.com/r/abc',
    'WIFI:S:hall;;',
    CODE,
    'https://',
    `https://a.example/q/${CODE}/x`,
    'javascript:/q/abcdefghij',
  ]
  assert.deepEqual(
    others.map(codeOfScan),
    others.map(() => null),
  )
  assert.deepEqual(['/q/', '/q/short', `/q/${CODE}%20`, '/m', `/q/${'a'.repeat(121)}`].map(codeOfPath), [
    null,
    null,
    null,
    null,
    null,
  ])
})
