/** @jsxImportSource ../dom */
import { t } from '../../lib/t.ts'
import type { Child } from '../dom/jsx-runtime.ts'
import { go } from '../lib/router.ts'

/** A page; its title gets the focus after each step, so that a screen reader begins there. */
export function Page(props: { title: string; back?: string; children: Child }): Node {
  document.title = `${props.title} · ${t('研培')}`
  return (
    <main>
      <header>
        {props.back === undefined ? null : (
          <Go to={props.back} class="back">
            {t('返回')}
          </Go>
        )}
        <h1 tabindex="-1">{props.title}</h1>
      </header>
      {props.children}
    </main>
  )
}

/** A link to another page of the phone, without loading anything anew. */
export function Go(props: { to: string; class?: string; current?: boolean; children: Child }): Node {
  const follow = (event: MouseEvent): void => {
    if (event.metaKey || event.ctrlKey) return
    event.preventDefault()
    go(props.to)
  }
  return (
    <a
      href={props.to}
      class={props.class}
      aria-current={props.current === true ? 'page' : undefined}
      onClick={follow}
    >
      {props.children}
    </a>
  )
}

/** A button with a word; `id` where it must keep the focus when its surroundings are drawn anew. */
export function Button(props: { word: Child; press: () => void; class?: string; id?: string }): Node {
  return (
    <button type="button" id={props.id} class={props.class} onClick={props.press}>
      {props.word}
    </button>
  )
}

/** Something to know: quiet, or red for what was refused. Its shape says so too, not the colour alone. */
export function Notice(props: { bad?: boolean; children: Child }): Node {
  const bad = props.bad === true
  return (
    <div class={bad ? 'notice bad' : 'notice'} role={bad ? 'alert' : 'status'}>
      {props.children}
    </div>
  )
}

/** Grey shapes where the content will stand, so that nothing jumps. */
export function Skeleton(): Node {
  return (
    <div class="skeleton" role="status" aria-label={t('正在读取')}>
      <i />
      <i />
      <i />
    </div>
  )
}

/** A choice under its label. */
export function Choice(props: {
  label: string
  name: string
  value?: string
  options: readonly (readonly [value: string, word: string])[]
  choose?: (value: string) => void
}): Node {
  return (
    <label class="field">
      <span>{props.label}</span>
      <select
        name={props.name}
        id={props.name}
        onChange={(event) => props.choose?.(event.currentTarget.value)}
      >
        {props.options.map(([value, word]) => (
          <option value={value} made={(option) => (option.selected = value === props.value)}>
            {word}
          </option>
        ))}
      </select>
    </label>
  )
}
