import { useState } from 'react'
import type { CaseRow } from '#contract/case.ts'
import type { CaseManifest } from '#contract/case-manifest.ts'
import type { CaseData } from '../../engine/panels.ts'
import { offers, whyNot } from '../../lib/abilities.ts'
import { t } from '../../lib/t.ts'
import { Action } from '../../ui/action.tsx'
import { useActTogether } from './acting.ts'
import type { Acting } from './acting.ts'
import { VoteDialog } from './vote-dialog.tsx'

/** A committee's vote on one case. */
export function VoteDeed({ data, manifest, act }: { data: CaseData; manifest: CaseManifest; act: Acting }) {
  const [open, setOpen] = useState(false)
  if (!offers(data.actions, 'vote')) return null
  return (
    <>
      <Action primary whyNot={whyNot(data.actions, 'vote')} onClick={() => setOpen(true)}>
        {t('登记表决')}
      </Action>
      {open && (
        <VoteDialog
          cases={[data.row]}
          manifest={manifest}
          busy={act.busy}
          failed={act.failed}
          onYes={(action) => act.run(action, () => setOpen(false))}
          onNo={() => act.leave(() => setOpen(false))}
        />
      )}
    </>
  )
}

type Together = { manifest: CaseManifest; chosen: readonly CaseRow[]; onDone: () => void }

/** The same votes on each of many cases: all of them, or none with the reasons. */
export function VoteTogether({ manifest, chosen, onDone }: Together) {
  const [open, setOpen] = useState(false)
  const act = useActTogether(chosen)
  const done = () => {
    setOpen(false)
    onDone()
  }
  return (
    <>
      <Action small primary onClick={() => setOpen(true)}>
        {t('登记表决')}
      </Action>
      {open && (
        <VoteDialog
          cases={chosen}
          manifest={manifest}
          busy={act.busy}
          failed={act.failed}
          onYes={(action) => act.run(action, done)}
          onNo={() => act.leave(() => setOpen(false))}
        />
      )}
    </>
  )
}
