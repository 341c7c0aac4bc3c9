import { ownReader } from './decode.ts'
import type { Renewed } from '../worker.ts'
import { renewOnNextStep } from './router.ts'

/** The two places whose pages the worker looks after; the desk's are not its business. */
const SCOPES = ['/m', '/q/']

/** Keeps the pages and the decoder in the phone, so that a hall without a network can be scanned in. */
export function prepareForNoNetwork(): void {
  // Absent on pages without https, and in development, where files have no lasting names.
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return
  for (const scope of SCOPES) {
    // A browser may forbid workers; the pages then work with a network only.
    navigator.serviceWorker.register('/phone-worker.js', { scope }).catch(() => undefined)
  }
  navigator.serviceWorker.addEventListener('message', (event) => {
    const news: Renewed = 'renewed'
    if (event.data === news) renewOnNextStep()
  })
  void navigator.serviceWorker.ready.then(fetchDecoder)
}

async function fetchDecoder(): Promise<void> {
  if ((await ownReader()) === null) await import('jsqr').catch(() => undefined)
}
