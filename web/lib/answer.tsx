import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Failed, Loading } from '../ui/states.tsx'
import { t } from './t.ts'
import { mayRetry, wordsOf } from './use-call.ts'

type Props<T> = { asked: UseQueryResult<T>; lines?: number; children: (data: T) => ReactNode }

/** An answer once it is there; until then bones, or the refusal in words with a way to try again. */
export function Answer<T>({ asked, lines = 8, children }: Props<T>) {
  const { data, error, refetch } = asked
  const retry = error !== null && mayRetry(error) ? () => void refetch() : undefined
  return (
    <>
      {error !== null && <Failed because={wordsOf(error)} retryWord={t('重试')} onRetry={retry} />}
      {data === undefined && error === null && <Loading words={t('正在读取')} lines={lines} />}
      {data !== undefined && children(data)}
    </>
  )
}
