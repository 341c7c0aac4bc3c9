import { useState } from 'react'
import { changeRoster } from '#contract/activity.ts'
import type { RosterRow } from '#contract/activity.ts'
import { number } from '../../lib/format.ts'
import { t } from '../../lib/t.ts'
import { useChange, wordsOf } from '../../lib/use-call.ts'
import { Ask } from '../../ui/ask.tsx'
import { Notice } from '../../ui/states.tsx'

/** So many names are said; of more the number is enough. */
const NAMED = 5

type Props = { rows: readonly RosterRow[]; activity: string; onDone: () => void }

/** Taking people off the list takes the credits of this activity back; so it is asked once. */
export function Removal({ rows, activity, onDone }: Props) {
  const change = useChange(changeRoster)
  const [key] = useState(() => crypto.randomUUID())
  const names = rows.slice(0, NAMED).map((row) => row.name)
  const remove = () =>
    change.mutate(
      {
        params: { id: activity },
        body: { key, add: [], remove: rows.map((row) => ({ personId: row.p, role: row.role })) },
      },
      { onSuccess: onDone },
    )
  return (
    <Ask
      title={t('移出名单')}
      open
      yes={rows.length === 1 ? t('移出') : t('移出 {n} 人', { n: number(rows.length) })}
      no={t('不移')}
      danger
      busy={change.isPending}
      onYes={remove}
      onNo={onDone}
    >
      <p>
        {rows.length === 1
          ? t('将把{name}移出名单；已有的签到和由此得到的学分随之撤回。', { name: names.join('') })
          : t('将把{names}等 {n} 人移出名单；他们已有的签到和由此得到的学分随之撤回。', {
              names: names.join('、'),
              n: number(rows.length),
            })}
      </p>
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
    </Ask>
  )
}
