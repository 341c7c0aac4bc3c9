import assert from 'node:assert/strict'
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import * as z from 'zod'
import { attachment } from '#http/headers.ts'
import { crowd } from '#http/crowd.ts'
import { openPool, PAGE } from '#db/connections.ts'
import { Later } from '#http/problem.ts'
import { route } from '#contract/route.ts'
import { handle, handleRaw, handleUpload, type Handler } from '#kernel/call.ts'
import { makeAccount, makeRegion, signedIn, stage, type Browser, type Stage } from './harness.ts'
import type { Ending } from '#test/harness/database.ts'

const uploadRoute = route({
  method: 'POST',
  path: '/api/try/upload',
  roles: ['officer'],
  summary: '试',
  query: z.object({ dryRun: z.enum(['true', 'false']).default('false') }),
  reply: z.object({ name: z.string(), bytes: z.int(), dryRun: z.string() }),
})
const longRoute = route({
  method: 'GET',
  path: '/api/try/long',
  roles: ['officer'],
  summary: '试',
  reply: z.object({ text: z.string() }),
})
const fileRoute = route({ method: 'GET', path: '/api/try/file', roles: ['officer'], summary: '试' })
const wrongRoute = route({
  method: 'GET',
  path: '/api/try/wrong',
  roles: ['officer'],
  summary: '试',
  reply: z.object({ a: z.int() }),
})
const slowRoute = route({
  method: 'GET',
  path: '/api/try/slow',
  roles: ['officer'],
  summary: '试',
  reply: z.object({ ok: z.boolean() }),
})

const kept: string[] = []
const tries: Handler[] = [
  handleUpload(uploadRoute, 1000, ({ upload, query }) => {
    kept.push(upload.path)
    return Promise.resolve({ name: upload.name, bytes: upload.bytes, dryRun: query.dryRun })
  }),
  handle(longRoute, () => Promise.resolve({ text: '研培'.repeat(2000) })),
  handle(fileRoute, () =>
    Promise.resolve({ file: Buffer.from('x'), name: '教师 名册"/.xlsx', type: 'application/octet-stream' }),
  ),
  handle(wrongRoute, () => Promise.resolve({ a: 1, secret: 2 })),
  handleRaw(slowRoute, async () => {
    await delay(50)
    return { ok: true }
  }),
]

async function prepared(ending: Ending): Promise<Stage & { one: Browser }> {
  const on = await stage(ending, { handlers: tries })
  const region = await makeRegion(on.db, 'R1', '甲县')
  await makeAccount(on.db, region, 'guanli', 'officer')
  return { ...on, one: await signedIn(on.app, 'guanli') }
}

const BOUNDARY = 'grenze'
function multipart(one: Browser, content: string, name = 'a.xlsx', more = ''): ReturnType<Browser['send']> {
  return one.send(
    'POST',
    '/api/try/upload?dryRun=true',
    `--${BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\n\r\n${content}\r\n${more}--${BOUNDARY}--\r\n`,
    {
      'content-type': `multipart/form-data; boundary=${BOUNDARY}`,
    },
  )
}

test('a file is streamed to disk, measured, and gone after the answer', async (t) => {
  const { one, dataDir } = await prepared(t)
  const answer = await multipart(one, 'inhalt', '../../名册\u0001.xlsx')
  assert.equal(answer.statusCode, 200, answer.body)
  assert.deepEqual(answer.json(), { name: '名册.xlsx', bytes: 6, dryRun: 'true' })
  assert.ok(kept.at(-1)?.startsWith(join(dataDir, 'incoming')))
  assert.deepEqual(await readdir(join(dataDir, 'incoming')), [])
})

