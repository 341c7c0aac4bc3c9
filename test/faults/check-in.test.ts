import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { ask, fillHall } from './hall.ts'
import { checkInUntilAcknowledged, codeOnScreen } from './phones.ts'
import { command, postmasterOf, programFolder, serve } from './process.ts'
import type { Served } from './process.ts'

const PEOPLE = 500
const PHONES_AT_ONCE = 25
/** After so many acknowledgements who is killed. More rounds by hand: CHECK_IN_KILLS=100 for each of them. */
const EACH = Number(process.env['CHECK_IN_KILLS'] ?? 2)

describe('500 check-ins', { skip: Boolean(process.env['DATABASE_URL']) }, () => {
  test('while Node and PostgreSQL are killed: nothing acknowledged is lost or doubled, no hand is needed', async (t) => {
    const dataDir = await programFolder(t)
    let served = await serve(dataDir)
    const { address } = served
    t.after(() => void served.child.kill('SIGKILL'))
    const hall = await fillHall(dataDir, PEOPLE)
    const code = await codeOnScreen(address, hall)

    const restart = async (): Promise<void> => {
      served.child.kill('SIGKILL')
      await served.ended
      served = await serve(dataDir, new URL(address).port)
    }
    const killers = [() => killServer(dataDir), restart]
    const every = Math.floor(PEOPLE / (EACH * killers.length + 1))
    let acknowledged = 0
    const failed = Promise.withResolvers<never>()
    let striking: Promise<void> = Promise.resolve()
    const phone = async (token: string): Promise<void> => {
      await checkInUntilAcknowledged(address, hall, token, code)
      acknowledged += 1
      const strike = acknowledged / every
      const killer = killers[strike % killers.length]
      if (Number.isInteger(strike) && strike <= EACH * killers.length && killer !== undefined)
        striking = striking.then(killer).catch(failed.reject)
    }
    const waiting = [...hall.teachers]
    const lane = async (): Promise<void> => {
      for (let token = waiting.shift(); token !== undefined; token = waiting.shift()) await phone(token)
    }
    await Promise.race([Promise.all(Array.from({ length: PHONES_AT_ONCE }, lane)), failed.promise])
    await striking
    await stopped(served)

    assert.equal(acknowledged, PEOPLE)
    const [found] = await ask<{ rows: number; people: number; audited: number }>(
      dataDir,
      `select count(*)::int as rows, count(distinct person_id)::int as people,
         (select count(*)::int from audit_log where action = 'check-in') as audited from attendance`,
    )
    assert.deepEqual(found, { rows: PEOPLE, people: PEOPLE, audited: PEOPLE })
    const verified = await command(['verify', '--data', dataDir])
    assert.equal(verified.code, 0, verified.out + verified.said)
  })
})

/** Kills PostgreSQL; where it is just starting again, as soon as it has. */
async function killServer(dataDir: string): Promise<void> {
  const pid = await postmasterOf(dataDir).catch(() => 0)
  if (pid > 0) process.kill(pid, 'SIGKILL')
  else await delay(50).then(() => killServer(dataDir))
}

async function stopped({ child, ended }: Served): Promise<void> {
  child.kill('SIGTERM')
  await ended
}
