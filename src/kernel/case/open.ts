import { sql } from 'kysely'
import type * as z from 'zod'
import type { newCase } from '#contract/case.ts'
import { dayAt, yearOf, type Day } from '#lib/dates.ts'
import { identityNumberFault, normaliseIdentityNumber } from '#lib/identity-number.ts'
import { newId } from '#lib/ids.ts'
import { pinyinInitials } from '#lib/pinyin.ts'
import { fault, notFound, Refused } from '#lib/refusal.ts'
import { normaliseName } from '#lib/text.ts'
import { audit, type Work } from '#kernel/call.ts'
import { once } from '#kernel/once.ts'
import { unitOfDay } from '#kernel/network/read.ts'
import { personOfNumber, personOn } from '#kernel/people/read.ts'
import { paramsOf } from '#kernel/parameters/values.ts'
import { ownContact } from './contact.ts'
import type { CaseDefinition } from './define.ts'
import { draftOf } from './form.ts'
import { refuseSecond } from './matter.ts'
import { stagesOf } from './steps.ts'
import type { Cases } from './registry.ts'
import { findRound, refuseDay, type Round } from './round-days.ts'
import { insertCase, keepDraft } from './store.ts'
import { TWICE } from './submit.ts'

/** A case as it is asked for. */
export type AskedCase = z.output<typeof newCase>

/** Whom a new case is about. */
type About = { personId: string | null; unitId: string | null; name: string; identityNumber: string | null }

/**
 * Opens a draft, or the caller's own one that is there already. Its numbers are the round's where it has one, else the year's; they hold to its end.
 * @throws Refused 403, 404, 409 when the same one has applied in the round or has one under way about the same thing, 422
 * with the field.
 */
export function openCase(work: Work, cases: Cases, asked: AskedCase): Promise<{ id: string }> {
  const { key, ...content } = asked
  return once(work, { key, action: 'open-case', content }, async () => {
    const definition = cases.find(asked.system)
    if (definition === undefined) throw notFound('这个体系')
    const today = dayAt(work.now)
    const round = await roundOf(work, definition, asked.round, today)
    const about = await aboutWhom(work, definition, asked, today)
    const before = await earlierIn(work, asked.round, about)
    if (before !== undefined && before.status === 'draft') return { id: before.id }
    if (before !== undefined) {
      throw new Refused(409, {
        code: TWICE.code,
        because: `${about.name}在这个批次里已有一件申请，请在原申请上办理。`,
      })
    }
    const second = await refuseSecond(work, definition, { whom: about, form: asked.form, own: null })
    if (second !== null) throw new Refused(409, second)
    const id = newId(work.now.getTime())
    await insertCase(work, {
      ...about,
      id,
      system: definition.id,
      rev: round?.rev ?? definition.rev,
      roundId: asked.round,
      year: round?.year ?? yearOf(today),
      applicantId: work.caller.account ?? '',
      params: round?.params ?? (await paramsOf(work, definition, yearOf(today))),
      initials: pinyinInitials(about.name),
      raised: definition.against !== undefined && about.personId !== work.caller.person,
    })
    await keepFirst(work, definition, id, { ...(await ownContact(work, about)), ...asked.form })
    await audit(work.tx, 'case.open', { kind: 'case', id }, { system: definition.id, round: asked.round })
    return { id }
  })
}

/** Begins the form with what is known of it. */
async function keepFirst(
  work: Work,
  definition: CaseDefinition,
  id: string,
  form: AskedCase['form'],
): Promise<void> {
  const [first] = stagesOf(definition)
  const draft = first === undefined ? {} : draftOf(definition, first.id, form)
  if (Object.keys(draft).length > 0) await keepDraft(work, id, draft)
}

/** The application that somebody has in a round already: one under way or granted, else the caller's own draft. */
async function earlierIn(
  { tx, caller }: Work,
  round: string | null,
  about: About,
): Promise<{ id: string; status: string } | undefined> {
  if (round === null) return undefined
  const whom = about.identityNumber ?? about.personId ?? about.unitId
  const { rows } = await sql<{ id: string; status: string }>`select id, status from case_record
    where region_id = ${caller.region} and round_id = ${round} and coalesce(identity_number, person_id::text, unit_id::text) = ${whom}
      and (status in ('draft', 'open', 'returned') or (ending = 'granted' and not annulled))
    order by (status = 'draft') limit 1`.execute(tx)
  return rows[0]
}

