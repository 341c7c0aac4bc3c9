import type { MouseEvent } from 'react'
import type { FigureRef } from '#contract/figures.ts'

type SheetProps = { html: string; language: string; onOpen: (references: readonly FigureRef[]) => void }

/** The page itself. The HTML comes from the server's own renderer, which escapes every text. */
export function Sheet({ html, language, onOpen }: SheetProps) {
  const open = (event: MouseEvent) => {
    const anchor = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-ref]') : null
    const given = anchor?.dataset['ref']
    if (given === undefined) return
    event.preventDefault()
    event.stopPropagation()
    onOpen((JSON.parse(given) as { refs: FigureRef[] }).refs)
  }
  return <div lang={language} onClickCapture={open} dangerouslySetInnerHTML={{ __html: html }} />
}
