import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { suite, test, type TestContext } from 'node:test'
import { storeFrom } from '#kernel/store/choose.ts'
import { MissingFile, type FileStore } from '#kernel/store/file-store.ts'
import { smallS3, type SmallS3 } from './small-s3.ts'

const SECRET = { YANPEI_S3_BUCKET: 'yanpei', YANPEI_S3_KEY: 'key', YANPEI_S3_SECRET: 'secret' }

async function folder(t: TestContext): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'yanpei-store-'))
  t.after(() => rm(path, { recursive: true }))
  return path
}

async function bucket(t: TestContext): Promise<{ s3: SmallS3; store: FileStore }> {
  const s3 = await smallS3()
  t.after(() => s3.end())
  return { s3, store: storeFrom({ ...SECRET, YANPEI_S3_ENDPOINT: s3.endpoint }, '/nowhere') }
}

/** The environment's own service, where one is named; ours else. */
async function outside(t: TestContext): Promise<FileStore> {
  if (process.env['YANPEI_TEST_S3_ENDPOINT'] === undefined) return (await bucket(t)).store
  const named = Object.entries(process.env).flatMap(([name, value]) =>
    name.startsWith('YANPEI_TEST_S3_') ? [[name.replace('_TEST', ''), value]] : [],
  )
  return storeFrom(Object.fromEntries(named) as Record<string, string>, '/nowhere')
}

const STORES: Record<string, (t: TestContext) => Promise<FileStore>> = {
  disk: async (t) => storeFrom({}, await folder(t)),
  's3-compatible': outside,
}

const hashOf = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest()

for (const [name, make] of Object.entries(STORES)) {
  suite(`files kept by ${name}`, () => {
    test('a content comes back as it was, from memory and from a file, again and again', async (t) => {
      const store = await make(t)
      const small = Buffer.from('内容')
      await store.put(hashOf(small), small)
      await store.put(hashOf(small), small)
      assert.deepEqual(await buffer(await store.open(hashOf(small))), small)
      const large = randomBytes(3_000_000)
      const path = join(await folder(t), 'large')
      await writeFile(path, large)
      await store.put(hashOf(large), { path, sha256: hashOf(large), bytes: large.length, final: true })
      assert.ok((await buffer(await store.open(hashOf(large)))).equals(large))
    })

    test('what is not there is told as missing', async (t) => {
      await assert.rejects((await make(t)).open(randomBytes(32)), MissingFile)
    })
  })
}

suite('an s3-compatible service', () => {
  test('that got another content than was signed does not count as keeping it', async (t) => {
    const { s3, store } = await bucket(t)
    s3.damage = true
    await assert.rejects(store.put(hashOf(Buffer.from('内容')), Buffer.from('内容')), /400/)
    assert.equal(s3.contents.size, 0)
  })

  test('whose keys are half set is refused in words', () => {
    assert.throws(() => storeFrom({ YANPEI_S3_BUCKET: 'b' }, '/nowhere'), /YANPEI_S3_ENDPOINT/)
  })
})
