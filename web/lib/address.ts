import { useNavigate, useSearch } from '@tanstack/react-router'

/** The part after the question mark: every value is text, so that numbers typed by people keep their digits. */
export type Search = Record<string, string>

/** Reads the part of the address after the question mark. */
export function parseSearch(text: string): Search {
  return Object.fromEntries(new URLSearchParams(text))
}

/** Writes it; empty values are left out. */
export function stringifySearch(search: Record<string, unknown>): string {
  const kept = Object.entries(search).filter(
    ([, value]) => value !== undefined && value !== null && value !== '',
  )
  const text = new URLSearchParams(
    kept.map(([name, value]): [string, string] => [name, String(value)]),
  ).toString()
  return text === '' ? '' : `?${text}`
}

/** An address within the desk. */
export function link(path: string, search: Record<string, unknown> = {}): string {
  return `${path}${stringifySearch(search)}`
}

/** What the address says now. */
export function useAddress(): Search {
  return useSearch({ strict: false }) as Search
}

type Change = Record<string, string | number | undefined>

/** Changes filters in the address; the rest of it stays. Typing replaces, choosing can be taken back. */
export function useFilter(): (change: Change, how?: 'replace' | 'push') => void {
  const navigate = useNavigate()
  return (change, how = 'push') => {
    const next = (now: Search): Search =>
      Object.fromEntries(
        Object.entries({ ...now, ...change }).flatMap(([name, value]) =>
          value === undefined || value === '' ? [] : [[name, String(value)]],
        ),
      )
    void navigate({ to: '.', search: next, replace: how === 'replace', resetScroll: false })
  }
}
