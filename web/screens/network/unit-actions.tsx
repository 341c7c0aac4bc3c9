import { useState } from 'react'
import type { Adjustment } from '#contract/network.ts'
import { whyNot } from '../../lib/abilities.ts'
import { t } from '../../lib/t.ts'
import { Action } from '../../ui/action.tsx'
import { ADJUST_WORDS, AdjustUnit } from './adjust.tsx'
import type { UnitData } from './unit.tsx'

const KINDS: readonly Adjustment['kind'][] = ['rename', 'move', 'reclass', 'merge', 'close']

/** 布局调整: what can be done with a unit; each says why when it cannot be done. */
export function UnitActions({ data }: { data: UnitData }) {
  const [kind, setKind] = useState<Adjustment['kind'] | null>(null)
  return (
    <>
      <details className="chooser">
        <summary className="button">{t('布局调整')}</summary>
        <div className="chooser-sheet stacked">
          {KINDS.map((one) => (
            <Action key={one} onClick={() => setKind(one)} whyNot={whyNot(data.actions, one)}>
              {t(ADJUST_WORDS[one].title)}
            </Action>
          ))}
        </div>
      </details>
      {kind !== null && <AdjustUnit key={kind} unit={data.unit} kind={kind} onClose={() => setKind(null)} />}
    </>
  )
}
