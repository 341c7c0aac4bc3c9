import { sql } from 'kysely'
import type { AuditQuery, AuditView } from '#contract/statistics.ts'
import type { Work } from '#kernel/call.ts'

type Row = {
  id: number
  at: Date
  actor: string
  action: string
  subject_kind: string
  subject_id: string
  details: Record<string, unknown>
  sealed: boolean
}

/** The audit log, newest first, of everything or of one subject. Who does not see the whole region sees nothing. */
export async function auditTrailOf(work: Work, query: AuditQuery): Promise<AuditView> {
  const asked = sql`region_id = ${work.caller.region}
    and ${query.subjectKind === undefined ? sql`true` : sql`subject_kind = ${query.subjectKind}`}
    and ${query.subjectId === undefined ? sql`true` : sql`subject_id = ${query.subjectId}`}`
  const total = await sql<{ total: number }>`select count(*) as total from audit_log where ${asked}`.execute(
    work.tx,
  )
  const { rows } = await sql<Row>`
    select id, at, actor, action, subject_kind, subject_id, details,
      xact < coalesce((select max(xact_to) from audit_seal where region_id = ${work.caller.region}), 0) as sealed
    from audit_log where ${asked} order by id desc limit ${query.limit} offset ${query.offset}`.execute(
    work.tx,
  )
  return { total: total.rows[0]?.total ?? 0, rows: rows.map(rowOf) }
}

function rowOf({ at, subject_kind, subject_id, ...row }: Row): AuditView['rows'][number] {
  return { ...row, at: at.toISOString(), subjectKind: subject_kind, subjectId: subject_id }
}
