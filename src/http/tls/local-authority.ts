import { createPrivateKey, generateKeyPairSync, X509Certificate } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { isIP } from 'node:net'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { isPrivate } from './name-constraints.ts'
import { authorityExtensions, certificateOf, serverExtensions } from './x509.ts'
import type { KeyPair } from './x509.ts'

/** A certificate with its key, as PEM; `authority` is what phones have to trust, null for one that they do. */
export type Certificate = { key: string; cert: string; authority: string | null }

const DAY_MS = 86_400_000
/** Phones refuse own authorities' certificates of more than 825 days, some of more than 398. */
const SERVER_DAYS = 397
const AUTHORITY_DAYS = 3650
const RENEW_DAYS = 30
const HOST_NAME = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/i

/**
 * The certificate of a server without a public one: signed by an authority of its own, which phones trust once they
 * have installed it. Both are made on first use below `dataDir/tls`; the server's is renewed 30 days before its end
 * and when names or addresses have changed, the authority stays.
 * @throws TypeError when `name` is neither a host name nor a private address.
 */
export async function localCertificate(dataDir: string, name: string, now: Date): Promise<Certificate> {
  if (isIP(name) === 0 ? !HOST_NAME.test(name) : !isPrivate(name))
    throw new TypeError(`not a host name or private address: ${name}`)
  const folder = join(dataDir, 'tls')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const authority =
    (await stored(join(folder, `authority-${name}`), (pair) => goodFor(pair, now, AUTHORITY_DAYS / 10))) ??
    (await keep(join(folder, `authority-${name}`), await makeAuthority(name, now)))
  const names = namesOf(name)
  const server = join(folder, `server-${name}`)
  const fits = (pair: Pair): boolean =>
    goodFor(pair, now, RENEW_DAYS) && covers(pair, names) && signedBy(pair, authority)
  const { key, cert } =
    (await stored(server, fits)) ?? (await keep(server, await makeServer(name, names, authority, now)))
  return { key, cert: `${cert.trimEnd()}\n${authority.cert}`, authority: authority.cert }
}

type Pair = { key: string; cert: string }

/** The name, this machine's own name for itself, and its private addresses. */
function namesOf(name: string): string[] {
  const addresses = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .map(({ address }) => address)
    .filter(isPrivate)
  return [...new Set([name, 'localhost', ...addresses])]
}

async function stored(path: string, fits: (pair: Pair) => boolean): Promise<Pair | null> {
  try {
    const pair = { key: await readFile(`${path}.key`, 'utf8'), cert: await readFile(`${path}.crt`, 'utf8') }
    return fits(pair) ? pair : null
  } catch {
    return null // missing or damaged: made anew
  }
}

async function keep(path: string, pair: Pair): Promise<Pair> {
  for (const part of ['key', 'cert'] as const) {
    const file = `${path}.${part === 'key' ? 'key' : 'crt'}`
    await writeFile(`${file}.new`, pair[part], { mode: 0o600, flush: true })
    await rename(`${file}.new`, file)
  }
  return pair
}

function goodFor({ key, cert }: Pair, now: Date, days: number): boolean {
  const read = new X509Certificate(cert)
  return (
    read.checkPrivateKey(createPrivateKey(key)) && Date.parse(read.validTo) - now.getTime() > days * DAY_MS
  )
}

function covers({ cert }: Pair, names: readonly string[]): boolean {
  const read = new X509Certificate(cert)
  return names.every((name) => (isIP(name) === 0 ? read.checkHost(name) : read.checkIP(name)) !== undefined)
}

function signedBy({ cert }: Pair, authority: Pair): boolean {
  return new X509Certificate(cert).verify(new X509Certificate(authority.cert).publicKey)
}

async function makeAuthority(name: string, now: Date): Promise<Pair> {
  const keys = newKeys()
  const subject = authorityName(name)
  const cert = await certificateOf({
    subject,
    issuer: subject,
    ...period(now, AUTHORITY_DAYS),
    publicKey: keys.publicKey,
    issuerKey: keys,
    extensions: authorityExtensions([name, 'localhost']),
  })
  return { key: pemOf(keys), cert }
}

async function makeServer(name: string, names: readonly string[], authority: Pair, now: Date): Promise<Pair> {
  const keys = newKeys()
  const cert = await certificateOf({
    subject: name,
    issuer: authorityName(name),
    ...period(now, SERVER_DAYS),
    publicKey: keys.publicKey,
    issuerKey: keysOf(authority),
    extensions: serverExtensions(names),
  })
  return { key: pemOf(keys), cert }
}

function keysOf({ key, cert }: Pair): KeyPair {
  return { privateKey: createPrivateKey(key), publicKey: new X509Certificate(cert).publicKey }
}

function authorityName(name: string): string {
  return `Yanpei ${name}`
}

/** From an hour ago, for phones whose clock is slow. */
function period(now: Date, days: number): { from: Date; until: Date } {
  return { from: new Date(now.getTime() - DAY_MS / 24), until: new Date(now.getTime() + days * DAY_MS) }
}

function newKeys(): KeyPair {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' })
}

function pemOf({ privateKey }: KeyPair): string {
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()
}
