import { randomUUID } from 'node:crypto'
import type { CaseAction } from '#contract/case.ts'
import type { ImportJob } from '#contract/import.ts'
import { handlersOf, ourSystems } from '#http/handlers.ts'
import type { Ending } from '#test/harness/database.ts'
import type { ServerOptions } from '#http/server.ts'
import {
  browser,
  makeAccount,
  sendFile,
  sendPdf,
  signedIn,
  stage,
  type Browser,
  type Stage,
} from '#test/http/harness.ts'
import { importJobs } from '#jobs/imports.ts'
import type { County } from '#test/people/county.ts'
import { countyFromBook, type PlayedUnit } from './books.ts'

/**
 * A county in which the program's own systems are played by each of their roles, over HTTP, with a clock that the test
 * moves: cluster X with the rural schools A and B and the town school T, and the centre.
 */
export type Played = Stage & {
  county: County
  ask: <T = Reply>(login: string | null, method: Method, url: string, body?: object) => Promise<Answer<T>>
  /** The same, refused answers being an error. */
  get: <T = Reply>(login: string, url: string) => Promise<T>
  upload: (login: string, url: string, name: string) => Promise<void>
  /** Has the officer import a workbook, and waits until it is in. @throws Error when a row of it is refused. */
  takeIn: (book: Buffer) => Promise<void>
}
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'
type Reply = Record<string, unknown>
export type Answer<T> = { status: number; body: T & { because?: string; id: string } }

const DESK: readonly [login: string, role: 'officer' | 'leader' | 'cluster' | 'school', unit?: string][] = [
  ['officer', 'officer'],
  ['leader', 'leader'],
  ['cluster', 'cluster', 'X'],
  ['school-A', 'school', 'A'],
  ['school-B', 'school', 'B'],
  ['school-T', 'school', 'T'],
]

const UNITS: readonly PlayedUnit[] = [
  { code: 'X', name: '第一学区', category: '学区' },
  { code: 'A', name: '石岭小学', category: '学校', parent: 'X' },
  { code: 'B', name: '河湾小学', category: '学校', parent: 'X' },
  { code: 'T', name: '县第一小学', category: '学校', parent: 'X', urban: '城区' },
  { code: 'C', name: '县教师发展中心', category: '中心' },
]

/**
 * Builds the county with teachers by school. Those of `signIn`, and the teachers posted at the centre, have accounts of
 * their own names. The clock stands at 2026-03-02 10:00.
 */
export async function play(
  ending: Ending,
  teachers: Readonly<Record<string, readonly string[]>>,
  signIn: readonly string[] = [],
  options: Partial<ServerOptions> = {},
): Promise<Played> {
  const made = await stage(ending, { handlers: handlersOf(ourSystems), ...options })
  made.clock.now = new Date('2026-03-02T02:00:00Z')
  const county = await countyFromBook(made.db, UNITS, teachers, '2008-09-01')
  for (const [login, role, unit] of DESK) {
    await makeAccount(made.db, county.region, login, role, unit === undefined ? {} : { unit })
  }
  for (const name of [...(teachers['C'] ?? []), ...signIn]) {
    await makeAccount(made.db, county.region, name, 'teacher', { personId: county.people.get(name)! })
  }
  return { ...made, county, ...speaking(made) }
}

