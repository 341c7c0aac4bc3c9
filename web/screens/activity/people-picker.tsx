import { useDeferredValue, useState } from 'react'
import { people } from '#contract/people.ts'
import { useYear } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { useCall } from '../../lib/use-call.ts'
import { TextField } from '../../ui/field.tsx'

export type Picked = { id: string; name: string; unit: string }
/** So many hits are offered; more means: type on. */
const MOST = 8

/** Finds teachers by name or initials and gathers them. */
export function PeoplePicker({
  picked,
  onPick,
}: {
  picked: readonly Picked[]
  onPick: (picked: Picked[]) => void
}) {
  const [text, setText] = useState('')
  const year = useYear()
  const q = useDeferredValue(text.trim())
  const { data } = useCall(people, { query: { year, q, limit: MOST } }, { enabled: q !== '' })
  const hits = q === '' ? [] : (data?.rows ?? []).filter((row) => !picked.some((one) => one.id === row.id))
  return (
    <>
      <TextField
        label={t('查找教师')}
        hint={t('姓名、拼音首字母或身份证件号')}
        value={text}
        onText={setText}
        autoComplete="off"
      />
      <ul className="hits picker">
        {hits.map((row) => (
          <li key={row.id}>
            <button
              type="button"
              className="linklike"
              onClick={() => {
                onPick([...picked, { id: row.id, name: row.name, unit: row.unit.name }])
                setText('')
              }}
            >
              {row.name}
            </button>{' '}
            <span className="quiet">
              {row.unit.name} <span className="num">{row.identityMasked}</span>
            </span>
          </li>
        ))}
      </ul>
      {picked.length > 0 && (
        <ul className="chips">
          {picked.map((one) => (
            <li key={one.id}>
              <button
                type="button"
                className="chip"
                aria-label={t('取消 {name}', { name: one.name })}
                onClick={() => onPick(picked.filter((other) => other !== one))}
              >
                {one.name} <span className="chip-label">{one.unit}</span> <span aria-hidden>×</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
