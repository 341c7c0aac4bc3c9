import type { Sitting } from '#contract/committee.ts'
import { t } from '../../lib/t.ts'
import { TextField, TickField } from '../../ui/field.tsx'
import { Notice } from '../../ui/states.tsx'
import type { Ahead } from './vote-dialog.tsx'

/** Who does not vote on which case by the rules, before anybody presses. */
export function AsideByRule({ ahead, sitting }: { ahead: Ahead; sitting: Sitting }) {
  const here = ahead.aside.filter((one) => one.sitting === sitting.id)
  if (here.length === 0) return null
  return (
    <Notice tone="warn">
      {t('按规定回避、不参加表决的：')}
      <ul>
        {here.map((one) => (
          <li key={`${one.case} ${one.person}`}>
            {t('审查{name}时，{who}：{because}', {
              name: one.name,
              who: one.who,
              because: t(one.because),
            })}
          </li>
        ))}
      </ul>
    </Notice>
  )
}

type Aside = Readonly<Record<string, string>>
type Props = { sitting: Sitting; aside: Aside; onAside: (aside: Aside) => void }

/** Members who say themselves that they have an interest in what is voted on, each with the reason. */
export function AsideByOwnWord({ sitting, aside, onAside }: Props) {
  const present = sitting.members.filter((one) => one.present)
  const without = (person: string) =>
    Object.fromEntries(Object.entries(aside).filter(([one]) => one !== person))
  return (
    <details className="vote-aside">
      <summary>{t('有委员主动说明回避')}</summary>
      {present.map(({ person, name }) => (
        <div key={person}>
          <TickField
            label={name}
            checked={aside[person] !== undefined}
            onTick={(on) => onAside(on ? { ...aside, [person]: '' } : without(person))}
          />
          {aside[person] !== undefined && (
            <TextField
              label={t('{name}回避的理由', { name })}
              value={aside[person]}
              onText={(because) => onAside({ ...aside, [person]: because })}
              maxLength={200}
            />
          )}
        </div>
      ))}
    </details>
  )
}
