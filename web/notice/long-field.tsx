/** @jsxImportSource ../phone/dom */
import { onLeave } from '../phone/dom/live.ts'
import type { Trouble } from '../phone/ui/form.tsx'

/** A text of several lines under its label, marked when the refusal names it. */
export function LongField(props: { trouble: Trouble; name: string; label: string }): Node {
  const { trouble, name } = props
  const mark = (input: HTMLTextAreaElement): void => {
    input.rows = 5
    const show = (): void => {
      const wrong = trouble.get()?.field === name
      input.setAttribute('aria-invalid', String(wrong))
      if (wrong) input.focus()
    }
    onLeave(trouble.watch(show))
  }
  return (
    <label class="field">
      <span>{props.label}</span>
      <textarea name={name} required made={mark} />
    </label>
  )
}
