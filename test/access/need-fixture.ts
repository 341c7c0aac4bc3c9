import { randomUUID } from 'node:crypto'
import type { Database } from '#db/open.ts'
import type { CaseCounty, CaseOwner, CaseRecords } from './case-fixture.ts'

/** What there is of a round's exams: the round, a room and a mark of one that is open, and published results. */
export type ExamRecords = { round: string; room: string; mark: string; result: string }

type Insert = (table: string, values: Readonly<Record<string, unknown>>) => Promise<void>

function inserting(db: Database, region: number): Insert {
  return async (table, values) => {
    const columns = ['region_id', ...Object.keys(values)]
    const marks = columns.map((_, at) => `$${at + 1}`)
    await db.admin.query(`insert into ${table} (${columns.join(', ')}) values (${marks.join(', ')})`, [
      region,
      ...Object.values(values),
    ])
  }
}

/** A round with an exam that is open and one that is closed, results of it, and a certificate that was handed over. */
export async function makeExams(
  db: Database,
  { id: region }: Pick<CaseCounty, 'id'>,
  cases: Record<CaseOwner, CaseRecords>,
): Promise<ExamRecords> {
  const made = { round: randomUUID(), room: randomUUID(), mark: randomUUID(), result: randomUUID() }
  const insert = inserting(db, region)
  const said = { made_at: new Date(), made_by: 'fixture' }
  await insert('case_round', {
    id: made.round,
    system: 'qualification',
    rev: 1,
    title: '春季',
    year: 2025,
    opens_on: '2025-03-01',
    closes_on: '2025-04-01',
    document: '甲教〔2025〕1 号',
    params: '{}',
    opened_by: 'fixture',
  })
  const exam = { round_id: made.round, stage: 'theory' }
  await insert('exam_room', { id: made.room, ...exam, place: '第一考场', held_on: '2025-04-02', ...said })
  await insert('exam_seat', { room_id: made.room, case_id: cases.applicant.id, stage: 'theory', seat: 1 })
  await insert('exam_mark', {
    id: made.mark,
    ...exam,
    number: '2025-9999',
    name: '某人',
    outcome: 'mark',
    mark: 61,
    entered_at: new Date(),
    entered_by: 'fixture',
  })
  const closed = { ...exam, stage: 'putonghua' }
  const room = randomUUID()
  await insert('exam_room', { id: room, ...closed, place: '测试室', held_on: '2025-04-02', ...said })
  const papers = { handed_out: 1, returned: 1 }
  await insert('exam_count', {
    room_id: room,
    n: 1,
    ...papers,
    marked: 1,
    blank: 0,
    absent: 0,
    counted_at: new Date(),
    counted_by: 'fixture',
  })
  const over = { candidates: 1, ...papers, marks: 1, differences: 0 }
  await insert('exam_close', { ...closed, ...over, closed_at: new Date(), closed_by: 'fixture' })
  await insert('exam_result', {
    id: made.result,
    ...closed,
    title: '结果',
    words: '予以公布',
    shows: 'number',
    from_on: new Date(),
    until_on: new Date(Date.now() + 86_400_000),
    published_at: new Date(),
    published_by: 'fixture',
  })
  await insert('exam_result_line', { result_id: made.result, n: 1, who: '2025-0001', result: '合格' })
  for (const one of Object.values(cases))
    await insert('handover', {
      id: randomUUID(),
      case_id: one.id,
      noted_at: new Date(),
      on_day: '2025-05-01',
      signed_by: '某人',
      proxy: true,
      noted_by: 'fixture',
    })
  return made
}

/** A need of everybody, each told of the programme of the root. @returns its id, by whose it is. */
export async function makeNeeds(
  db: Database,
  { id: region, units, people }: CaseCounty,
): Promise<Record<CaseOwner, string>> {
  const insert = inserting(db, region)
  const programme = units.root.programme
  const course = '普通话'
  const { rows } = await db.admin.query<{ id: string }>(
    'select id from notice where region_id = $1 limit 1',
    [region],
  )
  const offer = { programme_id: programme, course }
  await insert('need_offer', { ...offer, offered_at: new Date(), offered_by: 'fixture' })
  const made = new Map<CaseOwner, string>()
  for (const owner of [...Object.keys(people), 'applicant'] as CaseOwner[]) {
    const id = randomUUID()
    const who =
      owner === 'applicant'
        ? { identity_number: '110105194912310011', name: '某人' }
        : { person_id: people[owner].id, name: `张${owner}${units.root.code.slice(1)}` }
    const noted = { since: '2025-03-01', noted_at: new Date(), noted_by: 'fixture' }
    await insert('need', { id, course, ...who, source: 'school', because: '任教语文', ...noted })
    await insert('need_told', { need_id: id, ...offer, notice_id: rows[0]?.id, told_at: new Date() })
    made.set(owner, id)
  }
  return Object.fromEntries(made) as Record<CaseOwner, string>
}
