import * as fc from 'fast-check'
import type { Role } from '#contract/route.ts'
import { makeScene, type Scene } from '#test/access/observe.ts'
import { sessionAs } from '#test/access/fixture.ts'
import type { Database } from '#db/open.ts'
import { junk, type Junk } from './fuzz.ts'

/** A request that was answered by a fault of ours. */
export type Fault = { junk: Junk; status: number; body: string }

/**
 * Sends `count` bad requests in three roles to a server over two counties.
 * @returns how the answers were distributed, and every 5xx.
 */
export async function storm(
  db: Database,
  count: number,
  seed: number,
): Promise<{ statuses: Record<number, number>; faults: Fault[] }> {
  const scene = await makeScene(db)
  try {
    return await strike(scene, db, count, seed)
  } finally {
    await scene.end()
  }
}

async function strike(
  scene: Scene,
  db: Database,
  count: number,
  seed: number,
): Promise<{ statuses: Record<number, number>; faults: Fault[] }> {
  const statuses: Record<number, number> = {}
  const faults: Fault[] = []
  const cookies = new Map<Role, string>()
  const samples = fc.sample(junk(scene.routes, scene.home, scene.other), { numRuns: count, seed })
  for (const one of samples) {
    const cookie = cookies.get(one.role) ?? `yanpei=${(await sessionAs(db, scene.home, one.role)).token}`
    cookies.set(one.role, cookie)
    const answer = await scene.app.inject({
      method: one.method as 'GET',
      url: one.url,
      headers: {
        cookie,
        ...(one.type === null ? {} : { 'content-type': one.type }),
        ...(one.accept === null ? {} : { 'accept-encoding': one.accept }),
      },
      ...(one.payload === null ? {} : { payload: one.payload }),
    })
    if (answer.statusCode === 401 || one.url.endsWith('/sign-out')) cookies.delete(one.role)
    statuses[answer.statusCode] = (statuses[answer.statusCode] ?? 0) + 1
    if (answer.statusCode >= 500) faults.push({ junk: one, status: answer.statusCode, body: answer.body })
  }
  return { statuses, faults }
}
