import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { RefObject } from 'react'
import { PRINT_ALL } from '../../lib/print-all.ts'

/** Above this many rows only those in sight are drawn. */
const ALL_AT_ONCE = 120
const AHEAD = 12
const places = new Map<string, number>()

export type Window = {
  from: number
  until: number
  box: RefObject<HTMLDivElement | null>
  onScroll: () => void
}

/**
 * Which rows to draw of `count` rows of `rowHeight` pixels within a scrolling box: half-open [from, until).
 * The place is remembered under `place`, so that Back returns to it. For printing every row is drawn.
 */
export function useWindow(count: number, rowHeight: number, place: string): Window {
  const box = useRef<HTMLDivElement>(null)
  const [range, setRange] = useState({ from: 0, until: 60 })
  const [printing, setPrinting] = useState(false)
  const measure = useCallback(() => {
    const element = box.current
    if (element === null) return
    places.set(place, element.scrollTop)
    const from = Math.max(0, Math.floor(element.scrollTop / rowHeight) - AHEAD)
    const until = Math.ceil((element.scrollTop + element.clientHeight) / rowHeight) + AHEAD
    setRange((now) => (now.from === from && now.until === until ? now : { from, until }))
  }, [place, rowHeight])
  useLayoutEffect(() => {
    if (box.current !== null) box.current.scrollTop = places.get(place) ?? 0
    measure()
  }, [place, count, measure])
  usePrinting(setPrinting)
  if (count <= ALL_AT_ONCE || printing) return { from: 0, until: count, box, onScroll: measure }
  return { from: Math.min(range.from, count), until: Math.min(range.until, count), box, onScroll: measure }
}

function usePrinting(set: (on: boolean) => void): void {
  useEffect(() => {
    const before = () => set(true)
    const after = () => set(false)
    addEventListener('beforeprint', before)
    addEventListener(PRINT_ALL, before)
    addEventListener('afterprint', after)
    return () => {
      removeEventListener('beforeprint', before)
      removeEventListener(PRINT_ALL, before)
      removeEventListener('afterprint', after)
    }
  }, [set])
}
