import { useRouter } from '@tanstack/react-router'
import { Modal } from 'antd'
import { useDeferredValue, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { search } from '#contract/statistics.ts'
import { link } from '../lib/address.ts'
import { useYear } from '../lib/session.ts'
import { t } from '../lib/t.ts'
import { useCall } from '../lib/use-call.ts'

type Hit = { href: string; title: string; note: string; kind: string }

/** Search everything: arrows choose, Enter opens, Escape closes. */
export function SearchSheet({ onClose }: { onClose: () => void }) {
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const router = useRouter()
  const asked = useDeferredValue(text.trim())
  const hits = useHits(asked)
  const go = (hit: Hit | undefined) => {
    if (hit === undefined) return
    onClose()
    router.history.push(hit.href)
  }
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Enter') go(hits[at])
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step === 0 || hits.length === 0) return
    event.preventDefault()
    setAt((at + step + hits.length) % hits.length)
  }
  return (
    <Modal open onCancel={onClose} footer={null} title={t('查找')} width={560}>
      <input
        className="input"
        autoFocus
        role="combobox"
        aria-label={t('查找')}
        aria-expanded={hits.length > 0}
        aria-controls="search-hits"
        aria-activedescendant={hits.length > 0 ? `search-hit-${at}` : undefined}
        placeholder={t('姓名、拼音首字母、项目、单位、公文')}
        value={text}
        onChange={(event) => {
          setText(event.target.value)
          setAt(0)
        }}
        onKeyDown={press}
      />
      <ul id="search-hits" role="listbox" aria-label={t('结果')} className="hits">
        {hits.map((hit, index) => (
          <li
            key={hit.href}
            id={`search-hit-${index}`}
            role="option"
            aria-selected={index === at}
            onClick={() => go(hit)}
          >
            <span className="hit-kind">{hit.kind}</span> {hit.title} <span className="quiet">{hit.note}</span>
          </li>
        ))}
      </ul>
      {asked !== '' && hits.length === 0 && (
        <p className="quiet">{t('没有找到。可以试试姓名的拼音首字母，如 zs。')}</p>
      )}
    </Modal>
  )
}

function useHits(asked: string): Hit[] {
  const year = useYear()
  const { data } = useCall(search, { query: { q: asked } }, { enabled: asked !== '' })
  if (data === undefined || asked === '') return []
  return [
    ...data.people.map((p) => ({
      href: link(`/people/${p.id}`, { year }),
      title: p.name,
      note: p.unit,
      kind: t('教师'),
    })),
    ...data.programmes.map((p) => ({
      href: link(`/programmes/${p.id}`, { year: p.year }),
      title: p.title,
      note: t('{year} 年', { year: p.year }),
      kind: t('项目'),
    })),
    ...data.units.map((u) => ({
      href: link(`/network/${u.code}`, { year }),
      title: u.name,
      note: u.code,
      kind: t('单位'),
    })),
    ...data.documents.map((d) => ({
      href: link(`/documents/${d.id}`, { year }),
      title: d.title,
      note: '',
      kind: t('公文'),
    })),
  ]
}
