import { createHash, randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CaseAction } from '#contract/case.ts'
import { asAdmin, openSession } from '#kernel/account/sessions.ts'
import { actorName } from '#kernel/account/words.ts'
import { inWork, type Runtime } from '#kernel/call.ts'
import { actOn } from '#kernel/case/act.ts'
import type { Acting } from '#kernel/case/program.ts'
import { loadCase } from '#kernel/case/load.ts'
import type { Form } from '#kernel/case/form.ts'
import { addFile, saveForm } from '#kernel/case/materials.ts'
import { openCase, type AskedCase } from '#kernel/case/open.ts'
import { Cases } from '#kernel/case/registry.ts'
import { openRound, roundsOf } from '#kernel/case/rounds.ts'
import { Systems } from '#kernel/programme/registry.ts'
import { addDays, dayAt } from '#lib/dates.ts'
import { Refused } from '#lib/refusal.ts'
import { caseSystems, programmeSystems } from '#systems/index.ts'
import type { Player } from './demo-cast.ts'
import { demoAround } from './demo-around.ts'
import {
  APPLICANTS,
  DEEDS,
  IN_PUBLIC,
  PASS,
  POINTS,
  PROJECT,
  TURNED_DOWN,
  WAITS_FOR_VOTE,
  type DemoApplicant,
} from './demo-applicants.ts'
import { demoClaims } from './demo-claims.ts'
import { demoCommittee } from './demo-committee.ts'
import { demoComplaints } from './demo-complaints.ts'
import { demoExams } from './demo-exams.ts'
import { demoJudges } from './demo-judges.ts'

const cases = new Cases(caseSystems)
const systems = new Systems(programmeSystems)

/**
 * A round of each kind that is open today, with applications at several steps, each made and dealt with by the cast's
 * own accounts. Made once. @returns the round of qualifications, null where there were rounds already.
 */
export async function demoCases(
  runtime: Runtime,
  region: number,
  cast: readonly Player[],
): Promise<string | null> {
  const as = await casting(runtime, region, cast)
  const begun = await as('officer', (work) => roundsOf(work, cases, {}))
  if (begun.rounds.length > 0) return null
  await demoAround(as)
  const certified = await certification(runtime, region, as)
  await honour(as)
  await project(as)
  await demoClaims({
    as,
    handedIn: (role, asked, form) => handedIn(as, role, asked, form),
    act: (role, id, action) => act(as, role, id, action),
  })
  return certified
}

/** Work in the name of one of the cast. */
export type As = <T>(role: Player['role'], run: (work: Acting) => Promise<T>) => Promise<T>

/** Lets the cast work, each in a session of their own account. */
export async function casting(runtime: Runtime, region: number, cast: readonly Player[]): Promise<As> {
  const sessions = new Map<string, Buffer>()
  for (const { role, login, name } of cast) {
    const { rows } = await runtime.db.admin.query<{ id: string; unit: string | null }>(
      `select a.id, r.unit_id as unit from account a join account_role r on r.region_id = a.region_id and r.account_id = a.id
        and r.role = $3 and r.revoked_at is null where a.region_id = $1 and a.login = $2`,
      [region, login, role],
    )
    const account = rows[0]
    if (account === undefined) continue
    const held = { role, unitId: account.unit }
    const opened = await asAdmin(runtime.db, (client) =>
      openSession(client, {
        regionId: region,
        accountId: account.id,
        held,
        actor: actorName(name, login),
        device: 'demo',
        stay: false,
      }),
    )
    if (opened !== null) sessions.set(role, opened.hash)
  }
  return async (role, run) => {
    const sessionHash = sessions.get(role)
    if (sessionHash === undefined) throw new Error(`nobody plays ${role}`)
    return inWork(runtime, sessionHash, (work) => run({ ...work, runtime, sessionHash, systems }))
  }
}

async function round(as: As, system: string, title: string, more: object): Promise<string> {
  const { id } = await as('officer', (work) => {
    const today = dayAt(work.now)
    const year = Number(today.slice(0, 4))
    return openRound(work, cases, {
      key: randomUUID(),
      system,
      title: `${year} 年${title}`,
      year,
      opensOn: addDays(today, -10),
      closesOn: addDays(today, 20),
      document: `示教〔${year}〕${system.length}号`,
      places: [],
      unitPlaces: [],
      ...more,
    })
  })
  return id
}

