import assert from 'node:assert/strict'
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { readdir, utimes } from 'node:fs/promises'
import { request } from 'node:http'
import { join } from 'node:path'
import { suite, test, type TestContext } from 'node:test'
import * as tus from 'tus-js-client'
import { systemSession } from '#kernel/account/system-session.ts'
import { inWork } from '#kernel/call.ts'
import { readStored } from '#kernel/files.ts'
import { forgetStaleUploads } from '#kernel/works/uploads/forget.ts'
import { s3Store } from '#kernel/store/s3-store.ts'
import { uploadedFile } from '#kernel/works/uploads/service.ts'
import { hashToken } from '#kernel/account/token.ts'
import { buildServer } from '#http/server.ts'
import { makeAccount, makeRegion, signedIn, stage, type Browser, type Stage } from '#test/http/harness.ts'
import { smallS3 } from './small-s3.ts'

type Scene = Stage & { one: Browser; two: Browser; address: string }

async function scene(t: TestContext): Promise<Scene> {
  const set = await stage(t)
  const region = await makeRegion(set.db, 'R1', '甲县')
  await makeAccount(set.db, region, 'one', 'officer')
  await makeAccount(set.db, region, 'two', 'officer')
  const address = await set.app.listen({ port: 0, host: '127.0.0.1' })
  return { ...set, address, one: await signedIn(set.app, 'one'), two: await signedIn(set.app, 'two') }
}

const png = (bytes: number): Buffer =>
  Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), randomBytes(bytes)])
const sha256 = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest()

async function begin(browser: Browser, name: string, content: Buffer, more: object = {}): Promise<string> {
  const body = { key: randomUUID(), name, bytes: content.length, ...more }
  const answer = await browser.send('POST', '/api/uploads', body)
  assert.equal(answer.statusCode, 200, answer.body)
  return (answer.json() as { id: string }).id
}

function piece(
  browser: Browser,
  id: string,
  offset: number,
  bytes: Buffer,
  more: Record<string, string> = {},
) {
  const headers = {
    'content-type': 'application/offset+octet-stream',
    'upload-offset': String(offset),
    ...more,
  }
  return browser
    .send('PATCH', `/api/uploads/${id}`, bytes.toString('latin1'), headers)
    .then((answer) => answer)
}

/** As `piece`, but of bytes, over the wire. */
async function patch(
  address: string,
  browser: Browser,
  id: string,
  offset: number,
  bytes: Buffer,
  more: Record<string, string> = {},
): Promise<{ status: number; offset: number; body: string }> {
  const answer = await fetch(`${address}/api/uploads/${id}`, {
    method: 'PATCH',
    headers: {
      cookie: browser.cookie,
      'content-type': 'application/offset+octet-stream',
      'upload-offset': String(offset),
      ...more,
    },
    body: new Uint8Array(bytes),
  })
  return {
    status: answer.status,
    offset: Number(answer.headers.get('upload-offset')),
    body: await answer.text(),
  }
}

async function comeSoFar(browser: Browser, id: string): Promise<number> {
  const answer = await browser.send('HEAD', `/api/uploads/${id}`)
  assert.equal(answer.statusCode, 200)
  return Number(answer.headers['upload-offset'])
}

async function kept({ runtime }: Stage, browser: Browser, id: string): Promise<Buffer> {
  const session = hashToken(browser.cookie.split('=')[1] ?? '')
  return readStored(await inWork(runtime, session, (work) => uploadedFile(work, runtime, id)))
}

