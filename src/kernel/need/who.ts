import { sql } from 'kysely'
import type { Work } from '#kernel/call.ts'
import { personOfNumber } from '#kernel/people/read.ts'

/** Who needs something: a person on file, or somebody who is not, by identity number. */
export type Who = { name: string; personId: string | null; identityNumber: string | null }

/** The same, as the file when it has them: who was an outsider may have been posted since. */
export async function onFile(work: Work, who: Who): Promise<Who> {
  if (who.personId !== null) return { ...who, identityNumber: null }
  const found = who.identityNumber === null ? undefined : await personOfNumber(work, who.identityNumber)
  return found === undefined ? who : { name: found.name, personId: found.id, identityNumber: null }
}

/** The condition on a need `n` that it is somebody's: also what was noted before they were on file. */
export function isOf({ caller }: Work, { personId, identityNumber }: Who) {
  return sql`(n.person_id = ${personId} or n.identity_number = ${identityNumber}
    or n.identity_number = (select p.identity_number from person p where p.region_id = ${caller.region} and p.id = ${personId}))`
}
