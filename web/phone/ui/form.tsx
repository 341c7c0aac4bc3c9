/** @jsxImportSource ../dom */
import type { Problem } from '#contract/common.ts'
import { make } from '../dom/jsx-runtime.ts'
import type { Child } from '../dom/jsx-runtime.ts'
import { live, onLeave } from '../dom/live.ts'
import type { Failure } from '../lib/api.ts'
import { cell } from '../lib/cell.ts'
import type { Cell } from '../lib/cell.ts'
import { Notice } from './parts.tsx'

/** What is wrong with a form; null while nothing is. */
export type Trouble = Cell<Problem | null>
/** Reads a field of the form; empty where there is none. */
export type Read = (name: string) => string

const textOf = (value: FormDataEntryValue | null): string => (typeof value === 'string' ? value : '')

/** A form that is sent once at a time. `send` returns what was refused, or null. */
export function Form(props: {
  trouble: Trouble
  send: (read: Read) => Promise<Failure | Problem | null>
  word: string
  children: Child
}): Node {
  const button = make('button', { type: 'submit', class: 'main', children: props.word })
  const submit = async (form: HTMLFormElement): Promise<void> => {
    const data = new FormData(form)
    button.disabled = true
    const refused = await props.send((name) => textOf(data.get(name)))
    button.disabled = false
    props.trouble.set(refused !== null && 'problem' in refused ? refused.problem : refused)
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (!button.disabled) void submit(event.currentTarget)
      }}
    >
      {live(props.trouble, (problem) => (problem === null ? null : <Notice bad>{problem.because}</Notice>))}
      {props.children}
      {button}
    </form>
  )
}

/** An input under its label, marked when the refusal names it. */
export function Field(props: {
  trouble: Trouble
  name: string
  label: string
  autocomplete: string
  type?: 'password'
  digits?: number
}): Node {
  const { trouble, name, digits } = props
  const mark = (input: HTMLInputElement): void => {
    const show = (): void => input.setAttribute('aria-invalid', String(trouble.get()?.field === name))
    onLeave(trouble.watch(show))
  }
  return (
    <label class="field">
      <span>{props.label}</span>
      <input
        name={name}
        required
        type={props.type}
        autocomplete={props.autocomplete}
        autocapitalize="off"
        inputmode={digits === undefined ? undefined : 'numeric'}
        pattern={digits === undefined ? undefined : `[0-9]{${digits}}`}
        made={mark}
      />
    </label>
  )
}

/** The state of a new form. */
export const noTrouble = (): Trouble => cell<Problem | null>(null)
