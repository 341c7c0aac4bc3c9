import { projector } from '#contract/activity.ts'
import { call, Failure } from '../lib/call.ts'
import { loadWords, t } from '../lib/t.ts'
import { pauseAfter } from './pace.ts'
import { writeLabels } from './labels.ts'
import { part, show, write } from './page.ts'
import { placeOf } from './place.ts'
import type { Place } from './place.ts'
import type { Seen } from './shape.ts'
import { showSeen, showTime } from './show.ts'
import { setUpTools, stayAwake } from './tools.ts'
import './screen.css'

const PATIENCE = 8000
const TICK = 250

/** What was last heard, and when by a clock that nobody can set. */
let heard: { seen: Seen; at: number } | null = null
let failures = 0

async function ask(place: Place): Promise<void> {
  const params = { id: place.id, slot: place.slot }
  const seen = await call(
    projector,
    { params, query: { origin: location.origin } },
    AbortSignal.timeout(PATIENCE),
  )
  showSeen(seen, heard?.seen.came ?? seen.came)
  heard = { seen, at: performance.now() }
  failures = 0
  show('trouble', false)
}

/** A lost network is no end: the screen says so and goes on asking. */
function tell(failure: unknown): void {
  failures += 1
  write('trouble', troubleWords(failure instanceof Failure ? failure : null))
  show('trouble', true)
}

function troubleWords(failure: Failure | null): string {
  if (failure?.status === 401) return t('登录已失效。请在另一个标签页登录工作台，这里随后自动继续。')
  if (failure === null || failure.status === 0) return t('连不上服务器，正在重试。已经签到的不会丢。')
  return failure.problem.because
}

async function keepAsking(place: Place): Promise<void> {
  await ask(place).catch(tell)
  setTimeout(() => void keepAsking(place), pauseAfter(failures, heard?.seen.secondsLeft ?? 0))
}

function tick(): void {
  if (heard !== null) showTime(heard.seen, (performance.now() - heard.at) / 1000)
}

async function start(): Promise<void> {
  await loadWords().catch(() => undefined)
  writeLabels()
  const place = placeOf(location.pathname)
  if (place === null) {
    write('trouble', t('这个地址没有指明活动和场次。请从活动页面打开签到大屏。'))
    show('trouble', true)
    return part('tools', HTMLElement).remove()
  }
  setUpTools(place)
  stayAwake()
  setInterval(tick, TICK)
  await keepAsking(place)
}

void start()
