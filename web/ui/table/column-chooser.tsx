import { TickField } from '../field.tsx'
import type { Column } from './columns.ts'

type Props<Row> = {
  word: string
  columns: readonly Column<Row>[]
  hidden: readonly string[]
  onHide: (hidden: string[]) => void
}

/** Which columns to see. */
export function ColumnChooser<Row>({ word, columns, hidden, onHide }: Props<Row>) {
  const choosable = columns.filter((column) => column.lead !== true)
  const tick = (key: string, on: boolean) =>
    onHide(on ? hidden.filter((other) => other !== key) : [...hidden, key])
  return (
    <details className="chooser">
      <summary className="button">{word}</summary>
      <div className="chooser-sheet">
        {choosable.map((column) => (
          <TickField
            key={column.key}
            label={column.title}
            checked={!hidden.includes(column.key)}
            onTick={(on) => tick(column.key, on)}
          />
        ))}
      </div>
    </details>
  )
}
