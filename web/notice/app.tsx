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

function pageOf(path: string): Node {
  if (path.startsWith('/apply/register')) return <RegisterPage />
  const certificate = /^\/c(?:\/([\w-]{1,64}))?\/?$/.exec(path)
  if (certificate !== null) return <CertificatePage code={certificate[1] ?? null} />
  const circular = /^\/notice\/circulars\/([\w-]{1,64})\/?$/.exec(path)?.[1]
  if (circular !== undefined) return <CircularPage id={circular} />
  const result = /^\/notice\/results\/([\w-]{1,64})\/?$/.exec(path)?.[1]
  if (result !== undefined) return <ResultPage id={result} />
  const round = /^\/notice\/rounds\/([\w-]{1,64})\/?$/.exec(path)?.[1]
  if (round !== undefined) return <RoundPage id={round} />
  const id = /^\/notice\/([\w-]{1,64})\/?$/.exec(path)?.[1]
  return id === undefined ? <ListPage /> : <NoticePage id={id} />
}

/** What people without an account can do: read public notices, object to them, and register to apply. */
export function App(): Node {
  return live(step, ({ path }) => pageOf(path))
}
