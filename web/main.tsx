import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { loadWords } from './lib/t.ts'
import { paint } from './theme.ts'
import './styles.css'

paint(document.documentElement)
await loadWords()
const root = document.querySelector('#root')
if (root !== null) createRoot(root).render(<App />)
