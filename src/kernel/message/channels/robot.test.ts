import assert from 'node:assert/strict'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, suite, test } from 'node:test'
import { text as textOf } from 'node:stream/consumers'
import { say, signed } from './robot.ts'

suite('a group’s robot', () => {
  let server: Server
  let base = ''
  const got: { url: string; body: unknown }[] = []
  const answers: Record<string, (request: IncomingMessage) => [number, string, Record<string, string>?]> = {
    '/good': () => [200, '{"errcode":0,"errmsg":"ok"}'],
    '/refused': () => [200, '{"errcode":310000,"errmsg":"sign not match"}'],
    '/broken': () => [502, 'bad gateway'],
    '/page': () => [200, '<html></html>'],
    '/away': () => [302, '', { location: '/good' }],
  }
  before(async () => {
    server = createServer((request, reply) => {
      const answer = async (): Promise<void> => {
        const path = new URL(request.url ?? '', 'http://x').pathname
        got.push({ url: request.url ?? '', body: JSON.parse(await textOf(request)) })
        const [status, content, headers = {}] = answers[path]!(request)
        reply.writeHead(status, headers).end(content)
      }
      void answer()
    })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  after(() => server.close())

  test('says a text', async () => {
    await say(new URL(`${base}/good?key=a`), '集中培训改期')
    assert.deepEqual(got.at(-1), {
      url: '/good?key=a',
      body: { msgtype: 'text', text: { content: '集中培训改期' } },
    })
  })

  test('a refusal of the service, a failure and a page are errors in words', async () => {
    await assert.rejects(say(new URL(`${base}/refused`), 'a'), /310000：sign not match/)
    await assert.rejects(say(new URL(`${base}/broken`), 'a'), /502/)
    await assert.rejects(say(new URL(`${base}/page`), 'a'), /没有按约定回答/)
  })

  test('it is not led elsewhere', async () => {
    const before = got.length
    await assert.rejects(say(new URL(`${base}/away`), 'a'))
    assert.equal(got.length, before + 1)
  })
})

test('the signature is the one that DingTalk computes', () => {
  const url = signed(
    new URL('https://oapi.dingtalk.com/robot/send?access_token=t'),
    'SEC123',
    new Date(1_577_262_236_757),
  )
  assert.equal(url.searchParams.get('timestamp'), '1577262236757')
  // printf '1577262236757\nSEC123' | openssl dgst -sha256 -hmac SEC123 -binary | base64
  assert.equal(url.searchParams.get('sign'), 'Z/IOagKYTkrnYtxAsTKneRe0bzmlPCH3ZDJPTD2h9QA=')
  assert.equal(url.searchParams.get('access_token'), 't')
})
