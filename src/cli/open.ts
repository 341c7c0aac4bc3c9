import { userInfo } from 'node:os'
import { resolve } from 'node:path'
import { systemSession } from '#kernel/account/system-session.ts'
import { inWork } from '#kernel/call.ts'
import type { Runtime, Work } from '#kernel/call.ts'
import { openDatabase } from '#db/open.ts'
import { storeFrom } from '#kernel/store/choose.ts'
import type { OnSecond } from '#db/embedded/server.ts'
import type { Effort } from '#db/transact.ts'
import { Refused } from '#lib/refusal.ts'
import type { Common } from './arguments.ts'

/** Opens the data folder for a command and closes it after. */
export async function withRuntime<T>(
  common: Common,
  work: (runtime: Runtime) => Promise<T>,
  onSecond: OnSecond = 'share',
): Promise<T> {
  const dataDir = resolve(common.data)
  const db = await openDatabase({ dataDir, databaseUrl: process.env['DATABASE_URL'], onSecond })
  try {
    return await work({ db, dataDir, now: () => new Date(), files: storeFrom(process.env, dataDir) })
  } finally {
    await db.close()
  }
}

/** How the audit log names who sits at the command line. */
export function systemUser(): string {
  try {
    return `${userInfo().username}（命令行）`
  } catch {
    return `${process.getuid?.() ?? '?'}（命令行）`
  }
}

/** A region of the server. */
export type Region = { id: number; code: string; name: string }

/** All regions, by code. */
export async function regionsOf(runtime: Runtime): Promise<Region[]> {
  const { rows } = await runtime.db.admin.query<Region>('select id, code, name from region order by code')
  return rows
}

/** The region a command is about. @throws Refused when there is none, or several and none is named. */
export async function chooseRegion(runtime: Runtime, code: string | undefined): Promise<Region> {
  const regions = await regionsOf(runtime)
  const list = regions.map((region) => `${region.code} ${region.name}`).join('，')
  if (regions.length === 0)
    throw refused('no-region', '这里还没有区域。请先导入交换工作簿，或用 serve 打开首次启用页面。')
  if (code === undefined && regions.length > 1)
    throw refused('which-region', `这里有几个区域，请用 --region 指明：${list}。`)
  const found = code === undefined ? regions[0] : regions.find((region) => region.code === code)
  if (found === undefined) throw refused('no-region', `没有代码为 ${code} 的区域；有：${list}。`)
  return found
}

function refused(code: string, because: string): Refused {
  return new Refused(422, { code, because })
}

/** Runs work on a whole region in the name of the system's user. */
export async function inRegion<T>(
  runtime: Runtime,
  region: Region,
  work: (work: Work) => Promise<T>,
  effort: Effort = 'long',
): Promise<T> {
  const session = await systemSession(runtime.db, region.id, systemUser())
  try {
    return await inWork(runtime, session.hash, work, effort)
  } finally {
    await session.end()
  }
}

/** Opens, chooses the region, works, closes. */
export function onRegion<T>(
  common: Common,
  work: (work: Work, runtime: Runtime, region: Region) => Promise<T>,
): Promise<T> {
  return withRuntime(common, async (runtime) => {
    const region = await chooseRegion(runtime, common.region)
    return inRegion(runtime, region, (inside) => work(inside, runtime, region))
  })
}
