import { sql } from 'kysely'
import type { Work } from '#kernel/call.ts'
import type { Refusal } from '#lib/refusal.ts'
import type { CaseDefinition } from './define.ts'
import type { CaseRecord } from './store.ts'

type Form = Readonly<Record<string, unknown>>
/** Whom a case is about. */
type Whom = Pick<CaseRecord, 'name' | 'personId' | 'unitId' | 'identityNumber'>
/** Whom a case would be about, and its form as far as it is filled in; its own id once it is there. */
export type About = { whom: Whom; form: Form; own: string | null }
type First = { number: string; submitted: string | null }

/** The one thing that a case is about, of which nobody has two under way; null where there may be several. */
export function matterOf(definition: CaseDefinition, form: Form): { of: string; words: string } | null {
  const matter = definition.matter?.(form) ?? null
  // a draft may hold anything
  return matter !== null && typeof matter.of === 'string' ? matter : null
}

/**
 * Why a case about something cannot come to be while another one of the same person is under way; null where none is.
 * Two that are handed in at once ask one after another.
 */
export async function refuseSecond(
  work: Work,
  definition: CaseDefinition,
  { whom, form, own }: About,
): Promise<Refusal | null> {
  const matter = matterOf(definition, form)
  if (matter === null) return null
  const first = await firstAbout(work, definition.id, { whom, own }, matter.of)
  if (first === undefined) return null
  return {
    code: 'under-way',
    because: `${whom.name}的${matter.words}已有一件${definition.title}在办理（受理编号 ${first.number}，${first.submitted ?? ''} 提交），请在那一件上办理。`,
  }
}

/** What keeps a second one out that the first one's applicant cannot see, or that came at the same moment. */
export function secondOf({ title }: CaseDefinition): Refusal {
  const because = `同一事由已有一件${title}在办理，由其他单位或人员提出，请与中心联系，在那一件上办理。`
  return { code: 'under-way', because }
}

/** Who hands in the second one waits here until the first one is in. */
export async function holdMatter(
  { tx, caller }: Work,
  definition: CaseDefinition,
  { whom, form }: About,
): Promise<void> {
  const matter = matterOf(definition, form)
  if (matter === null) return
  const name = `matter ${definition.id} ${idOf(whom)} ${matter.of}`
  await sql`select pg_advisory_xact_lock(hashtextextended(${name}, ${caller.region}))`.execute(tx)
}

async function firstAbout(
  { tx, caller }: Work,
  system: string,
  { whom, own }: Pick<About, 'whom' | 'own'>,
  matter: string,
): Promise<First | undefined> {
  const { rows } = await sql<First>`select number, submitted_on as submitted from case_record
    where region_id = ${caller.region} and system = ${system} and matter = ${matter}
      and coalesce(identity_number, person_id::text, unit_id::text) = ${idOf(whom)} and status in ('open', 'returned')
      and id is distinct from ${own}::uuid limit 1`.execute(tx)
  return rows[0]
}

function idOf({ identityNumber, personId, unitId }: Whom): string | null {
  return identityNumber ?? personId ?? unitId
}
