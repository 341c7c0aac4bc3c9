/** @jsxImportSource ../phone/dom */
import { live } from '../phone/dom/live.ts'
import { step } from '../phone/lib/router.ts'
import { CodePage } from './code-page.tsx'
import { AnonymousPage, NamedPage } from './form-page.tsx'
import { ScorePage } from './score-page.tsx'

function pageOf(path: string): Node {
  const [, , first = '', second] = path.split('/')
  if (first === '') return <CodePage />
  if (first === 'mine' && second !== undefined) return <NamedPage id={second} />
  if (first === 'score' && second !== undefined) return <ScorePage judge={second} />
  if (first === 'mine' || first === 'score') return <CodePage />
  return <AnonymousPage token={decodeURIComponent(first)} />
}

/** What is filled in without the desk: a questionnaire by its code, one's own questionnaires, a judge's score sheets. */
export function App(): Node {
  return live(step, ({ path }) => pageOf(path))
}
