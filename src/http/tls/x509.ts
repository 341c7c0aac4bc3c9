import { randomBytes, sign, type KeyObject } from 'node:crypto'
import { isIP } from 'node:net'
import { addressBytes } from './name-constraints.ts'
import { bits, der, integer, octets, oid, sequence, set, tagged, time, utf8, yes } from './der.ts'

/** What a certificate says (RFC 5280 4.1). The keys are P-256. */
export type Statement = {
  subject: string
  issuer: string
  from: Date
  until: Date
  publicKey: KeyObject
  signingKey: KeyObject
  extensions: readonly Buffer[]
}

const ECDSA_WITH_SHA256 = sequence(oid('1.2.840.10045.4.3.2'))
const VERSION_3 = tagged(0, integer(Buffer.from([2])))
const COMMON_NAME = oid('2.5.4.3')

/** Makes and signs a certificate; PEM. */
export function certificateOf(statement: Statement): string {
  const toSign = sequence(
    VERSION_3,
    integer(Buffer.concat([Buffer.from([0x4e]), randomBytes(15)])), // positive, 127 bits, never the same
    ECDSA_WITH_SHA256,
    nameOf(statement.issuer),
    sequence(time(statement.from), time(statement.until)),
    nameOf(statement.subject),
    statement.publicKey.export({ type: 'spki', format: 'der' }),
    tagged(3, sequence(...statement.extensions)),
  )
  const signature = sign('sha256', toSign, statement.signingKey)
  return pem(sequence(toSign, ECDSA_WITH_SHA256, bits(signature)))
}

function nameOf(commonName: string): Buffer {
  return sequence(set(sequence(COMMON_NAME, utf8(commonName))))
}

function pem(certificate: Buffer): string {
  const lines = certificate.toString('base64').match(/.{1,64}/g) ?? []
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n')
}

/** An extension by its identifier; a critical one has to be understood by whoever trusts the certificate. */
export function extension(id: string, critical: boolean, content: Buffer): Buffer {
  return critical ? sequence(oid(id), yes(), octets(content)) : sequence(oid(id), octets(content))
}

/** An authority that signs servers but no further authorities. */
export const IS_AUTHORITY = extension('2.5.29.19', true, sequence(yes(), integer(Buffer.from([0]))))
export const IS_NO_AUTHORITY = extension('2.5.29.19', true, sequence())
/** keyCertSign and cRLSign. */
export const MAY_SIGN_CERTIFICATES = extension('2.5.29.15', true, bits(Buffer.from([0x06]), 1))
/** digitalSignature. */
export const MAY_SIGN_HANDSHAKES = extension('2.5.29.15', true, bits(Buffer.from([0x80]), 7))
export const FOR_SERVERS = extension('2.5.29.37', false, sequence(oid('1.3.6.1.5.5.7.3.1')))

const DNS_NAME = 0x82
const IP_ADDRESS = 0x87

/** The names and addresses that the certificate is for. */
export function alternativeNames(names: readonly string[]): Buffer {
  const parts = names.map((name) =>
    isIP(name) === 0 ? der(DNS_NAME, Buffer.from(name, 'ascii')) : der(IP_ADDRESS, addressBytes(name)),
  )
  return extension('2.5.29.17', false, sequence(...parts))
}
