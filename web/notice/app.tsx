/** @jsxImportSource ../phone/dom */
import { live } from '../phone/dom/live.ts'
import { step } from '../phone/lib/router.ts'
import { CertificatePage } from './certificate-page.tsx'
import { CircularPage } from './circulars.tsx'
import { RoundPage } from './complaints.tsx'
import { ListPage } from './list-page.tsx'
import { NoticePage } from './notice-page.tsx'
import { RegisterPage } from './register-page.tsx'
import { ResultPage } from './results.tsx'

/** Longer ones the server does not take; a code has 12 characters. */
const LONGEST_CODE = 40

function pageOf(path: string): Node {
  if (path.startsWith('/apply/register')) return <RegisterPage />
  const certificate = /^\/c(?:\/([^/]+))?\/?$/.exec(path)
  if (certificate !== null) return <CertificatePage code={codeOf(certificate[1])} />
  const circular = /^\/notice\/circulars\/([\w-]{1,64})\/?$/.exec(path)?.[1]
  if (circular !== undefined) return <CircularPage id={circular} />
  const result = /^\/notice\/results\/([\w-]{1,64})\/?$/.exec(path)?.[1]
  if (result !== undefined) return <ResultPage id={result} />
  const round = /^\/notice\/rounds\/([\w-]{1,64})\/?$/.exec(path)?.[1]
  if (round !== undefined) return <RoundPage id={round} />
  const id = /^\/notice\/([\w-]{1,64})\/?$/.exec(path)?.[1]
  return id === undefined ? <ListPage /> : <NoticePage id={id} />
}

/** What was typed as the code of a certificate, whatever it was: a wrong one is told so, too. */
function codeOf(typed: string | undefined): string | null {
  if (typed === undefined) return null
  try {
    return decodeURIComponent(typed).slice(0, LONGEST_CODE)
  } catch {
    return typed.slice(0, LONGEST_CODE)
  }
}

/** What people without an account can do: read public notices, object to them, and register to apply. */
export function App(): Node {
  return live(step, ({ path }) => pageOf(path))
}
