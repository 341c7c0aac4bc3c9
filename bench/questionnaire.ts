/**
 * 500 parents answer a questionnaire at once, each with a code of his own: the form is opened, and twelve questions with
 * a sentence are handed in. `node bench/questionnaire.ts`
 */
import { randomUUID } from 'node:crypto'
import { Agent } from 'node:http'
import { openDatabase, type Database } from '#db/open.ts'
import { systemSession } from '#kernel/account/system-session.ts'
import {
  addDoor,
  createQuestionnaire,
  doorTokens,
  stepQuestionnaire,
} from '#kernel/appraisal/questionnaires/service.ts'
import { resultsOf } from '#kernel/appraisal/questionnaires/read.ts'
import { inWork, type Runtime, type Work } from '#kernel/call.ts'
import { addDays, dayAt } from '#lib/dates.ts'
import { measure, send } from './check-in/load.ts'
import { ms, startProgram, tell, withFolder } from './program.ts'

const PARENTS = 500
const SCALES = 11
const AT_ONCE = 64

await withFolder(async (folder) => {
  const { address, stop } = await startProgram(folder)
  try {
    const db = await openDatabase({ dataDir: folder, onSecond: 'share' })
    const runtime: Runtime = { db, dataDir: folder, now: () => new Date() }
    const { inRegion, end } = await region(runtime, db)
    const { id, codes } = await inRegion((work) => questionnaire(work, runtime))
    await parents(address, codes)
    await inRegion((work) => stepQuestionnaire(work, id, { key: randomUUID(), step: 'closed' }))
    await counted(inRegion, id)
    await end()
    await db.close()
  } finally {
    await stop()
  }
})

type InRegion = <T>(work: (work: Work) => Promise<T>) => Promise<T>

async function region(
  runtime: Runtime,
  db: Database,
): Promise<{ inRegion: InRegion; end: () => Promise<void> }> {
  const { rows } = await db.admin.query<{ id: number }>(
    `insert into region (code, name) values ('R', '测县') returning id`,
  )
  const regionId = rows[0]?.id ?? 0
  await db.admin.query(
    `with made as (insert into unit (region_id, id, code, category) values ($1, gen_random_uuid(), 'R', 'region') returning *)
     insert into unit_state (region_id, unit_id, valid, name) select region_id, id, '(,)', '测县' from made`,
    [regionId],
  )
  const session = await systemSession(db, regionId, 'bench')
  return { inRegion: (work) => inWork(runtime, session.hash, work), end: () => session.end() }
}

async function questionnaire(work: Work, runtime: Runtime): Promise<{ id: string; codes: string[] }> {
  const today = dayAt(work.now)
  const usual = { required: true, options: [], lines: [] }
  const scales = Array.from({ length: SCALES }, (_, at) => ({
    ...usual,
    kind: 'scale' as const,
    says: `第 ${at + 1} 个方面`,
    most: 5,
  }))
  const { id } = await createQuestionnaire(work, {
    key: randomUUID(),
    title: '家长满意度问卷',
    intro: '',
    unit: 'R',
    year: Number(today.slice(0, 4)),
    anonymous: true,
    least: 5,
    opensOn: today,
    closesOn: addDays(today, 7),
    subjectKind: null,
    subjectId: null,
    moment: null,
    questions: [...scales, { ...usual, kind: 'text', says: '意见', required: false, most: null }],
  })
  const door = {
    kind: 'codes',
    title: '全校家长',
    source: 'parents',
    count: PARENTS,
    programme: null,
  } as const
  const { id: doorId } = await addDoor(work, runtime, id, { key: randomUUID(), ...door })
  await stepQuestionnaire(work, id, { key: randomUUID(), step: 'opened' })
  return { id, codes: (await doorTokens(work, runtime, id, doorId)).tokens }
}

async function parents(address: string, codes: readonly string[]): Promise<void> {
  const agents = Array.from({ length: AT_ONCE }, () => new Agent({ keepAlive: true, maxSockets: 1 }))
  const started = performance.now()
  const { p99, failures } = await measure(codes, agents, async (agent, code) => {
    const path = `/api/open/questionnaires/${code}`
    const form = await send(agent, address, { path, token: '' })
    const answers = Array.from({ length: SCALES }, (_, at) => ({ position: at + 1, choice: 1 + (at % 5) }))
    const words = { position: SCALES + 1, words: '老师很负责，希望作业少一点。' }
    const sheet = { sheet: randomUUID(), answers: [...answers, words] }
    const done = await send(agent, address, { path, token: '', body: sheet })
    return form.status === 200 && done.status === 200 && done.text.includes('received')
  })
  const seconds = (performance.now() - started) / 1000
  for (const agent of agents) agent.destroy()
  tell({
    work: `${PARENTS} parents open and answer a questionnaire, ${AT_ONCE} at a time`,
    measured: `${seconds.toFixed(1)} s, p99 ${ms(p99)} for both, ${failures} failed`,
    goal: 'within a minute',
    comparison: '–',
  })
}

async function counted(inRegion: InRegion, id: string): Promise<void> {
  const started = performance.now()
  const { received, results } = await inRegion((work) => resultsOf(work, id))
  const sheets = results[0]?.answered ?? 0
  if (received !== PARENTS || sheets !== PARENTS)
    throw new Error(`${received} sheets, ${sheets} answers counted`)
  tell({
    work: `results of ${PARENTS} sheets with ${SCALES + 1} questions, none lost`,
    measured: ms(performance.now() - started),
    goal: '–',
    comparison: '–',
  })
}
