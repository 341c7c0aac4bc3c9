import type { FormCell, FormField } from '#contract/case-form.ts'
import { t } from '../lib/t.ts'
import { Action } from '../ui/action.tsx'
import { CellField } from './cell-field.tsx'
import { lines } from './case-form-values.ts'
import type { TypedLine } from './case-form-values.ts'

type Props = { field: FormField; text: string; onText: (text: string) => void }

/** Lines of the same columns; there is always one to type in, and empty ones are not handed in. */
export function LinesOfForm({ field, text, onText }: Props) {
  const typed = lines.ofText(text)
  const shown: TypedLine[] = typed.length === 0 ? [{}] : typed
  const most = field.most ?? Infinity
  const say = (next: readonly TypedLine[]) => onText(lines.toText(next))
  return (
    <fieldset className="form-lines">
      <legend>{field.required ? t(field.title) : t('{title}（选填）', { title: t(field.title) })}</legend>
      {shown.map((line, at) => (
        <Line
          // a line has no name of its own: it is the one that stands there
          key={at}
          at={at}
          columns={field.columns}
          line={line}
          onLine={(next) => say(shown.map((one, i) => (i === at ? next : one)))}
          onDrop={() => say(shown.filter((_, i) => i !== at))}
        />
      ))}
      <Action
        onClick={() => say([...shown, {}])}
        whyNot={shown.length < most ? undefined : t('最多 {n} 行', { n: most })}
      >
        {t('加一行')}
      </Action>
    </fieldset>
  )
}

type LineProps = {
  at: number
  columns: readonly FormCell[]
  line: TypedLine
  onLine: (line: TypedLine) => void
  onDrop: () => void
}

function Line({ at, columns, line, onLine, onDrop }: LineProps) {
  return (
    <div className="form-line" role="group" aria-label={t('第 {n} 行', { n: at + 1 })}>
      {columns.map((column) => (
        <CellField
          key={column.name}
          cell={column}
          text={line[column.name] ?? ''}
          onText={(text) => onLine({ ...line, [column.name]: text })}
        />
      ))}
      <button
        type="button"
        className="linklike drop-line"
        aria-label={t('移去第 {n} 行', { n: at + 1 })}
        onClick={onDrop}
      >
        {t('移去')}
      </button>
    </div>
  )
}
