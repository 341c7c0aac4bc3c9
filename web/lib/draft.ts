import { useEffect, useState } from 'react'

/** Reads what this browser kept under a name; the fallback where there is nothing or it is broken. */
export function kept<T>(name: string, fallback: T): T {
  const text = localStorage.getItem(`yanpei.${name}`)
  if (text === null) return fallback
  try {
    return JSON.parse(text) as T
  } catch {
    return fallback
  }
}

/** Keeps a value in this browser; null forgets it. */
export function keep(name: string, value: unknown): void {
  if (value === null) localStorage.removeItem(`yanpei.${name}`)
  else localStorage.setItem(`yanpei.${name}`, JSON.stringify(value))
}

/** State that survives a reload, a crash and a lost network: for forms half filled in. */
export function useDraft<T>(name: string, start: T): [T, (next: T) => void, () => void] {
  const [value, setValue] = useState<T>(() => kept(name, start))
  const [changed, setChanged] = useState(false)
  useEffect(() => {
    if (changed) keep(name, value)
  }, [changed, name, value])
  const change = (next: T) => {
    setChanged(true)
    setValue(next)
  }
  const forget = () => {
    setChanged(false)
    keep(name, null)
    setValue(start)
  }
  return [value, change, forget]
}
