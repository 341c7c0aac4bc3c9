import { useEffect } from 'react'
import type { ReactNode } from 'react'

type Props = {
  title: string
  /** One line of what this page is. */
  about?: ReactNode
  /** The number that matters. */
  figure?: ReactNode
  actions?: ReactNode
  children: ReactNode
}

/** One page: one title, one line of what it is, the number that matters, then the work. */
export function Page({ title, about, figure, actions, children }: Props) {
  useEffect(() => {
    document.title = `${title} · 研培`
  }, [title])
  return (
    <article className="page">
      <header className="page-head">
        <div>
          <h1>{title}</h1>
          {about !== undefined && <p className="about">{about}</p>}
        </div>
        {figure !== undefined && <div className="page-figure">{figure}</div>}
        {actions !== undefined && <div className="page-actions">{actions}</div>}
      </header>
      {children}
    </article>
  )
}

/** A part of a page with its own head. */
export function Section({
  title,
  aside,
  children,
}: {
  title: string
  aside?: ReactNode
  children: ReactNode
}) {
  return (
    <section className="section">
      <header className="section-head">
        <h2>{title}</h2>
        {aside}
      </header>
      {children}
    </section>
  )
}
