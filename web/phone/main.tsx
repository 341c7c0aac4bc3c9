/** @jsxImportSource ./dom */
import { loadWords } from '../lib/t.ts'
import { App } from './app.tsx'
import { showSize } from './lib/large.ts'
import { prepareForNoNetwork } from './lib/offline.ts'
import { step } from './lib/router.ts'
import { keepUploading } from './lib/upload.ts'
import './phone.css'

async function start(root: HTMLElement): Promise<void> {
  showSize()
  // Without its dictionary the page speaks Simplified, which is better than none.
  await loadWords().catch(() => undefined)
  root.replaceChildren(<App />)
  step.watch(() => root.querySelector('h1')?.focus({ preventScroll: true }))
  keepUploading()
  prepareForNoNetwork()
}

const root = document.getElementById('root')
if (root !== null) void start(root)
