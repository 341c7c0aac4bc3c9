import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'

const HOME = join(import.meta.dirname, '..')
const LAUNCHER = join(HOME, 'yanpei')

async function elsewhere(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'yanpei-launcher-'))
  t.after(() => rm(folder, { recursive: true, force: true }))
  return folder
}

function run(program: string, args: readonly string[], cwd: string): { status: number | null; said: string } {
  const { DATABASE_URL: _external, ...env } = process.env
  const done = spawnSync(program, args, { cwd, env, encoding: 'utf8', timeout: 120_000 })
  return { status: done.status, said: done.stdout + done.stderr }
}

test('it works from any folder, by a link too, and says how it is used', async (t) => {
  const folder = await elsewhere(t)
  await symlink(LAUNCHER, join(folder, 'link'))
  for (const program of [LAUNCHER, join(folder, 'link')]) {
    const { status, said } = run(program, ['help'], folder)
    assert.equal(status, 0, said)
    assert.match(said, /standing/)
  }
  assert.equal(run(LAUNCHER, ['no-such-command'], folder).status, 2)
})

test('file names mean the folder of whoever calls', async (t) => {
  const folder = await elsewhere(t)
  await writeFile(join(folder, 'here.xlsx'), 'not a workbook')
  const missing = run(LAUNCHER, ['import', 'absent.xlsx', '--data', 'data'], folder)
  const found = run(LAUNCHER, ['import', 'here.xlsx', '--data', 'data'], folder)
  assert.deepEqual([missing.status, found.status], [1, 1])
  assert.notEqual(missing.said.replace('absent', 'here'), found.said)
})

test('a Node that is too old is refused in words', () => {
  const script = join(HOME, 'scripts/require-node.mjs')
  assert.equal(run(process.execPath, [script], HOME).status, 0)
  const pretend = `Object.defineProperty(process.versions, 'node', { value: '20.1.0' }); await import(${JSON.stringify(script)})`
  const old = run(process.execPath, ['--input-type=module', '-e', pretend], HOME)
  assert.equal(old.status, 1)
  assert.match(old.said, /需要 Node\.js 24 或更新的版本，本机是 20\.1\.0/)
})
