import { generateSecret, generateURI, verifySync } from 'otplib'

const STEP_SECONDS = 30
const ISSUER = '研培'

/** A new shared secret, base32, and the address that authenticator apps read from its QR code. */
export function newSecret(accountLabel: string): { secret: string; uri: string } {
  const secret = generateSecret()
  return { secret, uri: generateURI({ issuer: ISSUER, label: accountLabel, secret }) }
}

/**
 * The time step that a six-digit code belongs to; null when it is wrong, more than a step off, or not newer than
 * the last accepted one (RFC 6238 5.2: a code is good once).
 */
export function acceptedStep(
  secret: string,
  code: string,
  now: Date,
  lastStep: number | null,
): number | null {
  const result = verifySync({
    secret,
    token: code,
    epoch: Math.floor(now.getTime() / 1000),
    epochTolerance: STEP_SECONDS,
    afterTimeStep: lastStep ?? undefined,
  })
  return result.valid && 'timeStep' in result ? result.timeStep : null
}
