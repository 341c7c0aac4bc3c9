import { randomUUID } from 'node:crypto'
import type { Database } from '#db/open.ts'
import type { County, StaffName } from './fixture.ts'

/** Who has a case of their own: everybody on file, and somebody from outside. */
export type CaseOwner = StaffName | 'applicant'

/** What there is of one case: the case, a file of it, and who judges it. */
export type CaseRecords = { id: string; file: string; judging: string }

/** The cases of a region by owner, and the notice that names one of them. */
export type CaseCounty = Pick<County, 'id' | 'units' | 'people' | 'accounts'>

/**
 * An open case of everybody, each with a row in every table of cases; who has no account had it entered by the officer.
 * The region has a file already, which stands for all papers. They stand at the first check; that of colleague-c
 * stands at its review, which the teacher judges, and everybody else's judge is colleague-b.
 * @returns them, and the id of a public notice that names colleague-c.
 */
export async function makeCases(
  db: Database,
  county: CaseCounty,
  postings: Readonly<Record<StaffName, keyof County['units']>>,
): Promise<{ cases: Record<CaseOwner, CaseRecords>; notice: string }> {
  const notice = randomUUID()
  await db.admin.query(
    `insert into case_notice (region_id, id, system, stage, title, words, from_on, until_on, published_by)
      values ($1, $2, 'garden-prize', 'show', '公示', '予以公示', current_date, current_date, 'fixture')`,
    [county.id, notice],
  )
  const made: [CaseOwner, CaseRecords][] = []
  for (const owner of [...Object.keys(county.people), 'applicant'] as CaseOwner[]) {
    const unit = owner === 'applicant' ? null : county.units[postings[owner]].id
    made.push([owner, await makeCase(db, county, owner, unit, owner === 'colleague-c' ? notice : null)])
  }
  return { cases: Object.fromEntries(made) as Record<CaseOwner, CaseRecords>, notice }
}

/** What is kept in the store of the region's first file. */
async function keptFile(db: Database, region: number): Promise<{ sha256: Buffer; bytes: string }> {
  const { rows } = await db.admin.query<{ sha256: Buffer; bytes: string }>(
    'select sha256, bytes from stored_file where region_id = $1 order by id limit 1',
    [region],
  )
  const kept = rows[0]
  if (kept === undefined) throw new Error('the region has no file')
  return kept
}

async function makeCase(
  db: Database,
  county: CaseCounty,
  owner: CaseOwner,
  unit: string | null,
  notice: string | null,
): Promise<CaseRecords> {
  const { people, accounts } = county
  const made = { id: randomUUID(), file: randomUUID(), judging: randomUUID() }
  const person = owner === 'applicant' ? null : people[owner]
  const account = (accounts as Partial<Record<CaseOwner, string>>)[owner] ?? accounts.officer
  const name = `张${owner}${county.units.root.code.slice(1)}`
  const insert = async (table: string, values: Readonly<Record<string, unknown>>): Promise<void> => {
    const columns = ['region_id', ...Object.keys(values)]
    const marks = columns.map((_, at) => `$${at + 1}`)
    await db.admin.query(`insert into ${table} (${columns.join(', ')}) values (${marks.join(', ')})`, [
      county.id,
      ...Object.values(values),
    ])
  }
  await insert('case_record', {
    id: made.id,
    number: made.id,
    system: owner === 'applicant' ? 'seed-licence' : 'garden-prize',
    rev: 1,
    year: 2025,
    person_id: person?.id ?? null,
    unit_id: unit,
    applicant_id: account,
    name,
    name_initials: 'zs',
    identity_number: person === null ? '110105194912310011' : null,
    params: '{}',
    status: 'open',
    stage: stageOf(owner),
    office: owner === 'applicant' || notice !== null ? 'centre' : 'school',
    submitted_on: '2025-03-01',
    version: 1,
  })
  await insert('case_event', {
    case_id: made.id,
    seq: 1,
    at: new Date('2025-03-01T02:00:00Z'),
    kind: 'submitted',
    stage: 'apply',
    next_stage: stageOf(owner),
    actor: name,
    notice_id: notice,
  })
  await insert('case_value', { case_id: made.id, submission: 1, field: 'story', value: `${name}的经过` })
  await insert('case_subject', { case_id: made.id, submission: 1, facts: '{}' })
  await insert('stored_file', {
    id: made.file,
    ...(await keptFile(db, county.id)),
    name: '材料.pdf',
    media_type: 'application/pdf',
    purpose: 'case-material',
    subject_id: made.id,
    made_by: 'fixture',
  })
  await insert('case_material', {
    case_id: made.id,
    file_id: made.file,
    material: 'paper',
    submission: 1,
    for_judges: true,
  })
  await insert('case_objection', {
    case_id: made.id,
    seq: 1,
    name: '群众',
    contact: '电话',
    text: '异议的事实',
    key: randomUUID(),
  })
  await insert('case_judge', {
    id: made.judging,
    case_id: made.id,
    stage: 'judge',
    person_id: owner === 'colleague-c' ? people.teacher.id : people['colleague-b'].id,
    blind: '1234',
    assigned_by: 'fixture',
  })
  await insert('case_point', { judging_id: made.judging, dimension: '长势', points: 1 })
  await insert('case_certificate', {
    id: randomUUID(),
    case_id: made.id,
    document: 'medal',
    code: made.id.replaceAll('-', '').slice(0, 12).toUpperCase(),
    title: '奖状',
    name,
    number: '2025-0001',
    issuer: '中心',
    printed: JSON.stringify(PRINTED),
    sha256: Buffer.alloc(32),
    issued_on: '2025-03-01',
    issued_at: new Date('2025-03-01T02:00:00Z'),
    issued_by: 'fixture',
  })
  await insert('case_effect', { case_id: made.id, seq: 1, n: 0, kind: 'notify', words: '通知' })
  return made
}

/** What stands on a certificate, with nobody's name on it. */
const PRINTED = {
  title: '奖状',
  text: ['种得很好。'],
  fields: [],
  number: '2025-0001',
  issuer: '中心',
  day: '2025-03-01',
}

function stageOf(owner: CaseOwner): string {
  if (owner === 'applicant') return 'decide'
  return owner === 'colleague-c' ? 'judge' : 'check'
}
