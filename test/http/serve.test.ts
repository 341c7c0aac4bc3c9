import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { Agent, get } from 'node:http'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import * as z from 'zod'
import { route } from '#contract/route.ts'
import { serve, type Serving } from '#http/serve.ts'
import { handleRaw } from '#kernel/call.ts'
import { Refused } from '#lib/refusal.ts'
import type { Ending } from '#test/harness/database.ts'
import { stage, type Stage } from './harness.ts'

const slowRoute = route({
  method: 'GET',
  path: '/api/try/slow',
  roles: ['officer'],
  summary: '试',
  reply: z.object({ ok: z.boolean() }),
})
const slow = handleRaw(slowRoute, async () => {
  await delay(300)
  return { ok: true }
})

async function served(
  ending: Ending,
  more: object = {},
): Promise<Serving & Pick<Stage, 'runtime' | 'dataDir'>> {
  const { runtime, dataDir } = await stage(ending)
  const serving = await serve({
    runtime,
    webRoot: dataDir,
    port: 0,
    host: '127.0.0.1',
    handlers: [slow],
    ...more,
  })
  return { ...serving, runtime, dataDir }
}

const agent = new Agent({ keepAlive: true })

function ask(port: number, path: string): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  const headers = { cookie: `yanpei=${'A'.repeat(43)}` }
  get({ host: '127.0.0.1', port, path, headers, agent }, (answer) => {
    answer.resume().on('end', () => resolve(answer.statusCode ?? 0))
  }).on('error', reject)
  return promise
}

test('closing lets what is under way finish, and waits for no idle connection', async (t) => {
  const { port, close } = await served(t)
  assert.equal(await ask(port, '/healthz'), 200)
  const under = ask(port, '/api/try/slow')
  await delay(50)
  const start = performance.now()
  await close()
  assert.ok(performance.now() - start < 3000)
  assert.equal(await under, 200)
  await assert.rejects(ask(port, '/healthz'), /ECONNREFUSED/)
})

test('a port in use, and certificates that are no good, are refused in words', async (t) => {
  const { port, close, runtime, dataDir } = await served(t)
  t.after(close)
  const attempt = (more: object): Promise<Serving> =>
    serve({ runtime, webRoot: dataDir, port: 0, host: '127.0.0.1', ...more })
  const bad = join(dataDir, 'bad.pem')
  await writeFile(bad, 'no certificate')
  const cases: [object, RegExp][] = [
    [{ port }, /已被别的程序占用/],
    [{ tls: { cert: '/nowhere.crt', key: bad } }, /读不到证书文件/],
    [{ tls: { cert: bad, key: bad } }, /不是 PEM 格式的证书/],
    [{ tls: { local: '8.8.8.8' } }, /内网地址/],
    [{ tls: { local: 'a b' } }, /局域网里的名字/],
  ]
  for (const [more, words] of cases) {
    await assert.rejects(
      attempt(more),
      (error) => error instanceof Refused && words.test(error.message),
      String(words),
    )
  }
})
