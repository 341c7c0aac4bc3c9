import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import type { Work } from '#kernel/call.ts'
import { projectorOf } from '#kernel/programme/activities/projector.ts'
import { CheckInDesk, type CheckIn } from '#kernel/programme/check-in/service.ts'
import { Systems } from '#kernel/programme/registry.ts'
import { programmeSystems } from '#systems/index.ts'
import { testDatabase, type Ending } from '#test/harness/database.ts'
import { addActivity, makeHall, officer, type Hall, type Who } from './hall.ts'

const systems = new Systems(programmeSystems)

/** A hall whose activity is on, and what answers check-ins. */
export type Scene = Hall & { desk: CheckInDesk; activity: string }

/** An activity with some people on its roster. */
export async function scene(ending: Ending, people: string[] = ['甲', '乙']): Promise<Scene> {
  const hall = await makeHall(await testDatabase(ending))
  const { activity } = await addActivity(hall, people)
  return { ...hall, desk: new CheckInDesk(), activity }
}

/** The codes that the hall's screen shows now. */
export async function shown(
  hall: Hall,
  activity: string,
  slot = 1,
): Promise<{ code: string; shortCode: string }> {
  const screen = await hall.as(officer, (work: Work) =>
    projectorOf(work, systems, activity, slot, 'https://hall.example'),
  )
  assert.ok(screen.link !== null && screen.shortCode !== null, screen.words)
  return { code: screen.link.replace('https://hall.example/q/', ''), shortCode: screen.shortCode }
}

/** What of a phone's request a test cares for. */
export type Sent = Partial<CheckIn> & { nonce?: string }

/** Sends it in somebody's name, or under a session's hash. */
export async function send(scene: Scene, who: Who | Buffer, sent: Sent): ReturnType<CheckInDesk['answer']> {
  const sessionHash = Buffer.isBuffer(who) ? who : await scene.session(who)
  const body = { nonce: randomUUID(), device: 'phone-of-test', offline: false, ...sent }
  const { runtime, clock } = scene
  return scene.desk.answer({
    body,
    runtime,
    sessionHash,
    now: clock.now,
  })
}

/** The attendance that stands. */
export async function rows(scene: Scene): Promise<Record<string, unknown>[]> {
  const found = await scene.db.admin.query<Record<string, unknown>>(
    'select slot, status, method, uploaded_late as late from attendance order by person_id, slot',
  )
  return found.rows
}
