/** @jsxImportSource ../phone/dom */
import { loadWords } from '../lib/t.ts'
import { showSize } from '../phone/lib/large.ts'
import { step } from '../phone/lib/router.ts'
import { App } from './app.tsx'
import '../phone/phone.css'
import './answer.css'

async function start(root: HTMLElement): Promise<void> {
  showSize()
  // Without its dictionary the page speaks Simplified, which is better than none.
  await loadWords().catch(() => undefined)
  root.replaceChildren(<App />)
  step.watch(() => root.querySelector('h1')?.focus({ preventScroll: true }))
}

const root = document.getElementById('root')
if (root !== null) void start(root)