async function certification(runtime: Runtime, region: number, as: As): Promise<string> {
  const id = await round(as, 'qualification', '教师资格认定', {})
  for (const [n, one] of APPLICANTS.entries()) await applicant(as, id, one, n)
  const shown = await applicant(as, id, IN_PUBLIC, APPLICANTS.length)
  const waiting = await applicant(as, id, WAITS_FOR_VOTE, APPLICANTS.length + 1)
  const turnedDown = await applicant(as, id, TURNED_DOWN, APPLICANTS.length + 2)
  const judged = [shown, waiting, turnedDown]
  await demoJudges(runtime, region, cases, (run) => as('officer', run), judged, POINTS)
  for (const one of judged) await act(as, 'officer', one, PASS)
  await demoCommittee(as, cases, { round: id, passed: shown, turnedDown })
  await act(as, 'leader', shown, PASS)
  await act(as, 'officer', shown, { do: 'publish', document: null })
  await demoExams(as, cases, systems, id)
  await demoComplaints(runtime, cases, as, id)
  return id
}

async function applicant(as: As, round: string, one: DemoApplicant, n: number): Promise<string> {
  const form = {
    kind: one.kind,
    subject: one.subject,
    degree: one.degree,
    college: one.college,
    putonghua: one.putonghua,
    teacherTraining: one.teacherTraining,
    phone: `1390000${1000 + n}`,
  }
  const outsider = { name: one.name, identityNumber: one.identityNumber }
  const id = await handedIn(as, 'officer', { system: 'qualification', round, outsider }, form)
  for (const action of one.actions) await act(as, 'officer', id, action)
  return id
}

async function honour(as: As): Promise<void> {
  const id = await round(as, 'teacher-honour', '骨干教师与名师评选', {
    places: [
      { category: '骨干教师', places: 30, floor: 15 },
      { category: '教学能手', places: 20, floor: 10 },
      { category: '学科带头人', places: 10, floor: 5 },
      { category: '名师', places: 6, floor: 3 },
    ],
  })
  const form = { honour: '骨干教师', subject: '语文', openLessons: 5, guided: 2, deeds: DEEDS }
  await handedIn(as, 'teacher', { system: 'teacher-honour', round: id }, form).catch(stayedDraft)
}

async function project(as: As): Promise<void> {
  const today = dayAt(new Date())
  const form = { ...PROJECT, from: addDays(today, 7), until: addDays(today, 120) }
  const id = await handedIn(as, 'school', { system: 'project-approval', round: null }, form)
  await act(as, 'cluster', id, {
    do: 'pass',
    because: '方案具体，可以实施',
    score: null,
    number: null,
    document: null,
  })
}

/** Conditions may keep the cast's teacher from handing in: the draft then shows what is missing. */
function stayedDraft(error: unknown): void {
  if (!(error instanceof Refused) || error.status !== 422) throw error
}

/** A case opened, filled in with a file for each of its materials, and handed in. */
export async function handedIn(
  as: As,
  role: Player['role'],
  asked: Partial<AskedCase>,
  form: Form,
): Promise<string> {
  const { id } = await as(role, (work) =>
    openCase(work, cases, {
      key: randomUUID(),
      system: '',
      round: null,
      personId: null,
      outsider: null,
      unit: null,
      form: {},
      ...asked,
    }),
  )
  await as(role, (work) => saveForm(work, cases, id, form))
  const materials = cases.find(asked.system ?? '')?.materials ?? {}
  for (const [material, { title }] of Object.entries(materials))
    await as(role, (work) => file(work, id, material, title))
  await act(as, role, id, { do: 'submit' })
  return id
}

/** A one-page PDF that says what it stands for. */
async function file(work: Acting, id: string, material: string, title: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'yanpei-demo-'))
  try {
    const content = Buffer.from(PAGE)
    const path = join(folder, 'material')
    await writeFile(path, content)
    const sha256 = createHash('sha256').update(content).digest()
    await addFile(
      work,
      cases,
      { id, material },
      { path, name: `${title}.pdf`, bytes: content.length, sha256 },
    )
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const PAGE = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>/Contents 4 0 R>>endobj
4 0 obj<</Length 52>>stream
BT /F 18 Tf 72 770 Td (Yanpei demo material) Tj ET
endstream endobj
trailer<</Root 1 0 R>>
`

/** Acts on a case in the version that it now has. */
export async function act(as: As, role: Player['role'], id: string, action: CaseAction): Promise<void> {
  await as(role, async (work) => {
    const { record } = await loadCase(work, cases, id)
    await actOn(work, cases, [{ id, version: record.version }], action)
  })
}