test('too large, empty, none or two files are refused in words, and nothing stays', async (t) => {
  const { one, dataDir } = await prepared(t)
  const second = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="b"; filename="b"\r\n\r\nb\r\n`
  assert.deepEqual((await multipart(one, 'x'.repeat(1001))).statusCode, 413)
  assert.equal((await multipart(one, '')).json().code, 'empty-file')
  assert.equal((await multipart(one, 'x', 'a', second)).statusCode, 200, 'the first file is the file')
  const none = await one.send('POST', '/api/try/upload', {})
  const types = ['multipart/form-data', 'multipart/form-data; boundary=x']
  for (const type of types) {
    const broken = await one.send('POST', '/api/try/upload', '--x\r\nContent-Disp', { 'content-type': type })
    assert.deepEqual([broken.statusCode, broken.json().field], [400, 'file'], type)
  }
  assert.deepEqual([none.statusCode, none.json().code], [400, 'no-file'])
  assert.deepEqual(await readdir(join(dataDir, 'incoming')), [])
})

test('long answers are compressed where the browser takes it', async (t) => {
  const { one } = await prepared(t)
  const plain = await one.send('GET', '/api/try/long')
  assert.equal(plain.headers['content-encoding'], undefined)
  const zipped = await one.send('GET', '/api/try/long', undefined, { 'accept-encoding': 'br;q=0.1, gzip' })
  assert.equal(zipped.headers['content-encoding'], 'gzip')
  assert.equal(gunzipSync(zipped.rawPayload).toString(), plain.body)
  const refused = await one.send('GET', '/api/try/long', undefined, { 'accept-encoding': 'gzip;q=0' })
  assert.equal(refused.headers['content-encoding'], undefined)
})

test('files are saved, never run, under their Chinese name', async (t) => {
  const { one } = await prepared(t)
  const { headers } = await one.send('GET', '/api/try/file')
  assert.equal(
    headers['content-disposition'],
    `attachment; filename="__ ____.xlsx"; filename*=UTF-8''%E6%95%99%E5%B8%88%20%E5%90%8D%E5%86%8C__.xlsx`,
  )
  assert.match(String(headers['content-security-policy']), /^sandbox/)
  assert.equal(headers['x-content-type-options'], 'nosniff')
})

test('a name cannot end the header or lead out of a folder', () => {
  for (const name of ['a\r\nset-cookie: x', '../../etc/passwd', 'a"; filename="b.exe', '\ud800.xlsx']) {
    assert.doesNotMatch(attachment(name), /[\r\n/]|etc\/|"; filename="b/, name)
  }
})

test('an answer other than its contract is an error where answers are compared', async (t) => {
  const { one, log } = await prepared(t)
  assert.equal((await one.send('GET', '/api/try/wrong')).statusCode, 500)
  assert.match(log.join(''), /answers otherwise than its contract/)
})

test('one caller cannot take all places, and is told to wait', async (t) => {
  const { one } = await prepared(t)
  const all = await Promise.all(Array.from({ length: 70 }, () => one.send('GET', '/api/try/slow')))
  const busy = all.filter((answer) => answer.statusCode === 429)
  assert.deepEqual([busy.length, all.length - busy.length], [6, 64])
  assert.equal(busy[0]?.headers['retry-after'], '1')
  assert.equal((await one.send('GET', '/api/try/slow')).statusCode, 200, 'the places are free again')
})

test('places are counted per session, per address and in all', () => {
  const { enter } = crowd({ session: 1, address: 2, all: 3 })
  const leave = enter('s', 'a')
  assert.throws(() => enter('s', 'b'), Later)
  enter(null, 'a')
  enter(null, 'a')
  assert.throws(() => enter('t', 'c'), /访问的人太多/)
  leave()
  assert.throws(() => enter(null, 'a'), /前面的完成/)
  enter('t', 'c')
})

test('without its database the server says so, and when to try again', async (t) => {
  const { app, one, db, runtime } = await prepared(t)
  assert.equal((await app.inject('/readyz')).json().ready, true)
  const away = openPool({ host: '/nowhere' }, 'nowhere', 1, PAGE)
  runtime.db = { ...db, app: away }
  t.after(() => away.end())
  const ready = await app.inject('/readyz')
  assert.deepEqual([ready.statusCode, ready.json().wrong], [503, ['数据库没有应答']])
  assert.equal((await app.inject('/healthz')).statusCode, 200)
  const page = await one.send('GET', '/api/try/long')
  assert.equal(page.statusCode, 503, page.body)
  assert.deepEqual([page.headers['retry-after'], page.json().code], ['2', 'recovering'])
})

test('the build is served compressed, its hashed files for ever, pages by what they belong to', async (t) => {
  const { app, dataDir } = await prepared(t)
  const web = join(dataDir, 'web')
  await mkdir(join(web, 'assets'), { recursive: true })
  const script = 'export const 学 = 1\n'.repeat(200)
  for (const [name, text] of [
    ['index.html', 'desk'],
    ['phone.html', 'phone'],
    ['assets/main-Ab3dEf9_.js', script],
  ] as const) {
    await writeFile(join(web, name), text)
  }
  const js = await app.inject({ url: '/assets/main-Ab3dEf9_.js', headers: { 'accept-encoding': 'gzip, br' } })
  assert.equal(js.headers['content-encoding'], 'br')
  assert.equal(brotliDecompressSync(js.rawPayload).toString(), script)
  assert.match(String(js.headers['cache-control']), /immutable/)
  const pages: Record<string, string> = {
    '/': 'desk',
    '/people/1': 'desk',
    '/m': 'phone',
    '/m/credits': 'phone',
    '/q/abc.1.2.x': 'desk',
    '/mother': 'desk',
    '/screen/a/1': 'desk',
  }
  pages['/q/abc'] = 'phone'
  pages['/q/abc.1.2.x'] = 'phone'
  for (const [url, body] of Object.entries(pages)) assert.equal((await app.inject(url)).body, body, url)
  for (const url of [
    '/api/none',
    '/assets/../../settings.json',
    '/..%2fsettings.json',
    '/%2e%2e/settings.json',
    '/assets/none.js',
  ]) {
    assert.equal((await app.inject(url)).statusCode, 404, url)
  }
  const { etag, ...page } = (await app.inject('/')).headers
  assert.match(String(page['content-security-policy']), /script-src 'self';.*frame-ancestors 'none'/)
  assert.match(String(page['permissions-policy']), /camera=\(self\)/)
  const again = await app.inject({ url: '/', headers: { 'if-none-match': String(etag) } })
  assert.deepEqual([again.statusCode, again.body], [304, ''])
})

test('a build that is being replaced is no fault', async (t) => {
  const { app, dataDir } = await prepared(t)
  const web = join(dataDir, 'web')
  await mkdir(web)
  await writeFile(join(web, 'index.html'), 'desk')
  for (let file = 0; file < 300; file += 1) await writeFile(join(web, `part-${file}.js`), 'old')
  const [page] = await Promise.all([app.inject('/people'), removeAll(web, 'part-')])
  assert.equal(page.statusCode, 200, page.body)
})

async function removeAll(folder: string, start: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => name.startsWith(start))
  await Promise.all(names.toReversed().map((name) => rm(join(folder, name))))
}

test('a client that never finishes its request loses its place', async (t) => {
  const { app } = await prepared(t)
  app.server.headersTimeout = 100
  await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as { port: number }
  const socket = connect(port, '127.0.0.1')
  const closed = new Promise((resolve) => socket.once('close', resolve))
  socket.on('error', () => undefined)
  socket.write('GET /healthz HTTP/1.1\r\nHost: x\r\nX-Slow: ')
  let answer = ''
  socket.on('data', (part: Buffer) => (answer += part.toString()))
  await closed
  assert.match(answer, /^HTTP\/1\.1 408/)
})
