import { useId } from 'react'
import type { ReactNode } from 'react'

type FieldProps = {
  label: string
  hint?: string | undefined
  error?: string | undefined
  children: ReactNode
  id: string
}

/** A label above, what is asked and why beneath it, the error beside the field. */
function Field({ label, hint, error, children, id }: FieldProps) {
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {hint !== undefined && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {children}
      {error !== undefined && (
        <p className="field-error" id={`${id}-error`} role="alert">
          {error}
        </p>
      )}
    </div>
  )
}

type Common = { label: string; hint?: string; error?: string | undefined }
type TextProps = Common & {
  value: string
  onText: (text: string) => void
  type?: 'text' | 'password' | 'number' | 'date' | 'datetime-local'
  autoComplete?: string
  inputMode?: 'numeric' | 'decimal' | 'text'
  maxLength?: number
  step?: string
  onBlur?: () => void
  /** What is offered while typing; anything else can be typed too. */
  suggestions?: readonly string[]
}

/** One line of text, a number, a day or a time, by `type`. */
export function TextField(props: TextProps) {
  const { label, hint, error, value, onText, type = 'text', suggestions = [], ...rest } = props
  const id = useId()
  return (
    <Field label={label} hint={hint} error={error} id={id}>
      <input
        {...rest}
        type={type}
        id={id}
        className="input"
        value={value}
        aria-invalid={error !== undefined}
        aria-describedby={describedBy(id, hint, error)}
        list={suggestions.length > 0 ? `${id}-offered` : undefined}
        onChange={(event) => onText(event.target.value)}
      />
      {suggestions.length > 0 && (
        <datalist id={`${id}-offered`}>
          {suggestions.map((one) => (
            <option key={one} value={one} />
          ))}
        </datalist>
      )}
    </Field>
  )
}

/** Several lines of text. */
export function LinesField({
  label,
  hint,
  error,
  value,
  onText,
  rows = 6,
  onBlur,
}: Common & { value: string; onText: (text: string) => void; rows?: number; onBlur?: () => void }) {
  const id = useId()
  return (
    <Field label={label} hint={hint} error={error} id={id}>
      <textarea
        id={id}
        className="input"
        rows={rows}
        value={value}
        aria-invalid={error !== undefined}
        aria-describedby={describedBy(id, hint, error)}
        onChange={(event) => onText(event.target.value)}
        onBlur={onBlur}
      />
    </Field>
  )
}

export type Choice = { value: string; label: string }

/** One of a few. */
export function ChoiceField({
  label,
  hint,
  error,
  value,
  choices,
  onChoose,
}: Common & { value: string; choices: readonly Choice[]; onChoose: (value: string) => void }) {
  const id = useId()
  return (
    <Field label={label} hint={hint} error={error} id={id}>
      <select
        id={id}
        className="input"
        value={value}
        aria-invalid={error !== undefined}
        aria-describedby={describedBy(id, hint, error)}
        onChange={(event) => onChoose(event.target.value)}
      >
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
    </Field>
  )
}

/** Yes or no. */
export function TickField({
  label,
  checked,
  onTick,
}: {
  label: string
  checked: boolean
  onTick: (on: boolean) => void
}) {
  return (
    <label className="tick">
      <input type="checkbox" checked={checked} onChange={(event) => onTick(event.target.checked)} />
      {label}
    </label>
  )
}

function describedBy(id: string, hint: string | undefined, error: string | undefined): string | undefined {
  const ids = [hint === undefined ? '' : `${id}-hint`, error === undefined ? '' : `${id}-error`].filter(
    (x) => x !== '',
  )
  return ids.length === 0 ? undefined : ids.join(' ')
}
