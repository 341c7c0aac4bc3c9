/** Bad requests over all routes: `node bench/storm.ts [count] [seed]`; prints statuses, fails on any 5xx. */
import { testDatabase } from '#test/harness/database.ts'
import { storm } from '#test/http/storm.ts'

const [count, seed] = [Number(process.argv[2] ?? 100_000), Number(process.argv[3] ?? Date.now() % 1_000_000)]
const endings: (() => Promise<void>)[] = []
const db = await testDatabase({ after: (done) => void endings.push(done) })
const { statuses, faults } = await storm(db, count, seed)
console.log(JSON.stringify({ count, seed, statuses, faults: faults.length }))
for (const fault of faults.slice(0, 10)) console.log(JSON.stringify(fault))
for (const end of endings) await end()
process.exitCode = faults.length === 0 ? 0 : 1
