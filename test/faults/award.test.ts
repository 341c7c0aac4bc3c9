import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { ask, fillHall } from './hall.ts'
import type { Hall } from './hall.ts'
import { untilAnswered } from './phones.ts'
import { command, postmasterOf, programFolder, serve } from './process.ts'
import type { Served } from './process.ts'

const PEOPLE = 6000
const YEAR = new Date().getFullYear()
/** How long after its beginning the award is struck, in milliseconds; more by hand: AWARD_KILLS=50. */
const DELAYS = Array.from(
  { length: Number(process.env['AWARD_KILLS'] ?? 2) },
  (_, round) => 120 + ((round * 331) % 900),
)

type Ledger = { awards: number; reversals: number; balance: number }

describe(`an award of ${PEOPLE}`, { skip: Boolean(process.env['DATABASE_URL']) }, () => {
  test('killed half-way is whole or absent, and the next try makes it whole', async (t) => {
    const dataDir = await programFolder(t)
    let served = await serve(dataDir)
    t.after(() => void served.child.kill('SIGKILL'))
    const { port } = new URL(served.address)
    const hall = await fillHall(dataDir, PEOPLE, 'lecturer')
    for (const [round, wait] of DELAYS.entries()) {
      const credits = round + 1
      const acknowledged = await struck(served, dataDir, policy(served.address, hall, credits), {
        wait,
        node: round % 2 === 1,
      })
      assertWhole(await ledgerOf(dataDir), acknowledged ? [credits] : [round, credits])

      served = await serve(dataDir, port)
      await untilAnswered(...policy(served.address, hall, credits))
      await stop(served)
      assertWhole(await ledgerOf(dataDir), [credits])
      served = await serve(dataDir, port)
    }
    await stop(served)
    const verified = await command(['verify', '--data', dataDir])
    assert.equal(verified.code, 0, verified.out + verified.said)
  })
})

/** Sends the award, kills PostgreSQL or Node, and ends the program. @returns whether the award was acknowledged. */
async function struck(
  served: Served,
  dataDir: string,
  award: [string, RequestInit],
  { wait, node }: { wait: number; node: boolean },
): Promise<boolean> {
  const answer = fetch(...award).then(
    ({ status }) => status === 200,
    () => false,
  )
  await delay(wait)
  if (node) served.child.kill('SIGKILL')
  else process.kill(await postmasterOf(dataDir), 'SIGKILL')
  const acknowledged = await answer
  served.child.kill('SIGKILL')
  await served.ended
  return acknowledged
}

async function stop({ child, ended }: Served): Promise<void> {
  child.kill('SIGTERM')
  await ended
}

/** Everybody holds the same number of credits, one of those that may be; everything else was reversed. */
function assertWhole({ awards, reversals, balance }: Ledger, credits: readonly number[]): void {
  assert.ok(credits.map((each) => each * PEOPLE).includes(balance), `${balance} for ${PEOPLE} people`)
  assert.equal(awards - reversals, balance === 0 ? 0 : PEOPLE, 'each once')
}

/** The change of policy after which everybody's one activity gives so many credits. */
function policy(address: string, hall: Hall, credits: number): [string, RequestInit] {
  const rows = [{ category: '集中', required: 1, hoursPerCredit: 1, ceiling: credits, leastRate: 0 }]
  const headers = { cookie: `yanpei=${hall.officer}`, 'content-type': 'application/json' }
  return [
    `${address}/api/policies/${YEAR}`,
    { method: 'PUT', headers, body: JSON.stringify({ rows, because: '试验' }) },
  ]
}

const LEDGER = `select count(*) filter (where kind = 'award')::int as awards, count(*) filter (where kind = 'reversal')::int as reversals,
  (select coalesce(sum(amount), 0)::float8 from credit_balance) as balance from credit_entry`

async function ledgerOf(dataDir: string): Promise<Ledger> {
  const [ledger] = await ask<Ledger>(dataDir, LEDGER)
  assert.ok(ledger)
  return ledger
}
