import type { Database } from '#db/open.ts'

/** Adds so many open applications to the demonstration county's round of certification, each handed in. */
export async function addOpenCases(db: Database, many: number): Promise<void> {
  await db.admin.query(
    `with round as (select region_id, id, year, rev, params from case_round where system = 'qualification' limit 1),
     officer as (select region_id, id from account where login = 'officer' limit 1),
     made as (
       insert into case_record (region_id, id, number, system, rev, round_id, year, applicant_id, name, name_initials,
         identity_number, params, category, status, stage, office, due_on, submitted_on, version)
       select r.region_id, gen_random_uuid(), 'B' || n, 'qualification', r.rev, r.id, r.year, o.id, '申请人' || n, 'sqr',
         'bench' || n, r.params, (array['幼儿园', '小学', '初中', '高中', '中职'])[n % 5 + 1], 'open', 'documents', 'centre',
         current_date + n % 20, current_date, 1
       from round r join officer o on o.region_id = r.region_id, generate_series(1, $1::integer) n
       returning region_id, id)
     insert into case_event (region_id, case_id, seq, at, kind, stage, next_stage, office, actor)
     select region_id, id, 1, now(), 'submitted', 'register', 'documents', 'applicant', 'bench' from made`,
    [many],
  )
  await db.admin.query('analyze case_record; analyze case_event')
}
