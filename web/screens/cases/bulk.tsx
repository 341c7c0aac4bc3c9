import { useState } from 'react'
import type { CaseRow } from '#contract/case.ts'
import type { CaseManifest, StageManifest } from '#contract/case-manifest.ts'
import { deedWord } from '../../engine/case-deeds.ts'
import type { Deed } from '../../engine/case-deeds.ts'
import { DeedDialog } from '../../engine/deed-dialog.tsx'
import { useMe } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { Action } from '../../ui/action.tsx'
import { SelectionBar } from '../../ui/table/use-selection.tsx'
import { useActTogether } from './acting.ts'
import { EntrySheet, isEntered } from './entry-sheet.tsx'
import { JudgesTogether } from './judges-together.tsx'
import { useLetterAhead } from './letter-ahead.ts'
import { RoomAhead } from './room-ahead.tsx'
import { VoteTogether } from './vote.tsx'

/** What can be done with many at a stage of a kind; marks and numbers are each case's own. */
const TOGETHER: Record<StageManifest['kind'], readonly Deed[]> = {
  submit: [],
  check: ['pass', 'return', 'refuse'],
  exam: ['pass', 'refuse'],
  review: ['pass'],
  notice: ['publish', 'pass'],
  decide: ['pass', 'return', 'refuse'],
  issue: ['pass'],
}

/** Before a committee nobody passes or refuses without a vote. */
function togetherAt({ kind, committee }: StageManifest): readonly Deed[] {
  return committee === null ? TOGETHER[kind] : ['return']
}

type Props = { manifest: CaseManifest; chosen: readonly CaseRow[]; onClear: () => void; onAll: () => void }

/** Deals with the chosen cases together: all of them, or none with the reasons. */
export function BulkDeeds({ manifest, chosen, onClear, onAll }: Props) {
  const [deed, setDeed] = useState<Deed | null>(null)
  const [opened, setOpened] = useState<'sheet' | 'judges' | null>(null)
  const me = useMe()
  const stage = sameStage(manifest, chosen)
  const act = useActTogether(chosen)
  const offered = useLetterAhead(chosen, stage, deed)
  if (chosen.length === 0) return null
  const done = () => {
    setDeed(null)
    onClear()
  }
  return (
    <>
      <SelectionBar words={t('选了 {n} 件', { n: chosen.length })} clearWord={t('不选')} onClear={onClear}>
        <button type="button" className="linklike" onClick={onAll}>
          {t('选中列表里的全部')}
        </button>
        {stage === undefined && <span className="quiet">{t('所选事项不在同一环节，不能一起办理。')}</span>}
        {stage !== undefined &&
          togetherAt(stage).map((one) => (
            <Action key={one} small whyNot={whyNotTogether(one, stage)} onClick={() => setDeed(one)}>
              {deedWord(one, stage)}
            </Action>
          ))}
        {stage !== undefined && stage.committee !== null && (
          <VoteTogether manifest={manifest} chosen={chosen} onDone={onClear} />
        )}
        {stage !== undefined && isEntered(stage) && (
          <Action small primary onClick={() => setOpened('sheet')}>
            {t('逐件录入')}
          </Action>
        )}
        {stage?.kind === 'review' && me.role === 'officer' && (
          <Action small onClick={() => setOpened('judges')}>
            {t('指定评委')}
          </Action>
        )}
        {stage !== undefined && opened === 'sheet' && (
          <EntrySheet stage={stage} rows={chosen} onClose={() => setOpened(null)} onDone={onClear} />
        )}
        {opened === 'judges' && (
          <JudgesTogether rows={chosen} onClose={() => setOpened(null)} onDone={onClear} />
        )}
        {deed !== null && (
          <DeedDialog
            deed={deed}
            stage={stage}
            manifest={manifest}
            offered={offered}
            busy={act.busy}
            failed={act.failed}
            onYes={(action) => act.run(action, done)}
            onNo={() => act.leave(() => setDeed(null))}
          >
            <p>
              {t('{names}共 {n} 件，一起办理；有一件不能办，就都不办。', {
                names: namesOf(chosen),
                n: chosen.length,
              })}
            </p>
          </DeedDialog>
        )}
      </SelectionBar>
      {stage?.kind === 'decide' && <RoomAhead cases={chosen} />}
    </>
  )
}

/** The stage at which all of them stand; undefined where they do not, or have ended. */
function sameStage(manifest: CaseManifest, chosen: readonly CaseRow[]): StageManifest | undefined {
  const stages = new Set(chosen.map(({ stage }) => stage))
  return stages.size === 1 ? manifest.stages.find(({ id }) => stages.has(id)) : undefined
}

function whyNotTogether(deed: Deed, stage: StageManifest): string | undefined {
  return deed === 'pass' && isEntered(stage) ? t('各件的得分或编号不同，请用“逐件录入”。') : undefined
}

function namesOf(chosen: readonly CaseRow[]): string {
  const names = chosen.slice(0, 3).map(({ name }) => name)
  return chosen.length > 3 ? t('{names}等', { names: names.join('、') }) : names.join('、')
}
