import type { Runtime } from '#kernel/call.ts'
import { Cases } from '#kernel/case/registry.ts'
import { archives } from '#kernel/message/todos/sources/archives.ts'
import type { Desk } from '#kernel/message/todos/list.ts'
import { Systems } from '#kernel/programme/registry.ts'
import { archiveRules } from '#systems/archives.ts'
import { caseSystems, programmeSystems } from '#systems/index.ts'
import { startLapsing } from './cases.ts'
import { startCheckpoints } from './checkpoint.ts'
import { startMessages } from './messages.ts'
import { startNeeds } from './needs.ts'
import type { Running } from './repeat.ts'
import { startSealing } from './seal.ts'
import { startSettling } from './settle.ts'
import { startForgettingUploads } from './uploads.ts'

const cases = new Cases(caseSystems)
const desk: Desk = {
  cases,
  more: [archives({ systems: new Systems(programmeSystems), cases, rules: archiveRules })],
}

/** Starts what goes on beside the requests; `stop` lets the round under way finish. */
export function startJobs(runtime: Runtime, onError: (error: unknown) => void = report): Running {
  const jobs = [
    startSealing(runtime, onError),
    startSettling(runtime, onError),
    startCheckpoints(runtime, onError),
    startForgettingUploads(runtime, onError),
    startMessages(runtime, desk, onError),
    startNeeds(runtime, onError),
    startLapsing(runtime, { programmes: programmeSystems, cases: caseSystems }, onError),
  ]
  return { stop: async () => void (await Promise.all(jobs.map((job) => job.stop()))) }
}

/** A round that failed comes again: the log gets one line, without what it was at work on. */
function report(error: unknown): void {
  const words = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  process.stderr.write(`${new Date().toISOString()} job ${words.replaceAll(/\s+/g, ' ')}\n`)
}
