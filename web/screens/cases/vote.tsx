import { useState } from 'react'
import { actOnCases } from '#contract/case.ts'
import type { CaseAction, CaseRow } from '#contract/case.ts'
import type { CaseManifest } from '#contract/case-manifest.ts'
import type { CaseData } from '../../engine/panels.ts'
import { offers, whyNot } from '../../lib/abilities.ts'
import { t } from '../../lib/t.ts'
import { useChange, wordsOf } from '../../lib/use-call.ts'
import { Action } from '../../ui/action.tsx'
import type { Acting } from './deeds.tsx'
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
          onNo={() => setOpen(false)}
        />
      )}
    </>
  )
}

type Together = { manifest: CaseManifest; chosen: readonly CaseRow[]; onDone: () => void }

/** The same votes on each of many cases: all of them, or none with the reasons. */
export function VoteTogether({ manifest, chosen, onDone }: Together) {
  const [open, setOpen] = useState(false)
  const change = useChange(actOnCases)
  const act = (action: CaseAction) =>
    change.mutate(
      {
        body: {
          key: crypto.randomUUID(),
          cases: chosen.map(({ id, version }) => ({ id, version })),
          action,
        },
      },
      {
        onSuccess: () => {
          setOpen(false)
          onDone()
        },
      },
    )
  return (
    <>
      <Action small primary onClick={() => setOpen(true)}>
        {t('登记表决')}
      </Action>
      {open && (
        <VoteDialog
          cases={chosen}
          manifest={manifest}
          busy={change.isPending}
          failed={change.isError ? wordsOf(change.error) : undefined}
          onYes={act}
          onNo={() => setOpen(false)}
        />
      )}
    </>
  )
}
