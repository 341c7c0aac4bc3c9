import { useState } from 'react'
import type { ReactNode } from 'react'
import type { Column } from './columns.ts'

type Words<Row> = { head: string; labelOf: (row: Row) => string }

export type Selection<Row> = {
  /** The chosen rows by their key. */
  chosen: ReadonlyMap<string, Row>
  /** A column of boxes to tick, to stand first. */
  column: Column<Row>
  /** Chooses these beside those that are chosen already. */
  add: (rows: readonly Row[]) => void
  clear: () => void
}

/** Rows of a list that are chosen one by one, to do something with all of them; kept while the list is filtered. */
export function useSelection<Row>(keyOf: (row: Row) => string, words: Words<Row>): Selection<Row> {
  const [chosen, setChosen] = useState<ReadonlyMap<string, Row>>(new Map())
  const tick = (row: Row, on: boolean) =>
    setChosen((before) => {
      const next = new Map(before)
      if (on) next.set(keyOf(row), row)
      else next.delete(keyOf(row))
      return next
    })
  const column: Column<Row> = {
    key: 'chosen',
    title: words.head,
    render: (row) => (
      <input
        type="checkbox"
        className="choose"
        aria-label={words.labelOf(row)}
        checked={chosen.has(keyOf(row))}
        onChange={(event) => tick(row, event.target.checked)}
      />
    ),
  }
  const add = (rows: readonly Row[]) =>
    setChosen((before) => new Map([...before, ...rows.map((row) => [keyOf(row), row] as const)]))
  return { chosen, column, add, clear: () => setChosen(new Map()) }
}

type BarProps = { words: string; clearWord: string; onClear: () => void; children: ReactNode }

/** What can be done with the chosen rows; it stays in sight above a long list. */
export function SelectionBar({ words, clearWord, onClear, children }: BarProps) {
  return (
    <div className="selection-bar" role="status">
      <span>{words}</span>
      {children}
      <button type="button" className="linklike" onClick={onClear}>
        {clearWord}
      </button>
    </div>
  )
}