function speaking(made: Stage): Pick<Played, 'ask' | 'get' | 'upload' | 'takeIn'> {
  const open = new Map<string, Promise<Browser>>()
  const who = (login: string): Promise<Browser> => {
    const held = open.get(login) ?? signedIn(made.app, login)
    open.set(login, held)
    return held
  }
  const ask: Played['ask'] = async <T = Reply>(
    login: string | null,
    method: Method,
    url: string,
    body?: object,
  ) => {
    const from = login === null ? browser(made.app) : await who(login)
    const answer = await from.send(method, url, body)
    return { status: answer.statusCode, body: answer.json<Answer<T>['body']>() }
  }
  return {
    ask,
    get: async <T = Reply>(login: string, url: string) => {
      const { status, body } = await ask<T>(login, 'GET', url)
      if (status !== 200) throw new Error(`${login} ${url}: ${status} ${body.because}`)
      return body
    },
    upload: async (login, url, name) => sendPdf(await who(login), url, name),
    takeIn: async (book) => {
      const officer = await who('officer')
      const file = { name: '交换工作簿.xlsx', type: XLSX, bytes: book }
      const { id } = (await sendFile(officer, '/api/imports', file)).json<{ id: string }>()
      await importJobs.idle()
      const { state, words, report } = (await officer.send('GET', `/api/imports/${id}`)).json<ImportJob>()
      if (state !== 'done' || report === null) throw new Error(words)
      if (report.errors.length > 0) throw new Error(JSON.stringify(report.errors[0]))
    },
  }
}

export const key = (): string => randomUUID()

/** Opens a case, fills it in with a file for each material named, and hands it in; gives its id. */
export async function apply(
  played: Played,
  login: string,
  asked: object,
  said: { form: object; materials: readonly string[] },
): Promise<string> {
  const opened = await played.ask(login, 'POST', '/api/cases', { key: key(), round: null, ...asked })
  if (opened.status !== 200) throw new Error(`${login}: ${opened.body.because}`)
  const { id } = opened.body
  await played.ask(login, 'PUT', `/api/cases/${id}/form`, { form: said.form })
  for (const material of said.materials)
    await played.upload(login, `/api/cases/${id}/materials/${material}`, `${material}.pdf`)
  await act(played, login, [id], { do: 'submit' })
  return id
}

/** Acts on cases together, in the versions that they now have. @throws when it is refused. */
export async function act(
  played: Played,
  login: string,
  ids: readonly string[],
  action: Partial<CaseAction>,
): Promise<void> {
  const { status, body } = await tryToAct(played, login, ids, action)
  if (status !== 200) throw new Error(`${login} ${action.do}: ${status} ${body.because}`)
}

/** The same, giving what came of it. */
export async function tryToAct(
  played: Played,
  login: string,
  ids: readonly string[],
  action: Partial<CaseAction>,
): Promise<Answer<Reply>> {
  const { rows } = await played.db.admin.query<{ id: string; version: number }>(
    'select id, version from case_record where id = any ($1)',
    [ids],
  )
  const versions = new Map(rows.map(({ id, version }) => [id, version]))
  const seen = ids.map((id) => ({ id, version: versions.get(id) ?? -1 }))
  const [only] = seen
  return seen.length === 1 && only !== undefined
    ? played.ask(login, 'POST', `/api/cases/${only.id}/act`, { key: key(), version: only.version, action })
    : played.ask(login, 'POST', '/api/cases/act', { key: key(), cases: seen, action })
}

/** Has judges score cases: each gives `points` of a case, by its id. */
export async function judge(
  played: Played,
  judges: readonly string[],
  ids: readonly string[],
  points: (id: string) => Record<string, number>,
): Promise<void> {
  const persons = judges.map((name) => played.county.people.get(name))
  for (const id of ids) {
    const { status, body } = await played.ask('officer', 'PUT', `/api/cases/${id}/judges`, {
      key: key(),
      persons,
    })
    if (status !== 200) throw new Error(`judges: ${body.because}`)
  }
  for (const name of judges) await score(played, name, ids, points)
}

/** Has one judge score the cases that are theirs. */
export async function score(
  played: Played,
  name: string,
  ids: readonly string[],
  points: (id: string) => Record<string, number>,
): Promise<void> {
  const { rows } = await played.db.admin.query<{ id: string; case_id: string }>(
    'select id, case_id from case_judge where person_id = $1 and case_id = any ($2)',
    [played.county.people.get(name), ids],
  )
  for (const row of rows) {
    const body = { key: key(), points: points(row.case_id) }
    const answer = await played.ask(name, 'PUT', `/api/judgings/${row.id}`, body)
    if (answer.status !== 200) throw new Error(`${name}: ${answer.body.because}`)
  }
}
