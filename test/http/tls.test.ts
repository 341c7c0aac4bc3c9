import 'reflect-metadata' // first: the certificates' library looks for it while loading
import assert from 'node:assert/strict'
import { X509Certificate } from 'node:crypto'
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import http from 'node:http'
import https from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import {
  AuthorityKeyIdentifierExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate as Certificate,
} from '@peculiar/x509'
import { serve, type Serving } from '#http/serve.ts'
import { localCertificate } from '#http/tls/local-authority.ts'
import { isPrivate, nameConstraints } from '#http/tls/name-constraints.ts'
import type { Ending } from '#test/harness/database.ts'
import { stage } from './harness.ts'

const DAY = 86_400_000

async function folder(ending: Ending): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'yanpei-tls-'))
  ending.after(() => rm(made, { recursive: true, force: true }))
  return made
}

test('the server certificate is renewed near its end, the authority stays', async (t) => {
  const dir = await folder(t)
  const now = new Date()
  const first = await localCertificate(dir, 'peixun.local', now)
  const later = await localCertificate(dir, 'peixun.local', new Date(now.getTime() + 300 * DAY))
  assert.deepEqual(later, first)
  const near = await localCertificate(dir, 'peixun.local', new Date(now.getTime() + 370 * DAY))
  assert.equal(near.authority, first.authority)
  assert.notEqual(near.cert, first.cert)
  const files = await readdir(join(dir, 'tls'))
  for (const file of files) assert.equal((await stat(join(dir, 'tls', file))).mode & 0o777, 0o600, file)
})

test('it names the server, localhost and private addresses only, and its authority can sign no others', async (t) => {
  const { cert, authority } = await localCertificate(await folder(t), '192.168.7.9', new Date())
  const read = new X509Certificate(cert)
  assert.ok(read.subjectAltName?.includes('IP Address:192.168.7.9'))
  assert.equal(read.checkHost('localhost'), 'localhost')
  assert.equal(read.verify(new X509Certificate(authority ?? '').publicKey), true)
  assert.deepEqual(['10.1.2.3', '192.168.0.1', '8.8.8.8', 'fd00::1', '2001:db8::1'].map(isPrivate), [
    true,
    true,
    false,
    true,
    false,
  ])
  assert.equal(nameConstraints(['a.b']).subarray(0, 2).toString('hex'), '3081')
  await assert.rejects(localCertificate('/nowhere', '8.8.8.8', new Date()), TypeError)
})

test('a certificate names its own key and the one that signed it, by which phones find the authority', async (t) => {
  const { cert, authority } = await localCertificate(await folder(t), 'peixun.local', new Date())
  const [own, signer] = [keysNamed(cert), keysNamed(authority ?? '')]
  assert.match(own.subject ?? '', /^[0-9a-f]{40}$/)
  assert.notEqual(own.subject, signer.subject)
  assert.deepEqual([own.authority, signer.authority], [signer.subject, signer.subject])
})

/** The key identifiers of the first certificate of a PEM file, in hexadecimal. */
function keysNamed(pem: string): { subject: string | undefined; authority: string | undefined } {
  const read = new Certificate(pem.slice(0, pem.indexOf('-----END') + 25))
  return {
    subject: read.getExtension(SubjectKeyIdentifierExtension)?.keyId,
    authority: read.getExtension(AuthorityKeyIdentifierExtension)?.keyId,
  }
}

async function served(ending: Ending): Promise<Serving & { ca: string }> {
  const { runtime, dataDir } = await stage(ending)
  const serving = await serve({
    runtime,
    webRoot: dataDir,
    port: 0,
    host: '127.0.0.1',
    tls: { local: 'localhost' },
  })
  ending.after(() => serving.close())
  const { authority } = await localCertificate(dataDir, 'localhost', new Date())
  return { ...serving, ca: authority ?? '' }
}

type Got = { status: number; headers: http.IncomingHttpHeaders; body: string }

function get(url: string, options: https.RequestOptions = {}): Promise<Got> {
  const { promise, resolve, reject } = Promise.withResolvers<Got>()
  const lib = url.startsWith('https') ? https : http
  const request = lib.get(url, { agent: false, ...options }, (answer) => {
    let body = ''
    answer.setEncoding('utf8').on('data', (part: string) => (body += part))
    answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body }))
  })
  request.on('error', reject)
  return promise
}

test('a phone that trusts the authority is served over TLS, with HSTS and cookies of this host only', async (t) => {
  const { port, ca } = await served(t)
  const answer = await get(`https://localhost:${port}/healthz`, { ca })
  assert.equal(answer.status, 200)
  assert.match(String(answer.headers['strict-transport-security']), /max-age=\d{8}/)
  await assert.rejects(get(`https://localhost:${port}/healthz`), /certificate/)
})

test('the same port tells plain HTTP where to go and hands out the certificate', async (t) => {
  const { port, ca } = await served(t)
  const lost = await get(`http://127.0.0.1:${port}/m?x=1`, { headers: { host: 'peixun.local:8080' } })
  assert.deepEqual([lost.status, lost.headers.location], [308, 'https://peixun.local:8080/m?x=1'])
  const plain = await get(`http://127.0.0.1:${port}/ca.crt`)
  assert.deepEqual([plain.body, plain.headers['content-type']], [ca, 'application/x-x509-ca-cert'])
  const secure = await get(`https://localhost:${port}/ca.crt`, { ca })
  assert.equal(secure.body, ca)
  assert.match((await get(`http://127.0.0.1:${port}/ca`)).body, /下载证书/)
  const bad = await get(`http://127.0.0.1:${port}/`, { headers: { host: 'a b<script>' } })
  assert.equal(bad.status, 400)
})
