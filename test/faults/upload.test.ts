import assert from 'node:assert/strict'
import { createHash, randomUUID } from 'node:crypto'
import { describe, test } from 'node:test'
import * as tus from 'tus-js-client'
import { PASSWORD } from '#test/http/harness.ts'
import { ask } from './hall.ts'
import { programFolder, serve, type Served } from './process.ts'

const BYTES = 300 * 1024 * 1024
const CHUNK = 8 * 1024 * 1024

/** A film: its head, then bytes that repeat in no short period. */
function film(): Buffer {
  const content = Buffer.alloc(BYTES)
  for (let at = 0; at < BYTES; at += 4) content.writeUInt32LE(Math.imul(at, 2654435761) >>> 0, at)
  content.write('\u0000\u0000\u0000\u0018ftypmp42', 0, 'latin1')
  return content
}

describe('an upload of 300 MB', { skip: Boolean(process.env['DATABASE_URL']) }, () => {
  test('goes on after the server was killed in the middle of it, and is whole', async (t) => {
    const dataDir = await programFolder(t)
    const content = film()
    const sha256 = createHash('sha256').update(content).digest('hex')
    let served = await serve(dataDir)
    t.after(() => served.child.kill('SIGKILL'))
    const cookie = await firstRun(served)
    const begun = await post(served, cookie, '/api/uploads', {
      key: randomUUID(),
      name: '课例.mp4',
      bytes: BYTES,
      sha256,
    })
    const { id } = (await begun.json()) as { id: string }

    await send(served, cookie, id, content, (sent) => {
      if (sent > BYTES / 2) served.child.kill('SIGKILL')
    }).then(
      () => assert.fail('the server was to be killed'),
      () => undefined,
    )
    await served.ended
    served = await serve(dataDir)
    const head = await fetch(`${served.address}/api/uploads/${id}`, { method: 'HEAD', headers: { cookie } })
    const kept = Number(head.headers.get('upload-offset'))
    assert.ok(kept >= BYTES / 2 && kept < BYTES, `${kept} bytes were kept`)
    await send(served, cookie, id, content, () => undefined)

    const files = await ask<{ bytes: string; hash: string }>(
      dataDir,
      `select bytes, encode(sha256, 'hex') as hash from stored_file`,
    )
    assert.deepEqual(
      files.map(({ bytes, hash }) => [Number(bytes), hash]),
      [[BYTES, sha256]],
    )
    served.child.kill('SIGTERM')
    await served.ended
  })
})

async function post({ address }: Served, cookie: string, path: string, body: object): Promise<Response> {
  const headers = { 'content-type': 'application/json', origin: address, cookie }
  const answer = await fetch(`${address}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
  if (!answer.ok) throw new Error(await answer.text())
  return answer
}

/** The first account of an empty server. @returns its cookie. */
async function firstRun(served: Served): Promise<string> {
  const account = {
    regionCode: 'R1',
    regionName: '甲县',
    login: 'officer',
    name: '管理员',
    password: PASSWORD,
  }
  const answer = await post(served, '', '/api/first-run', account)
  return answer.headers.get('set-cookie')?.split(';', 1)[0] ?? ''
}

function send(
  { address }: Served,
  cookie: string,
  id: string,
  content: Buffer,
  saw: (sent: number) => void,
): Promise<void> {
  return new Promise((done, failed) => {
    new tus.Upload(content, {
      uploadUrl: `${address}/api/uploads/${id}`,
      chunkSize: CHUNK,
      headers: { cookie },
      retryDelays: null,
      onChunkComplete: (_size, accepted) => saw(accepted),
      onError: failed,
      onSuccess: () => done(),
    }).start()
  })
}
