import { useState } from 'react'
import type { CaseManifest } from '#contract/case-manifest.ts'
import { deedWord } from '../../engine/case-deeds.ts'
import { DeedDialog } from '../../engine/deed-dialog.tsx'
import type { CaseData } from '../../engine/panels.ts'
import { offers, whyNot } from '../../lib/abilities.ts'
import { moment } from '../../lib/format.ts'
import { t } from '../../lib/t.ts'
import { Action } from '../../ui/action.tsx'
import { Section } from '../../ui/page.tsx'
import { Status } from '../../ui/states.tsx'
import { useAct } from './acting.ts'

type Settling = { deed: 'uphold' | 'dismiss'; seq: number }
const SETTLING = ['uphold', 'dismiss'] as const

/** Objections to the public notice, and what became of each. */
export function Objections({ data, manifest }: { data: CaseData; manifest: CaseManifest }) {
  const [settling, setSettling] = useState<Settling | null>(null)
  const act = useAct(data)
  if (data.objections.length === 0) return null
  return (
    <Section title={t('异议')}>
      <ul className="objections">
        {data.objections.map(({ seq, at, name, contact, text, settled }) => (
          <li key={seq}>
            <div className="quiet">
              {name} · {contact} · {moment(at)}
            </div>
            <p>{text}</p>
            {settled !== null && <Status tone="good">{settled}</Status>}
            {settled === null && (
              <div className="form-actions">
                {SETTLING.filter((deed) => offers(data.actions, deed)).map((deed) => (
                  <Action
                    key={deed}
                    small
                    whyNot={whyNot(data.actions, deed)}
                    onClick={() => setSettling({ deed, seq })}
                  >
                    {deedWord(deed, undefined)}
                  </Action>
                ))}
              </div>
            )}
          </li>
        ))}
      </ul>
      {settling !== null && (
        <DeedDialog
          deed={settling.deed}
          stage={undefined}
          manifest={manifest}
          objection={settling.seq}
          busy={act.busy}
          failed={act.failed}
          onYes={(action) => act.run(action, () => setSettling(null))}
          onNo={() => act.leave(() => setSettling(null))}
        >
          <p>
            {settling.deed === 'uphold'
              ? t('{name}的事项会退回上一次评议的环节，重新办理。', { name: data.row.name })
              : t('{name}的公示继续进行。', { name: data.row.name })}
          </p>
        </DeedDialog>
      )}
    </Section>
  )
}
