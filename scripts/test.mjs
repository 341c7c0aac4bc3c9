// What "npm test" runs: lint, types, format, web build and every test, ending with "N passed, N failed".
// Runs on any Node (it installs what is missing) and goes on under the packaged one.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const HOME = join(dirname(fileURLToPath(import.meta.url)), '..')
const TESTS = ['src/**/*.test.ts', 'test/**/*.test.ts', 'web/**/*.test.ts']
const LINGERING = 20_000
const only = process.argv.slice(2)

/** @returns {string} the Node to test with; ends this process when there is none. */
function prepare() {
  const installed = spawnSync('sh', ['scripts/install.sh'], { cwd: HOME, stdio: 'inherit' })
  const found = spawnSync('sh', ['scripts/find-node.sh'], { cwd: HOME, encoding: 'utf8' })
  if (installed.status === 0 && found.status === 0) return found.stdout.trim()
  console.error(found.stderr)
  console.log('0 passed, 1 failed')
  return process.exit(1)
}

/** Runs a check; its words are shown when it fails. @returns {Promise<boolean>} */
async function check(title, args) {
  const started = Date.now()
  const child = spawn(node, args, { cwd: HOME })
  const said = []
  child.stdout.on('data', (chunk) => said.push(chunk))
  child.stderr.on('data', (chunk) => said.push(chunk))
  const code = await new Promise((resolve) => child.once('close', resolve))
  console.log(`${code === 0 ? '✔' : '✖'} ${title} (${Date.now() - started} ms)`)
  if (code !== 0) console.log(Buffer.concat(said).toString('utf8'))
  return code === 0
}

const bin = (name, path) => join('node_modules', name, path)
const CHECKS = [
  ['lint', [bin('oxlint', 'bin/oxlint'), '--type-aware', '--deny-warnings']],
  ['format', [bin('oxfmt', 'bin/oxfmt'), '--check']],
  ['types of server, tests and scripts', [bin('typescript', 'bin/tsc'), '-p', 'tsconfig.json']],
  ['types of the pages', [bin('typescript', 'bin/tsc'), '-p', 'web/tsconfig.json']],
  ['web build', ['scripts/build-web.mjs', '--force']],
]

/** Runs the tests in one process. @returns {Promise<{passed: number, failed: number}>} */
async function runTests(patterns) {
  const folder = mkdtempSync(join(tmpdir(), 'yanpei-report-'))
  const counts = join(folder, 'counts.json')
  const reporters = ['spec', './scripts/count-reporter.mjs'].map((name) => `--test-reporter=${name}`)
  const targets = ['stdout', counts].map((name) => `--test-reporter-destination=${name}`)
  const args = [
    '--test',
    '--test-isolation=none',
    '--test-timeout=900000',
    ...reporters,
    ...targets,
    ...patterns,
  ]
  const child = spawn(node, args, { cwd: HOME, stdio: ['ignore', 'inherit', 'inherit'] })
  const lingering = killWhenLingering(child, counts)
  const code = await new Promise((resolve) => child.once('close', resolve))
  clearInterval(lingering)
  const { passed, failed } = readCounts(counts)
  rmSync(folder, { recursive: true })
  return { passed, failed: code !== 0 && failed === 0 ? 1 : failed }
}

/** A test that leaves something open keeps the process alive after the last result: that is a failure. */
function killWhenLingering(child, counts) {
  let since = 0
  return setInterval(() => {
    if (!existsSync(counts) || readFileSync(counts, 'utf8') === '') return
    since ||= Date.now()
    if (Date.now() - since > LINGERING) child.kill('SIGKILL')
  }, 1000)
}

function readCounts(path) {
  const text = existsSync(path) ? readFileSync(path, 'utf8') : ''
  return text === '' ? { passed: 0, failed: 1 } : JSON.parse(text)
}

const node = prepare()
console.log(
  only.length > 0 ? 'Tests:' : 'Checks, web build and tests, against real PostgreSQL and a real browser:',
)
const checks = only.length > 0 ? [] : CHECKS
const results = []
for (let at = 0; at < checks.length; at += 2) {
  results.push(...(await Promise.all(checks.slice(at, at + 2).map(([title, args]) => check(title, args)))))
}
const tests = await runTests(only.length > 0 ? only : TESTS)
const passed = tests.passed + results.filter(Boolean).length
const failed = tests.failed + results.filter((good) => !good).length
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
