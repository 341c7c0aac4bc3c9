import { useState } from 'react'
import type { ReactNode } from 'react'
import { keep, kept } from '../../lib/draft.ts'
import { ColumnChooser } from './column-chooser.tsx'
import { shownColumns } from './columns.ts'
import type { Column } from './columns.ts'

/** Columns with a chooser whose choice stays in this browser under `name`. */
export function useColumns<R>(
  name: string,
  columns: readonly Column<R>[],
  word: string,
): { shown: Column<R>[]; chooser: ReactNode } {
  const [hidden, setHidden] = useState<string[]>(() => kept(`columns.${name}`, []))
  const hide = (next: string[]) => {
    keep(`columns.${name}`, next)
    setHidden(next)
  }
  return {
    shown: shownColumns(columns, hidden),
    chooser: <ColumnChooser word={word} columns={columns} hidden={hidden} onHide={hide} />,
  }
}
