import assert from 'node:assert/strict'
import { chmod, lstat, mkdir, mkdtemp, readlink, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { findCluster, othersCanEnter, preparePlace, userToRunAs } from './place.ts'

const asRoot = userToRunAs() !== null

async function folder(t: TestContext): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'yanpei-place-'))
  t.after(() => rm(path, { recursive: true, force: true }))
  return path
}

test('a closed folder above or at a path keeps others out', async (t) => {
  const base = await folder(t)
  await mkdir(join(base, 'data'), { mode: 0o755 })
  await chmod(base, 0o700)
  assert.equal(await othersCanEnter(join(base, 'data')), false)
  await chmod(base, 0o711)
  assert.equal(await othersCanEnter(join(base, 'data')), true)
})

test('everything lies in the data folder, closed to others', async (t) => {
  const base = await folder(t)
  await chmod(base, 0o755)
  const dataDir = join(base, 'data')
  const place = await preparePlace(dataDir)
  assert.equal(place.data, join(dataDir, 'postgres'))
  assert.equal((await stat(place.wal)).mode & 0o777, 0o700)
  assert.equal((await stat(join(dataDir, 'log'))).mode & 0o777, 0o700)
})

test('a deep folder gets a socket that is short enough', async (t) => {
  const base = await folder(t)
  await chmod(base, 0o755)
  const place = await preparePlace(join(base, '很深的文件夹'.repeat(5), 'x'.repeat(60)))
  assert.ok(Buffer.byteLength(place.socket) <= 85, place.socket)
})

test('root: an empty private folder is opened for passing through', { skip: !asRoot }, async (t) => {
  const base = await folder(t)
  const place = await preparePlace(base)
  assert.equal(place.data, join(base, 'postgres'))
  assert.equal((await stat(base)).mode & 0o777, 0o711)
})

test(
  'root: below a private folder the cluster lies where the database can reach it',
  { skip: !asRoot },
  async (t) => {
    const base = await folder(t)
    await chmod(base, 0o700)
    await writeFile(join(base, 'somebody’s'), '')
    const dataDir = join(base, 'data')
    const place = await preparePlace(dataDir)
    t.after(() => rm(dirname(place.data), { recursive: true }))
    assert.equal((await stat(base)).mode & 0o777, 0o700)
    assert.ok((await lstat(join(dataDir, 'postgres'))).isSymbolicLink())
    assert.equal(await readlink(join(dataDir, 'postgres')), place.data)
    assert.equal((await preparePlace(dataDir)).data, place.data)
    assert.equal((await findCluster(dataDir)).data, place.data)
    await rm(dataDir, { recursive: true })
    const again = await preparePlace(dataDir)
    t.after(() => rm(dirname(again.data), { recursive: true }))
    assert.notEqual(basename(dirname(again.data)), basename(dirname(place.data)))
  },
)

test('a data folder whose cluster has gone is refused, not begun anew', { skip: !asRoot }, async (t) => {
  const base = await folder(t)
  await chmod(base, 0o700)
  await writeFile(join(base, 'somebody’s'), '')
  const dataDir = join(base, 'data')
  const place = await preparePlace(dataDir)
  await rm(dirname(place.data), { recursive: true })
  await assert.rejects(preparePlace(dataDir), { code: 'cluster-missing', message: /已经没有数据库/ })
})
