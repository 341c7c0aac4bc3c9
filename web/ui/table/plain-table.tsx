import type { ReactNode } from 'react'
import { Table } from './table.tsx'
import type { Column } from './columns.ts'

type Props<R> = {
  label: string
  rows: readonly R[]
  columns: readonly Column<R>[]
  keyOf: (row: R, index: number) => string
  /** Why it is empty. */
  empty: string
  onOpen?: (row: R) => void
  chosen?: string | undefined
  totalsWord?: string
  place?: string
}

/** A list that is all here; as long as it likes. */
export function PlainTable<R>({
  label,
  rows,
  columns,
  keyOf,
  empty,
  onOpen,
  chosen,
  totalsWord,
  place,
}: Props<R>) {
  const keys = new Map(rows.map((row, index) => [row, keyOf(row, index)]))
  return (
    <Table
      label={label}
      columns={columns}
      count={rows.length}
      rowAt={(index) => rows[index]}
      keyOf={(row) => keys.get(row) ?? ''}
      onOpen={onOpen}
      chosen={chosen}
      totalsWord={totalsWord}
      place={place}
      empty={<Nothing words={empty} />}
    />
  )
}

function Nothing({ words }: { words: string }): ReactNode {
  return <p className="quiet">{words}</p>
}
