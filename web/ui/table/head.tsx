import { classOf } from './columns.ts'
import type { Column } from './columns.ts'

type Props<R> = { columns: readonly Column<R>[]; onSort?: ((value: string) => void) | undefined }

/** The head of a list: names, what numbers are counted in, and what it is sorted by. */
export function Head<R>({ columns, onSort }: Props<R>) {
  return (
    <thead>
      <tr>
        {columns.map((column) => (
          <th
            key={column.key}
            scope="col"
            className={classOf(column)}
            style={{ minWidth: column.width }}
            aria-sort={column.sort?.now === true ? 'descending' : undefined}
          >
            {column.sort === undefined ? (
              column.title
            ) : (
              <SortButton column={column} sort={column.sort} onSort={onSort} />
            )}
            {column.unit !== undefined && <span className="head-unit"> {column.unit}</span>}
          </th>
        ))}
      </tr>
    </thead>
  )
}

type SortProps<R> = {
  column: Column<R>
  sort: { value: string; now: boolean }
  onSort: ((value: string) => void) | undefined
}

function SortButton<R>({ column, sort, onSort }: SortProps<R>) {
  return (
    <button type="button" className="head-sort" onClick={() => onSort?.(sort.value)}>
      {column.title} <span aria-hidden>{sort.now ? '▼' : '▽'}</span>
    </button>
  )
}
