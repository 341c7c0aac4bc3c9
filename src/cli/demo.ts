import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ensureAccount } from '#kernel/account/ensure.ts'
import { makeDocument } from '#kernel/document/service.ts'
import { fileOf, readStored } from '#kernel/files.ts'
import type { Runtime } from '#kernel/call.ts'
import type { DemoLogin } from '#http/session-routes.ts'
import { dayAt } from '#lib/dates.ts'
import { Refused } from '#lib/refusal.ts'
import { readArguments } from './arguments.ts'
import { takeIn } from './import.ts'
import { inRegion, regionsOf } from './open.ts'
import type { Region } from './open.ts'
import { print, tell } from './output.ts'
import { portOf, serveUntilStopped } from './serve.ts'
import { demoAppraisals } from './demo-appraisals.ts'
import { casting, demoCases } from './demo-cases.ts'
import { demoCast, PASSWORD } from './demo-cast.ts'
import { demoGuests } from './demo-guests.ts'
import { demoJourneys } from './demo-claims.ts'
import type { Player } from './demo-cast.ts'
import { demoQuestionnaires } from './demo-questionnaires.ts'
import { demoSchoolBased } from './demo-school-based.ts'
import { demoToday } from './demo-today.ts'
import { demoMoney } from './demo-money.ts'
import { demoPapers } from './demo-papers.ts'
import { demoMessages } from './demo-messages.ts'
import { demoExit, demoTitleOfCast, demoTitles } from './demo-titles.ts'
import { demoTopics } from './demo-topics.ts'
import { demoResources } from './demo-resources.ts'
import { demoWorks } from './demo-works.ts'

const COUNTY = join(import.meta.dirname, '../../test/fixtures/county/clean.xlsx')
const YEAR = 2025

/** `demo [--port 8080] [--host ADDRESS]`: loads the demonstration county, drafts its summary, serves it. */
export async function demo(args: readonly string[]): Promise<number> {
  const { common, values } = readArguments(args, { port: { type: 'string' }, host: { type: 'string' } }, 0)
  return serveUntilStopped(common, { port: portOf(values.port, 8080), host: values.host }, prepare)
}

async function prepare(runtime: Runtime): Promise<DemoLogin[]> {
  const region = await county(runtime)
  const cast = await demoCast(runtime, region.id)
  for (const { phone: _phone, title: _title, ...account } of cast)
    await ensureAccount(runtime.db, region.id, account)
  await today(runtime, region, cast)
  const begun = await demoCases(runtime, region.id, cast)
  if (begun !== null) await demoPapers(runtime, region.id, cast, begun)
  const guests = await demoGuests(runtime, region, cast, begun, PASSWORD)
  await demoSchoolBased(runtime, region.id, cast)
  await titles(runtime, region, cast)
  await messages(runtime, region, cast)
  await print(`${YEAR} 年工作总结：${await summary(runtime, region)}`)
  return [...cast, ...guests].map(({ title, login, password, phone }) => ({ title, login, password, phone }))
}

/** The county, loaded once; a folder with another region in it is left alone. */
async function county(runtime: Runtime): Promise<Region> {
  const [first, second] = await regionsOf(runtime)
  if (first === undefined) {
    tell('正在载入演示县 …')
    await takeIn(runtime, COUNTY, undefined, false)
    return county(runtime)
  }
  if (second !== undefined || first.code !== '990123') {
    throw new Refused(422, {
      code: 'not-demo',
      because: `数据文件夹里已有“${first.name}”的数据，不能载入演示县。请用 --data 指定另一个文件夹，或用 serve 启动。`,
    })
  }
  return first
}

/** Something to check in to, held by the county's centre for the people of the cast's school. */
async function today(runtime: Runtime, region: Region, cast: readonly Player[]): Promise<void> {
  const { rows } = await runtime.db.admin.query<{ code: string }>(
    `select code from unit where region_id = $1 and category = 'centre' order by code limit 1`,
    [region.id],
  )
  const [centre, school] = [rows[0]?.code, cast.find((player) => player.role === 'school')?.unit]
  if (centre === undefined || school === undefined) return
  await inRegion(runtime, region, async (work) => {
    await demoToday(work, { policyYear: YEAR, centre, school })
    await demoWorks(work, runtime, school)
    await demoResources(work, { sealedYear: YEAR, year: Number(dayAt(work.now).slice(0, 4)) })
    await demoTopics(work, school)
    await demoMoney(work, YEAR)
    const teacher = cast.find((player) => player.role === 'teacher')?.personId
    await demoJourneys(work, { centre, school, teacher })
    await demoAppraisals(work, school)
  })
  await demoQuestionnaires(runtime, (work) => inRegion(runtime, region, work), centre)
}

/** Holders of titles appraised and paid, one to be ended, and a title for the cast's teacher. */
async function titles(runtime: Runtime, region: Region, cast: readonly Player[]): Promise<void> {
  const as = await casting(runtime, region.id, cast)
  const failed = await as('officer', demoTitles)
  if (failed === null) return
  const teacher = await as('teacher', ({ caller }) => Promise.resolve(caller.person))
  if (teacher !== null) await inRegion(runtime, region, (work) => demoTitleOfCast(work, teacher))
  await demoExit(as, failed)
}

/** What the centre told the county, in the name of its officer. */
async function messages(runtime: Runtime, region: Region, cast: readonly Player[]): Promise<void> {
  const school = cast.find((player) => player.role === 'school')?.unit
  if (school === undefined) return
  const as = await casting(runtime, region.id, cast)
  await as('officer', (work) => demoMessages(work, runtime, { region: region.code, school, year: YEAR }))
}

async function summary(runtime: Runtime, region: Region): Promise<string> {
  const content = await inRegion(runtime, region, async (work) => {
    const made = await makeDocument(work, runtime, {
      kind: 'work-summary',
      unit: region.code,
      year: YEAR,
      language: 'zh-Hans',
    })
    return readStored(await fileOf(work, runtime, 'document', made.id))
  })
  const folder = join(runtime.dataDir, 'demo')
  await mkdir(folder, { recursive: true })
  const path = join(folder, `工作总结-${YEAR}.docx`)
  await writeFile(path, content)
  return path
}
