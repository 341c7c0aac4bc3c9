import { randomUUID } from 'node:crypto'
import type { CaseAction } from '#contract/case.ts'
import type { ServerOptions } from '#http/server.ts'
import { gardenPrize, seedLicence } from '#test/fixtures/case/garden-prize.ts'
import type { Ending } from '#test/harness/database.ts'
import { browser, makeAccount, signedIn, stage, type Browser, type Stage } from '#test/http/harness.ts'
import { addPeople, makeCounty, type County } from '#test/people/county.ts'

/**
 * A county whose gardens are judged, over HTTP and with a clock that the test moves: cluster X with schools A and B,
 * school C; an account for each who has a part. Accounts of teachers are named like them.
 */
export type Garden = Stage & {
  county: County
  /** Somebody's browser, signed in once. */
  who: (login: string) => Promise<Browser>
  /** Sends, and gives the answer's content with its status. */
  ask: (
    login: string | null,
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    url: string,
    body?: object,
  ) => Promise<Answer>
}
export type Answer = { status: number; body: Record<string, unknown> & { because?: string; id?: string } }

/** Teachers by school; in the centre the officer's own person. */
const TEACHERS = {
  A: ['甲一', '甲二', '甲三'],
  B: ['乙一', '乙二', '乙三'],
  C: ['丙一', '丙二', '丙三'],
  R: ['主任', '教研员', '局长'],
} as const

const DESK: readonly [login: string, role: 'officer' | 'leader' | 'cluster' | 'school', unit?: string][] = [
  ['officer', 'officer'],
  ['officer-2', 'officer'],
  ['leader', 'leader'],
  ['cluster', 'cluster', 'X'],
  ['school-a', 'school', 'A'],
  ['school-a-2', 'school', 'A'],
  ['school-b', 'school', 'B'],
]

/** Who at a desk is on file. */
const OWN_PERSON: Readonly<Record<string, string>> = { officer: '主任', leader: '局长' }

/** Builds the county; it goes with the test. The clock stands at 10 in the morning of 2026-03-02, a Monday. */
export async function garden(ending: Ending, options: Partial<ServerOptions> = {}): Promise<Garden> {
  const made = await stage(ending, {
    systems: { programmes: [], cases: [gardenPrize, seedLicence] },
    ...options,
  })
  made.clock.now = new Date('2026-03-02T02:00:00Z')
  const county = await makeCounty(made.db, 'R', [
    { code: 'R', category: 'region' },
    { code: 'X', category: 'cluster', parent: 'R' },
    { code: 'A', category: 'school', parent: 'X' },
    { code: 'B', category: 'school', parent: 'X' },
    { code: 'C', category: 'school', parent: 'R' },
  ])
  for (const [unit, names] of Object.entries(TEACHERS)) await addPeople(made.db, county, unit, names)
  for (const [login, role, unit] of DESK) {
    const self = OWN_PERSON[login]
    const person = self === undefined ? {} : { personId: county.people.get(self)! }
    await makeAccount(made.db, county.region, login, role, {
      ...(unit === undefined ? {} : { unit }),
      ...person,
    })
  }
  for (const [name, personId] of county.people) {
    if (name !== '主任') await makeAccount(made.db, county.region, name, 'teacher', { personId })
  }
  const open = new Map<string, Promise<Browser>>()
  const who = (login: string): Promise<Browser> => {
    const held = open.get(login) ?? signedIn(made.app, login)
    open.set(login, held)
    return held
  }
  const ask: Garden['ask'] = async (login, method, url, body) => {
    const from = login === null ? browser(made.app) : await who(login)
    const answer = await from.send(method, url, body)
    return { status: answer.statusCode, body: answer.json<Answer['body']>() }
  }
  return { ...made, county, who, ask }
}

export const key = (): string => randomUUID()

