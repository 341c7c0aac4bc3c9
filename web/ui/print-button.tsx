import { useEffect, useState } from 'react'
import { printAll } from '../lib/print-all.ts'
import { Action } from './action.tsx'

/** Prints the list as it is filtered, whole, on A4; Ctrl P does the same. */
export function PrintButton({ word }: { word: string }) {
  const [busy, setBusy] = useState(false)
  const start = () => {
    setBusy(true)
    void printAll().finally(() => setBusy(false))
  }
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'p') return
      event.preventDefault()
      void printAll()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [])
  return (
    <Action busy={busy} onClick={start}>
      {word}
    </Action>
  )
}