suite('an upload in pieces', () => {
  test('is taken up where the line broke, by a tus client that knows nothing of us', async (t) => {
    const { one, address, ...set } = await scene(t)
    const content = png(700_000)
    const id = await begin(one, '板书.png', content, { sha256: sha256(content).toString('hex') })
    const send = (until: number) =>
      new Promise<void>((done, failed) => {
        const upload = new tus.Upload(content, {
          uploadUrl: `${address}/api/uploads/${id}`,
          chunkSize: 100_000,
          headers: { cookie: one.cookie },
          retryDelays: null,
          onChunkComplete: (_size, accepted) => {
            if (accepted >= until) void stop()
          },
          onError: failed,
          onSuccess: () => done(),
        })
        const stop = async (): Promise<void> => {
          await upload.abort()
          done()
        }
        upload.start()
      })
    await send(300_000)
    const reached = await comeSoFar(one, id)
    assert.ok(reached >= 300_000 && reached < content.length, String(reached))
    await send(Number.POSITIVE_INFINITY)
    assert.ok((await kept(set, one, id)).equals(content))
  })

  test('keeps what had come when the line broke in the middle of a piece, and goes on after a restart', async (t) => {
    const { one, address, app, ...set } = await scene(t)
    const content = png(2_000_000)
    const id = await begin(one, '课例.png', content)
    await new Promise<void>((broken) => {
      const headers = {
        cookie: one.cookie,
        'content-type': 'application/offset+octet-stream',
        'upload-offset': '0',
      }
      const line = request(`${address}/api/uploads/${id}`, {
        method: 'PATCH',
        headers: { ...headers, 'content-length': content.length },
      })
      line.on('error', () => broken())
      line.write(content.subarray(0, 1_000_000), () => setTimeout(() => line.destroy(), 150))
    })
    await app.close()
    const again = buildServer({ runtime: set.runtime, webRoot: '/nowhere', checkReplies: true })
    t.after(() => again.close())
    const newAddress = await again.listen({ port: 0, host: '127.0.0.1' })
    const head = await fetch(`${newAddress}/api/uploads/${id}`, {
      method: 'HEAD',
      headers: { cookie: one.cookie },
    })
    const reached = Number(head.headers.get('upload-offset'))
    assert.ok(reached > 0 && reached <= 1_000_000, String(reached))
    const done = await patch(newAddress, one, id, reached, content.subarray(reached))
    assert.deepEqual([done.status, done.offset], [204, content.length])
    assert.ok((await kept({ ...set, app: again }, one, id)).equals(content))
  })

  test('refuses a piece that came damaged, one that does not join, and one too long; nothing of them counts', async (t) => {
    const { one, address } = await scene(t)
    const content = png(1000)
    const id = await begin(one, 'a.png', content)
    const half = content.subarray(0, 500)
    const damaged = { 'upload-checksum': `sha256 ${sha256(Buffer.from('x')).toString('base64')}` }
    assert.equal((await patch(address, one, id, 0, half, damaged)).status, 460)
    assert.equal((await patch(address, one, id, 10, half)).status, 409)
    assert.equal((await patch(address, one, id, 0, png(5000))).status, 413)
    assert.equal(await comeSoFar(one, id), 0)
    const right = { 'upload-checksum': `sha256 ${sha256(half).toString('base64')}` }
    assert.equal((await patch(address, one, id, 0, half, right)).offset, 500)
  })

  test('refuses the whole when its hash or its kind is another than was said, in words', async (t) => {
    const { one, address } = await scene(t)
    const content = png(100)
    const wrongHash = await begin(one, 'a.png', content, { sha256: sha256(Buffer.from('x')).toString('hex') })
    assert.match((await patch(address, one, wrongHash, 0, content)).body, /与原件不一致/)
    const page = Buffer.from('<html><script>alert(1)</script>')
    assert.match(
      (await patch(address, one, await begin(one, 'a.png', page), 0, page)).body,
      /不是它的后缀所说的图片/,
    )
    const kind = await one.send('POST', '/api/uploads', { key: randomUUID(), name: 'a.html', bytes: 5 })
    assert.deepEqual([kind.statusCode, /可以上传/.test(kind.body)], [415, true])
    const large = await one.send('POST', '/api/uploads', {
      key: randomUUID(),
      name: 'a.png',
      bytes: 51 * 1024 ** 2,
    })
    assert.match(large.body, /图片最大 50 MB，这个文件有 51 MB/)
  })

  test('ends in a bucket where the region keeps its files in one, and leaves nothing on the disk', async (t) => {
    const { one, address, ...set } = await scene(t)
    const s3 = await smallS3()
    t.after(() => s3.end())
    const { endpoint } = s3
    set.runtime.files = s3Store({
      endpoint,
      bucket: 'b',
      region: 'r',
      accessKeyId: 'key',
      secretAccessKey: 's',
    })
    const content = png(200_000)
    const id = await begin(one, 'a.png', content)
    assert.equal((await patch(address, one, id, 0, content)).status, 204)
    assert.ok((await kept(set, one, id)).equals(content))
    assert.equal(s3.contents.size, 1)
    assert.deepEqual(await readdir(join(set.runtime.dataDir, 'pieces')), [])
  })

  test('left unfinished for long is forgotten, one that goes on is not', async (t) => {
    const { one, address, runtime, db } = await scene(t)
    const [stale, going] = [await begin(one, 'a.png', png(1000)), await begin(one, 'b.png', png(1000))]
    for (const id of [stale, going]) await patch(address, one, id, 0, png(100))
    await utimes(join(runtime.dataDir, 'pieces', stale), new Date(0), new Date(0))
    await db.admin.query(`update upload set begun_at = now() - interval '8 days'`)
    const session = await systemSession(db, 1, 'test')
    const before = new Date(Date.now() - 7 * 86_400_000)
    assert.equal(await inWork(runtime, session.hash, (work) => forgetStaleUploads(work, runtime, before)), 1)
    await session.end()
    assert.equal((await one.send('HEAD', `/api/uploads/${stale}`)).statusCode, 404)
    assert.equal(await comeSoFar(one, going), 108)
  })

  test('belongs to the account that began it: to others it is not there', async (t) => {
    const { one, two } = await scene(t)
    const id = await begin(one, 'a.png', png(100))
    assert.equal((await two.send('HEAD', `/api/uploads/${id}`)).statusCode, 404)
    assert.equal((await piece(two, id, 0, Buffer.from('x'))).statusCode, 404)
    assert.equal((await two.send('DELETE', `/api/uploads/${id}`)).statusCode, 404)
    assert.equal((await one.send('DELETE', `/api/uploads/${id}`)).statusCode, 200)
    assert.equal((await one.send('HEAD', `/api/uploads/${id}`)).statusCode, 404)
  })
})
