import { queue, recount, sendable, submit } from './check-in.ts'
import { account, askWho, signedIn } from './session.ts'

const FIRST_PAUSE = 5_000
const LONGEST_PAUSE = 60_000

let running = false
let pause = FIRST_PAUSE
let timer: ReturnType<typeof setTimeout> | undefined

/**
 * Sends everything that waits for the account that is signed in. The server is asked first who that is: on a
 * shared phone one person's check-in must not go out under another's name.
 */
export async function upload(): Promise<void> {
  if (running || !signedIn.get() || sendable(account.get()?.login ?? null).length === 0) return
  running = true
  try {
    const who = await askWho()
    if (who !== null && (await sendAll(who.login))) pause = FIRST_PAUSE
    else pause = Math.min(pause * 2, LONGEST_PAUSE)
  } finally {
    running = false
    plan()
  }
}

async function sendAll(login: string): Promise<boolean> {
  for (const item of sendable(login)) {
    const result = await submit(item, false)
    if (result.kind === 'kept') pause = Math.max(pause, (result.retryAfter ?? 0) * 1000)
    if (result.kind === 'kept' || result.kind === 'signed-out') return false
  }
  return true
}

/** Sets the next try: a hall that lost its network together must not come back in the same instant. */
function plan(): void {
  clearTimeout(timer)
  if (!signedIn.get() || sendable(account.get()?.login ?? null).length === 0) return
  timer = setTimeout(() => void upload(), pause * (0.75 + Math.random() / 2))
}

function hurry(): void {
  pause = FIRST_PAUSE
  recount()
  void upload()
}

/** Uploads by itself from now on: at the start, when the network or the page comes back, and now and then. */
export function keepUploading(): void {
  addEventListener('online', hurry)
  addEventListener('storage', recount)
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') hurry()
  })
  queue.watch(plan)
  signedIn.watch(hurry)
  hurry()
}
