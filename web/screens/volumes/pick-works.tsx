import { useDeferredValue, useState } from 'react'
import { works } from '#contract/works.ts'
import { t } from '../../lib/t.ts'
import { useCall } from '../../lib/use-call.ts'
import { Action } from '../../ui/action.tsx'
import { TextField } from '../../ui/field.tsx'
import type { Picked } from './volume.tsx'

/** So many hits are offered; more means: type on. */
const MOST = 12

type Props = { year: number; picked: readonly Picked[]; onPick: (work: Picked) => void }

/** Finds works of the year and adds them at the end. */
export function PickWorks({ year, picked, onPick }: Props) {
  const [text, setText] = useState('')
  const q = useDeferredValue(text.trim())
  const { data } = useCall(works, { query: { year, q, limit: 50 } })
  const rows = (data?.rows ?? []).filter((row) => row.versions > 0 && !picked.some(({ id }) => id === row.id))
  return (
    <>
      <TextField
        label={t('查找作品')}
        hint={t('题目或作者；只列出已提交文件的作品')}
        value={text}
        onText={setText}
        autoComplete="off"
      />
      <ul className="hits picker">
        {rows.slice(0, MOST).map(({ id, title, kind, authors }) => {
          const names = authors.map(({ name }) => name).join('、')
          return (
            <li key={id}>
              <Action small onClick={() => onPick({ id, title, kind, authors: names, part: null })}>
                {t('加入')}
              </Action>{' '}
              {title} <span className="quiet">{[t(kind), names].join(' · ')}</span>
            </li>
          )
        })}
      </ul>
    </>
  )
}