/** A round of March 2026 with places for both kinds; gives its id. */
export async function openGardenRound(g: Garden, more: object = {}): Promise<string> {
  const { status, body } = await g.ask('officer', 'POST', '/api/rounds', {
    key: key(),
    system: 'garden-prize',
    title: `批次 ${key()}`,
    year: 2026,
    opensOn: '2026-03-01',
    closesOn: '2026-12-31',
    document: '甲教〔2026〕3号',
    places: [{ category: '花圃', places: 2, floor: 1 }],
    ...more,
  })
  if (status !== 200) throw new Error(JSON.stringify(body))
  return body.id ?? ''
}

/** A teacher's application, filled in and handed in; gives the case's id. */
export async function handIn(g: Garden, teacher: string, round: string): Promise<string> {
  const opened = await g.ask(teacher, 'POST', '/api/cases', { key: key(), system: 'garden-prize', round })
  const { id } = opened.body
  if (id === undefined) throw new Error(opened.body.because)
  const form = {
    kind: '花圃',
    story: `${teacher}在A的园子里种了三年月季`,
    size: 12.5,
    reason: '家中有人生病',
  }
  await g.ask(teacher, 'PUT', `/api/cases/${id}/form`, { form })
  await act(g, teacher, id, { do: 'submit' })
  return id
}

/** Acts on a case in the version it now has. @throws when it is refused. */
export async function act(g: Garden, login: string, id: string, action: Partial<CaseAction>): Promise<void> {
  const answer = await tryToAct(g, login, id, action)
  if (answer.status !== 200) throw new Error(`${login} ${action.do}: ${answer.status} ${answer.body.because}`)
}

/** The same, giving what came of it. */
export async function tryToAct(
  g: Garden,
  login: string,
  id: string,
  action: Partial<CaseAction>,
): Promise<Answer> {
  const version = await versionOf(g, id)
  return g.ask(login, 'POST', `/api/cases/${id}/act`, { key: key(), version, action })
}

/** The version of a case, as the database has it. */
export async function versionOf(g: Garden, id: string): Promise<number> {
  const { rows } = await g.db.admin.query<{ version: number }>(
    'select version from case_record where id = $1',
    [id],
  )
  return rows[0]?.version ?? -1
}

/** Assigns judges by name. */
export function assign(g: Garden, id: string, names: readonly string[]): Promise<Answer> {
  const persons = names.map((name) => g.county.people.get(name))
  return g.ask('officer', 'PUT', `/api/cases/${id}/judges`, { key: key(), persons })
}

export type Judging = {
  id: string
  blind: string
  open: boolean
  points: Record<string, number> | null
  shown: { title: string; value: string }[]
}

/** What somebody is to judge. */
export async function judgingsOf(g: Garden, login: string): Promise<Judging[]> {
  const { body } = await g.ask(login, 'GET', '/api/judgings')
  return body['judgings'] as Judging[]
}

/** Scores everything that is open to a judge. */
export async function scoreAll(g: Garden, login: string, points: Record<string, number>): Promise<void> {
  for (const { id, open } of await judgingsOf(g, login)) {
    if (!open) continue
    const { status, body } = await g.ask(login, 'PUT', `/api/judgings/${id}`, { key: key(), points })
    if (status !== 200) throw new Error(`${login}: ${body.because}`)
  }
}

/** A handed-in case that has come to its public notice. */
export async function toNotice(g: Garden, teacher: string, round: string): Promise<string> {
  const id = await handIn(g, teacher, round)
  if (!['局长', '教研员'].includes(teacher)) await act(g, `school-${schoolOf(teacher)}`, id, { do: 'pass' })
  await assign(g, id, ['丙一', '丙二'])
  await scoreAll(g, '丙一', { 长势: 50, 布局: 30 })
  await scoreAll(g, '丙二', { 长势: 60, 布局: 40 })
  await act(g, 'officer', id, { do: 'pass' })
  return id
}

function schoolOf(teacher: string): string {
  return teacher.startsWith('甲') ? 'a' : 'b'
}
