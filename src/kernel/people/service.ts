import type { Correction, FactsChange, NewPerson, PersonFacts, Transfer } from '#contract/people.ts'
import { isRefusal, planChange } from '#lib/dated.ts'
import { maskIdentityNumber, normaliseIdentityNumber } from '#lib/identity-number.ts'
import { newId } from '#lib/ids.ts'
import { notFound, Refused, type Refusal } from '#lib/refusal.ts'
import { normaliseName } from '#lib/text.ts'
import { audit, type Work } from '#kernel/call.ts'
import { unitOfDay } from '#kernel/network/read.ts'
import { refusingClashes } from '#kernel/overlap.ts'
import { refuseAdding, refuseChanging, refuseMoving, refusePosting, refuseStaying } from './decide.ts'
import { findPerson, statesOf, type PersonRecord, type PersonState } from './store-page.ts'
import {
  correctRecord,
  findByIdentityNumber,
  insertPerson,
  insertState,
  rewriteState,
  splitState,
} from './store-write.ts'

const OVERTAKEN: Refusal = { code: 'overtaken', because: '刚才有人先作了更改。请刷新后再试。' }
const DONE = { done: true } as const

/**
 * Opens a file for somebody who joins a unit on a day.
 * @throws Refused 403, 409 when somebody was faster, 422 with the field that does not fit.
 */
export async function addPerson(work: Work, said: NewPerson): Promise<{ id: string }> {
  refuse(403, refuseMoving(work.caller))
  const identityNumber = normaliseIdentityNumber(said.identityNumber)
  const asked = { ...said, identityNumber, name: normaliseName(said.name) }
  refuse(422, refuseAdding(asked, await findByIdentityNumber(work, identityNumber)))
  const id = newId(work.now.getTime())
  const unitId = await postingAt(work, asked.unit, asked.on)
  await refusingClashes(OVERTAKEN, async () => {
    await insertPerson(work, {
      id,
      identityNumber,
      name: asked.name,
      phone: asked.phone,
      startedOn: asked.startedOn,
    })
    await insertState(work, id, {
      ...factsOf(asked),
      from: asked.on,
      to: null,
      unitId,
      document: asked.document,
    })
  })
  await record(work, 'add', id, {
    unit: asked.unit,
    on: asked.on,
    identity: maskIdentityNumber(identityNumber),
  })
  return { id }
}

/**
 * Moves a person to another unit from a day on, by a document; everything recorded before stays where it was.
 * @throws Refused 403, 404, 409 when a later change is on record, 422 with the field that does not fit.
 */
export async function transferPerson(work: Work, id: string, asked: Transfer): Promise<typeof DONE> {
  const person = await locked(work, id)
  refuse(403, refuseMoving(work.caller))
  const unitId = await postingAt(work, asked.unit, asked.on)
  await change(work, person, asked, (current) => {
    refuse(422, refuseStaying(current.unitId, unitId))
    return { unitId }
  })
  await record(work, 'transfer', id, asked)
  return DONE
}

/**
 * Changes facts of a person from a day on.
 * @throws Refused 403, 404, 409 when a later change is on record, 422.
 */
export async function changePerson(work: Work, id: string, asked: FactsChange): Promise<typeof DONE> {
  const person = await locked(work, id)
  refuse(403, refuseChanging(work.caller))
  await change(work, person, asked, () => asked.facts)
  await record(work, 'change', id, asked)
  return DONE
}

/**
 * Puts right what was recorded wrongly of a person: the person's own row, and the newest of what held.
 * @throws Refused 403, 404.
 */
export async function correctPerson(work: Work, id: string, said: Correction): Promise<typeof DONE> {
  const person = await locked(work, id)
  refuse(403, refuseChanging(work.caller))
  const asked = said.name === undefined ? said : { ...said, name: normaliseName(said.name) }
  await correctRecord(work, person, asked)
  if (asked.facts !== undefined) await correctNewest(work, id, asked.facts)
  // what contact data was and became is not kept: the log may never be erased, contact data must be erasable
  const { phone, ...told } = asked
  await record(work, 'correct', id, phone === undefined ? told : { ...told, phone: '已更正' })
  return DONE
}

async function correctNewest(work: Work, id: string, facts: Partial<PersonFacts>): Promise<void> {
  const newest = (await statesOf(work, id)).at(-1)
  if (newest === undefined) return
  await rewriteState(work, id, newest.from, { ...newest, ...facts })
}

async function locked(work: Work, id: string): Promise<PersonRecord> {
  const person = await findPerson(work, id)
  if (person === undefined) throw notFound('这位教师')
  await findPerson(work, id, true)
  return person
}

async function postingAt(work: Work, code: string, on: string): Promise<string> {
  const unit = await unitOfDay(work, code, on)
  const refusal = refusePosting(unit, on)
  if (refusal !== null || unit === undefined) throw new Refused(422, refusal ?? OVERTAKEN)
  return unit.id
}

/** What is new from the day on; a second change of the same day joins the first. */
async function change(
  work: Work,
  person: PersonRecord,
  asked: { on: string; document: string | null },
  news: (current: PersonState) => Partial<PersonState>,
): Promise<void> {
  const plan = planChange(await statesOf(work, person.id), asked.on, person.name)
  if (isRefusal(plan)) throw new Refused(plan.code === 'later-change' ? 409 : 422, plan)
  const changed = news(plan.current)
  const { current, kind } = plan
  const document = asked.document ?? (kind === 'rewrite' ? current.document : null)
  const next = { ...current, ...changed, from: asked.on, document }
  await refusingClashes(OVERTAKEN, () =>
    kind === 'rewrite'
      ? rewriteState(work, person.id, current.from, next)
      : splitState(work, person.id, current.from, next),
  )
}

function factsOf({
  stage,
  subject,
  rank,
  degree,
  staffing,
  putonghua,
  certificate,
}: PersonFacts): PersonFacts {
  return { stage, subject, rank, degree, staffing, putonghua, certificate }
}

function refuse(status: 403 | 422, refusal: Refusal | null): void {
  if (refusal !== null) throw new Refused(status, refusal)
}

function record(work: Work, what: string, id: string, details: object): Promise<void> {
  return audit(work.tx, `person.${what}`, { kind: 'person', id }, details)
}
