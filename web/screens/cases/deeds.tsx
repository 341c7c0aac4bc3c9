import { useState } from 'react'
import type { CaseManifest } from '#contract/case-manifest.ts'
import { deedWord } from '../../engine/case-deeds.ts'
import type { Deed } from '../../engine/case-deeds.ts'
import { DeedDialog } from '../../engine/deed-dialog.tsx'
import { gathered } from '../../engine/gathered.ts'
import type { CaseData } from '../../engine/panels.ts'
import { whyNot } from '../../lib/abilities.ts'
import { number } from '../../lib/format.ts'
import { useMe, worksAtDesk } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { Action } from '../../ui/action.tsx'
import { useAct } from './acting.ts'
import { useLetterAhead } from './letter-ahead.ts'
import { VoteDeed } from './vote.tsx'

/** Deeds that have a place of their own on the page. */
const ELSEWHERE: readonly string[] = ['fill', 'uphold', 'dismiss', 'judges', 'vote']
const FORWARD: readonly Deed[] = ['submit', 'pass', 'publish']

type Props = {
  data: CaseData
  manifest: CaseManifest
  /** Whether something typed has not reached the server yet. */
  unsaved: boolean
  /** The only deed that is shown here. */
  only?: Deed
}

/** What can be done with a case now; what cannot says why. Who only applies is not shown what offices do. */
export function Deeds({ data, manifest, unsaved, only }: Props) {
  const [deed, setDeed] = useState<Deed | null>(null)
  const act = useAct(data)
  const stage = manifest.stages.find(({ id }) => id === data.row.stage)
  const offeredNumber = useLetterAhead([data.row], stage, deed)
  const draft = data.row.status === 'draft'
  const atDesk = worksAtDesk(useMe())
  const offered = data.actions.filter(
    ({ id, enabled }) =>
      (only === undefined ? !ELSEWHERE.includes(id) : id === only) &&
      (atDesk || enabled || FORWARD.slice(0, 1).includes(id as Deed)),
  ) as { id: Deed }[]
  return (
    <>
      {only === undefined && atDesk && <VoteDeed data={data} manifest={manifest} act={act} />}
      {offered.map(({ id }) => (
        <Action
          key={id}
          primary={FORWARD.includes(id)}
          whyNot={blocked(data, id, unsaved)}
          onClick={() => setDeed(id)}
        >
          {deedWord(id, stage, draft)}
        </Action>
      ))}
      {deed !== null && (
        <DeedDialog
          deed={deed}
          stage={stage}
          manifest={manifest}
          draft={draft}
          offered={offeredNumber}
          busy={act.busy}
          failed={act.failed}
          onYes={(action) => act.run(action, () => setDeed(null))}
          onNo={() => act.leave(() => setDeed(null))}
        >
          <p>{t('{name}，{number}。', { name: data.row.name, number: data.row.number })}</p>
          {draft && deed === 'withdraw' && <GivenUp data={data} />}
        </DeedDialog>
      )}
    </>
  )
}

/** What is lost with a draft. */
function GivenUp({ data: { materials } }: { data: CaseData }) {
  const files = materials.reduce((sum, { files: all }) => sum + all.length, 0)
  return (
    <p>
      {t('草稿还没有提交，经办单位没有收到。')}
      {files === 0
        ? t('放弃后，填写的内容不能再用，也不能恢复；需要时请重新新建。')
        : t('放弃后，填写的内容和 {n} 份材料不能再用，也不能恢复；需要时请重新新建。', { n: number(files) })}
    </p>
  )
}

/** Handing in is held back by what is missing or not saved yet; the rest by the server's own words. */
function blocked({ actions, missing }: CaseData, deed: Deed, unsaved: boolean): string | undefined {
  const because = whyNot(actions, deed)
  if (because !== undefined || deed !== 'submit') return because
  if (unsaved) return t('草稿还没有保存好，请稍候再提交。')
  return missing.length > 0 ? gathered(missing).join('') : undefined
}
