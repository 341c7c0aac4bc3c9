import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { dayAt } from '#lib/dates.ts'
import { keptSecret } from '../account/secrets.ts'
import { audit } from '../call.ts'
import type { Runtime, Work } from '../call.ts'
import { regionOf } from '../network/region.ts'

/** What is signed: the state of a region's whole ledger at the end of a day. */
export type Checkpoint = {
  region: string
  day: string
  upto: number
  entries: number
  total: string
  head: string
}

const KEY_NAME = 'checkpointKey'

/**
 * Makes today's checkpoint unless it exists: count, sum and head of all chains, signed, kept in the database and as a
 * file which the bureau may copy. A chain alone does not show that its tail was cut; a checkpoint outside does.
 * @returns the checkpoint, or null when the day has one.
 */
export async function makeCheckpoint(
  work: Work,
  { dataDir }: Pick<Runtime, 'dataDir'>,
): Promise<Checkpoint | null> {
  const day = dayAt(work.now)
  const { rows } = await sql<{ upto: number; entries: number; total: string; head: Buffer }>`
    select p.upto, s.entries, s.total::numeric(30, 2)::text as total, s.head
    from (select settled_position() as upto) p cross join lateral credit_state(${work.caller.region}, p.upto) s
    where not exists (select from credit_checkpoint c where c.region_id = ${work.caller.region} and c.day = ${day})`.execute(
    work.tx,
  )
  const state = rows[0]
  if (state === undefined) return null
  const { code } = await regionOf(work)
  const checkpoint = {
    region: code,
    day,
    upto: state.upto,
    entries: state.entries,
    total: state.total,
    head: state.head.toString('hex'),
  }
  const key = await privateKey(dataDir)
  const signature = sign(null, signedBytes(checkpoint), key)
  await sql`insert into credit_checkpoint (region_id, day, upto, entries, total, head, signature)
    values (${work.caller.region}, ${day}, ${state.upto}, ${state.entries}, ${state.total}, ${state.head}, ${signature})
    on conflict do nothing`.execute(work.tx)
  await audit(work.tx, 'make-checkpoint', { kind: 'credit-checkpoint', id: day }, checkpoint)
  await publish(
    dataDir,
    checkpoint,
    signature,
    createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString(),
  )
  return checkpoint
}

/** The bytes that are signed; the order of the parts is fixed. */
function signedBytes({ region, day, upto, entries, total, head }: Checkpoint): Buffer {
  return Buffer.from([region, day, upto, entries, total, head].join('|'))
}

/** True when a checkpoint bears the signature of this data folder's key. */
export async function isSigned(dataDir: string, checkpoint: Checkpoint, signature: Buffer): Promise<boolean> {
  return verify(null, signedBytes(checkpoint), createPublicKey(await privateKey(dataDir)), signature)
}

async function privateKey(dataDir: string): Promise<ReturnType<typeof createPrivateKey>> {
  const make = (): string =>
    generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
  return createPrivateKey(await keptSecret(dataDir, KEY_NAME, make))
}

async function publish(
  dataDir: string,
  checkpoint: Checkpoint,
  signature: Buffer,
  publicKey: string,
): Promise<void> {
  const folder = join(dataDir, 'checkpoints')
  await mkdir(folder, { recursive: true })
  const path = join(folder, `${checkpoint.region}-${checkpoint.day}.json`)
  const text = JSON.stringify({ ...checkpoint, signature: signature.toString('base64'), publicKey }, null, 2)
  await writeFile(`${path}.new`, `${text}\n`, { flush: true })
  await rename(`${path}.new`, path)
}
