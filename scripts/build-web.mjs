// Builds the pages if there are none or their sources have changed since. `--force` builds in any case.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { globSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const HOME = join(import.meta.dirname, '..')
const STAMP = join(HOME, 'web/dist/.sources')
const SOURCES = ['web/**/*', 'src/{contract,lib,systems,kernel}/**/*.ts', 'package-lock.json']

function sourcesHash() {
  const hash = createHash('sha256')
  const paths = globSync(SOURCES, {
    cwd: HOME,
    exclude: (name) => name === 'dist' || name === 'node_modules',
  })
  for (const path of paths.toSorted()) {
    const full = join(HOME, path)
    if (statSync(full).isFile()) hash.update(`${path}\0`).update(readFileSync(full))
  }
  return hash.digest('hex')
}

function builtFrom() {
  try {
    return readFileSync(STAMP, 'utf8')
  } catch {
    return ''
  }
}

const hash = sourcesHash()
if (process.argv.includes('--force') || builtFrom() !== hash) {
  console.error('正在生成网页……')
  const vite = join(HOME, 'node_modules/vite/bin/vite.js')
  const args = [vite, 'build', '--config', 'web/vite.config.ts', '--logLevel', 'warn']
  const built = spawnSync(process.execPath, args, { cwd: HOME, stdio: ['ignore', 'inherit', 'inherit'] })
  if (built.status === 0) writeFileSync(STAMP, hash)
  else console.error('网页没有生成成功。')
  process.exitCode = built.status ?? 1
}
