import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { instanceState, whoAmI } from '#contract/session.ts'
import { speak, t, tongue, tongues } from '../../lib/t.ts'
import type { Tongue } from '../../lib/t.ts'
import { queryKey, useCall, wordsOf } from '../../lib/use-call.ts'
import { Failed, Loading } from '../../ui/states.tsx'
import { Activate } from './activate.tsx'
import { FirstRun } from './first-run.tsx'
import { SignIn } from './sign-in.tsx'

/** The door: the first officer, signing in, or the first use of an account. */
export function Gate() {
  const state = useCall(instanceState, {})
  const client = useQueryClient()
  const [first, setFirst] = useState(false)
  const enter = () => void client.resetQueries({ queryKey: queryKey(whoAmI, {}) })
  return (
    <main className="gate">
      <div className="gate-sheet">
        {state.isPending && <Loading words={t('正在打开')} />}
        {state.isError && (
          <>
            <h1>{t('研培')}</h1>
            <Failed
              because={wordsOf(state.error)}
              retryWord={t('重试')}
              onRetry={() => void state.refetch()}
            />
          </>
        )}
        {state.data?.firstRun === true && <FirstRun onEnter={enter} />}
        {state.data?.firstRun === false && !first && (
          <SignIn state={state.data} onEnter={enter} onFirstUse={() => setFirst(true)} />
        )}
        {state.data?.firstRun === false && first && (
          <Activate regions={state.data.regions} onEnter={enter} onBack={() => setFirst(false)} />
        )}
      </div>
      <TongueChoice />
    </main>
  )
}

function TongueChoice() {
  return (
    <p className="tongues">
      {Object.entries(tongues).map(([id, name]) => (
        <button
          key={id}
          type="button"
          className="linklike"
          aria-pressed={id === tongue()}
          onClick={() => speak(id as Tongue)}
        >
          {name}
        </button>
      ))}
    </p>
  )
}
