import { randomUUID } from 'node:crypto'
import { dayAt } from '#lib/dates.ts'
import { attempt } from '#kernel/attempt.ts'
import { audit, type Work } from '#kernel/call.ts'
import { whyNotCertified } from './certificates.ts'
import { personOfNumber } from './read.ts'
import { changePerson } from './service.ts'
import { statesOf } from './store-page.ts'

/** A certificate as a decision gives or takes it. */
export type Certificate = { identityNumber: string; type: string; document: string | null }

/**
 * Writes into the file of somebody who is on it that they were certified, from today on; a kind that the one on file
 * covers already changes nothing. Thereby who was followed up for want of it is followed up no more.
 */
export async function enterCertificate(
  work: Work,
  { identityNumber, type, document }: Certificate,
): Promise<void> {
  const person = await personOfNumber(work, identityNumber)
  if (person === undefined) return
  const held = (await statesOf(work, person.id)).at(-1)?.certificate ?? null
  if (whyNotCertified({ stage: type, certificate: held }) !== null)
    await write(work, person.id, type, document)
}

/** Takes it out again, where it still stands: what was held before holds from today on. */
export async function dropCertificate(
  work: Work,
  { identityNumber, type, document }: Certificate,
): Promise<void> {
  const person = await personOfNumber(work, identityNumber)
  if (person === undefined) return
  const states = await statesOf(work, person.id)
  if (states.at(-1)?.certificate !== type) return
  const before = states.findLast(({ certificate }) => certificate !== type)?.certificate ?? null
  await write(work, person.id, before, document)
}

/** A file that has a change of a later day is left as it is: the log says so, and the decision stands. */
async function write(
  work: Work,
  id: string,
  certificate: string | null,
  document: string | null,
): Promise<void> {
  const on = dayAt(work.now)
  const left = await attempt(work, async () => {
    await changePerson(work, id, { key: randomUUID(), on, document, facts: { certificate } })
  })
  if (left === null) return
  const { because } = left.refusal
  await audit(work.tx, 'person.certificate-left', { kind: 'person', id }, { certificate, because })
}
