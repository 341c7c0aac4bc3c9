import { lazy, Suspense } from 'react'
import { whoAmI } from '#contract/session.ts'
import { Failure } from '../lib/call.ts'
import { elsewhereOf } from '../lib/home.ts'
import { MeContext } from '../lib/session.ts'
import { t } from '../lib/t.ts'
import { useCall, wordsOf } from '../lib/use-call.ts'
import { Failed, Loading } from '../ui/states.tsx'
import { Shell } from './shell.tsx'

const Gate = lazy(async () => ({ default: (await import('../screens/gate/gate.tsx')).Gate }))

/** Who is it? Then the desk; else the door, with the address kept for afterwards. */
export function Root() {
  const asked = useCall(whoAmI, {}, { keep: false })
  if (asked.data !== undefined) {
    const elsewhere = elsewhereOf(asked.data, location.pathname)
    if (elsewhere !== null) return <Leave to={elsewhere} />
    return (
      <MeContext value={asked.data}>
        <Shell />
      </MeContext>
    )
  }
  if (asked.isPending) return <Waiting />
  if (asked.error instanceof Failure && asked.error.status === 401) {
    return (
      <Suspense fallback={<Waiting />}>
        <Gate />
      </Suspense>
    )
  }
  return (
    <main className="gate">
      <h1 className="unseen">{t('研培')}</h1>
      <Failed because={wordsOf(asked.error)} retryWord={t('重试')} onRetry={() => void asked.refetch()} />
    </main>
  )
}

function Waiting() {
  return (
    <main className="gate">
      <h1 className="unseen">{t('研培')}</h1>
      <div className="gate-sheet">
        <Loading words={t('正在打开')} />
      </div>
    </main>
  )
}

function Leave({ to }: { to: string }) {
  location.replace(to)
  return <Waiting />
}
