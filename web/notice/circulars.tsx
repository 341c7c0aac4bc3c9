/** @jsxImportSource ../phone/dom */
import { publicCircular, publicCirculars } from '#contract/circular.ts'
import { t } from '../lib/t.ts'
import { live } from '../phone/dom/live.ts'
import { call } from '../phone/lib/api.ts'
import { loading } from '../phone/ui/loading.tsx'
import { Go, Page } from '../phone/ui/parts.tsx'
import { asked } from './asked.ts'
import type { PublicCircular } from './shapes.ts'

/** Circulars and bulletins that are open to everybody; nothing where there are none. */
export function Circulars(): Node {
  const loaded = asked(() => call(publicCirculars, {}))
  return live(loaded, ({ value }) => {
    if (value === null || value.circulars.length === 0) return null
    return [<h2>{t('通报和简报')}</h2>, <ul>{value.circulars.map(lineOf)}</ul>]
  })
}

function lineOf({ id, title, number, region, issuedOn }: PublicCircular): Node {
  return (
    <li>
      <Go to={`/notice/circulars/${id}`} class="card">
        <h2>{title}</h2>
        <p>{`${region} · ${number} · ${issuedOn}`}</p>
      </Go>
    </li>
  )
}

/** One of them as it reads. The HTML comes from the server's own renderer, which escapes every text. */
export function CircularPage(props: { id: string }): Node {
  const loaded = asked(() => call(publicCircular, { params: { id: props.id } }))
  return (
    <Page title={t('通报和简报')} back="/notice">
      {loading(loaded, ({ html }) => (
        <div class="circular" made={(box: HTMLElement) => void (box.innerHTML = html)} />
      ))}
    </Page>
  )
}
