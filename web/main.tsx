import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { followLinks } from './lib/go.ts'
import { loadWords } from './lib/t.ts'
import { isDeskPath, router } from './router.tsx'
import { paint } from './theme.ts'
import './styles.css'

paint(document.documentElement)
await loadWords()
followLinks(router, isDeskPath)
const root = document.querySelector('#root')
if (root !== null) createRoot(root).render(<App />)
