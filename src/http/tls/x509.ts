import 'reflect-metadata' // first: the library's container looks for it while loading
import { webcrypto, type KeyObject } from 'node:crypto'
import { isIP } from 'node:net'
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  Name,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509CertificateGenerator,
} from '@peculiar/x509'
import { NAME_CONSTRAINTS, nameConstraints } from './name-constraints.ts'

export type KeyPair = { publicKey: KeyObject; privateKey: KeyObject }

/** What a certificate says (RFC 5280 4.1). The keys are P-256. */
export type Statement = {
  subject: string
  issuer: string
  from: Date
  until: Date
  publicKey: KeyObject
  /** The issuer's; its own where it signs itself. */
  issuerKey: KeyPair
  extensions: readonly Extension[]
}

const P256 = { name: 'ECDSA', namedCurve: 'P-256' }

/** Makes and signs a certificate, with a random serial number; PEM. */
export async function certificateOf(statement: Statement): Promise<string> {
  const made = await X509CertificateGenerator.create(
    {
      subject: nameOf(statement.subject),
      issuer: nameOf(statement.issuer),
      notBefore: statement.from,
      notAfter: statement.until,
      publicKey: spkiOf(statement.publicKey),
      signingKey: statement.issuerKey.privateKey.toCryptoKey(P256, false, ['sign']),
      signingAlgorithm: { ...P256, hash: 'SHA-256' },
      extensions: [...statement.extensions, ...(await keyIdentifiers(statement))],
    },
    webcrypto,
  )
  return `${made.toString('pem')}\n`
}

/**
 * Which key is certified and which one signs it (RFC 5280 4.2.1.1, 4.2.1.2): phones find the authority by them, also
 * where several bear the same name.
 */
async function keyIdentifiers({ publicKey, issuerKey }: Statement): Promise<Extension[]> {
  return [
    await SubjectKeyIdentifierExtension.create(spkiOf(publicKey), false, webcrypto),
    await AuthorityKeyIdentifierExtension.create(spkiOf(issuerKey.publicKey), false, webcrypto),
  ]
}

function spkiOf(key: KeyObject): Buffer {
  return key.export({ type: 'spki', format: 'der' })
}

function nameOf(commonName: string): Name {
  return new Name([{ CN: [{ utf8String: commonName }] }])
}

/** What makes an authority: it signs servers with `names` and private addresses, and no further authorities. */
export function authorityExtensions(names: readonly string[]): Extension[] {
  return [
    new BasicConstraintsExtension(true, 0, true),
    new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
    new Extension(NAME_CONSTRAINTS, true, nameConstraints(names)),
  ]
}

/** What makes a server's certificate, for these names and addresses. */
export function serverExtensions(names: readonly string[]): Extension[] {
  const alternatives = names.map((value) => ({ type: isIP(value) === 0 ? 'dns' : 'ip', value }) as const)
  return [
    new BasicConstraintsExtension(false, undefined, true),
    new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
    new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
    new SubjectAlternativeNameExtension(alternatives),
  ]
}
