import { sql } from 'kysely'
import { audit, type Work } from '#kernel/call.ts'
import { settleActivities } from '#kernel/credit/service.ts'

/**
 * Keeps a programme's activities from being recognised until its case decides on them; what had been recognised is
 * taken back by reversals.
 */
export async function holdProgramme(work: Work, programme: string, caseId: string): Promise<void> {
  await sql`insert into programme_hold as h (region_id, programme_id, case_id) values (${work.caller.region}, ${programme}, ${caseId})
    on conflict (region_id, programme_id) do update set released_at = null, hours = null`.execute(work.tx)
  await settleHeld(work, programme, '撤销学时认定')
}

/** Lets a programme's activities be recognised, and does so for those that have ended. */
export async function releaseProgramme(work: Work, programme: string, hours: number): Promise<void> {
  await sql`update programme_hold set released_at = ${work.now}, hours = ${hours}
    where region_id = ${work.caller.region} and programme_id = ${programme}`.execute(work.tx)
  await audit(work.tx, 'programme.recognise', { kind: 'programme', id: programme }, { hours })
  await settleHeld(work, programme, '学时认定')
}

async function settleHeld(work: Work, programme: string, because: string): Promise<void> {
  const { rows } = await sql<{ id: string }>`select id from activity where region_id = ${work.caller.region}
    and programme_id = ${programme} and ends_at <= ${work.now} order by id`.execute(work.tx)
  const ended = rows.map(({ id }) => id)
  if (ended.length > 0) await settleActivities(work, ended, { because, batch: null })
}
