import { useState } from 'react'
import type { MouseEvent } from 'react'
import type { FigureRef } from '#contract/figures.ts'
import { referenceOf } from './reference.ts'

/** Opens the numbers on a page beside it instead of leaving it; modified clicks go to the full list. */
export function useOpening(): {
  open: readonly FigureRef[]
  close: () => void
  onClick: (event: MouseEvent) => void
} {
  const [open, setOpen] = useState<readonly FigureRef[]>([])
  const onClick = (event: MouseEvent) => {
    const anchor = event.target instanceof Element ? event.target.closest('a') : null
    if (anchor === null || event.ctrlKey || event.metaKey || event.shiftKey) return
    const reference = referenceOf(anchor.href)
    if (reference === null) return
    event.preventDefault()
    event.stopPropagation()
    setOpen([reference])
  }
  return { open, close: () => setOpen([]), onClick }
}
