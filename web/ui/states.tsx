import type { ReactNode } from 'react'
import { Action } from './action.tsx'

/** Grey lines where the words will be. */
export function Loading({ lines = 6, words }: { lines?: number; words: string }) {
  return (
    <div className="loading" role="status">
      <span className="unseen">{words}</span>
      {Array.from({ length: lines }, (_, i) => (
        <span key={i} className="bone" style={{ width: `${92 - ((i * 17) % 45)}%` }} />
      ))}
    </div>
  )
}

/** Why a list is empty, and the one thing to start with. */
export function Empty({ because, children }: { because: string; children?: ReactNode }) {
  return (
    <div className="empty">
      <p>{because}</p>
      {children}
    </div>
  )
}

type FailedProps = { because: string; retryWord: string; onRetry?: (() => void) | undefined }

/** A refusal or a failure in words; a way to try again where that helps. */
export function Failed({ because, retryWord, onRetry }: FailedProps) {
  return (
    <div className="notice late" role="alert">
      <span className="mark" aria-hidden>
        ■
      </span>
      <p>{because}</p>
      {onRetry !== undefined && (
        <Action small onClick={onRetry}>
          {retryWord}
        </Action>
      )}
    </div>
  )
}

export type Tone = 'calm' | 'warn' | 'late' | 'good' | 'stopped'
const SHAPES: Record<Tone, string> = { calm: '○', warn: '▲', late: '■', good: '●', stopped: '×' }

/** A state: word, shape and colour together. */
export function Status({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span className={`status ${tone}`}>
      <span aria-hidden className="mark">
        {SHAPES[tone]}
      </span>
      {children}
    </span>
  )
}

/** A sentence that has to be seen, on the page. */
export function Notice({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <div className={`notice ${tone}`} role={tone === 'late' ? 'alert' : 'status'}>
      <span aria-hidden className="mark">
        {SHAPES[tone]}
      </span>
      <div>{children}</div>
    </div>
  )
}