/** The round in which it is asked for; a system with rounds takes nothing outside of one. */
async function roundOf(
  work: Work,
  definition: CaseDefinition,
  id: string | null,
  today: Day,
): Promise<Round | undefined> {
  if (definition.rounds === null) return undefined
  if (id === null) throw fault('round', `${definition.title}按批次办理，请选择批次。`)
  const round = await findRound(work, definition.id, id)
  if (round === undefined) throw notFound('这个批次')
  const refusal = refuseDay(round, today)
  if (refusal !== null) throw new Refused(422, refusal)
  return round
}

async function aboutWhom(
  work: Work,
  definition: CaseDefinition,
  asked: AskedCase,
  today: Day,
): Promise<About> {
  if (definition.subject === 'school') return aboutSchool(work, asked.unit, today)
  if (definition.subject === 'teacher') return aboutTeacher(work, asked.personId ?? work.caller.person, today)
  return asked.outsider === null ? aboutCaller(work) : aboutOutsider(work, asked.outsider)
}

async function aboutSchool(work: Work, code: string | null, today: Day): Promise<About> {
  const { caller } = work
  if (caller.role !== 'school' && caller.role !== 'officer') {
    throw new Refused(403, { code: 'school-only', because: '由学校管理员以学校名义申报。' })
  }
  const unit = code === null ? await ownUnit(work, today) : await unitOfDay(work, code, today)
  if (unit === undefined || unit.category !== 'school') throw fault('unit', '请选择申报的学校。')
  if (caller.role === 'school' && unit.id !== caller.unit) {
    throw new Refused(403, { code: 'other-school', because: '只能以本校名义申报。', field: 'unit' })
  }
  return { personId: null, unitId: unit.id, name: unit.name, identityNumber: null }
}

async function ownUnit(
  { tx, caller }: Work,
  today: Day,
): Promise<{ id: string; name: string; category: string } | undefined> {
  const { rows } = await sql<{
    id: string
    name: string
    category: string
  }>`select u.id, s.name, u.category from unit u
    join unit_state s on s.region_id = u.region_id and s.unit_id = u.id and s.valid @> ${today}::date
    where u.region_id = ${caller.region} and u.id = ${caller.unit}`.execute(tx)
  return rows[0]
}

async function aboutTeacher(work: Work, personId: string | null, today: Day): Promise<About> {
  if (personId === null) throw fault('personId', '请选择申请的教师；本账号没有对应的教师档案。')
  const person = await personOn(work, personId, today)
  if (person === undefined) throw notFound('这位教师')
  return { personId, unitId: person.unitId, name: person.name, identityNumber: null }
}

/** Somebody who registered, or a teacher who applies for a qualification as everybody does. */
async function aboutCaller(work: Work): Promise<About> {
  const { caller, tx } = work
  if (caller.person !== null) return aboutTeacher(work, caller.person, dayAt(work.now))
  const { rows } = await sql<{
    name: string
    number: string
  }>`select a.display_name as name, p.identity_number as number
    from applicant p join account a on a.region_id = p.region_id and a.id = p.account_id
    where p.region_id = ${caller.region} and p.account_id = ${caller.account}`.execute(tx)
  const self = rows[0]
  if (self === undefined) throw fault('outsider', '请填写申请人的姓名和身份证件号。')
  return { personId: null, unitId: null, name: self.name, identityNumber: self.number }
}

/** Entered by an officer at the counter; who is on file is found by the number. */
async function aboutOutsider(work: Work, said: { name: string; identityNumber: string }): Promise<About> {
  if (work.caller.role !== 'officer' && work.caller.role !== 'system') {
    throw new Refused(403, { code: 'counter', because: '替他人录入申请由中心管理员办理。' })
  }
  const number = normaliseIdentityNumber(said.identityNumber)
  if (identityNumberFault(number) !== null) throw fault('outsider', '身份证件号不正确，请逐位核对。')
  const name = normaliseName(said.name)
  const known = await personOfNumber(work, number)
  if (known !== undefined && known.name !== name) {
    throw fault('outsider', `这个身份证件号在教师档案里属于${known.name}，请核对姓名。`)
  }
  return known === undefined
    ? { personId: null, unitId: null, name, identityNumber: number }
    : aboutTeacher(work, known.id, dayAt(work.now))
}
