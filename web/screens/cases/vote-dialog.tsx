import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type * as z from 'zod'
import { committeeAhead } from '#contract/committee.ts'
import type { Sitting } from '#contract/committee.ts'
import type { CaseAction, CaseRow } from '#contract/case.ts'
import type { CaseManifest } from '#contract/case-manifest.ts'
import { call } from '../../lib/call.ts'
import { t } from '../../lib/t.ts'
import { Ask } from '../../ui/ask.tsx'
import { ChoiceField, LinesField, TextField } from '../../ui/field.tsx'
import { Notice } from '../../ui/states.tsx'
import { AsideByRule, AsideByOwnWord } from './vote-aside.tsx'
import { isCount, NOTHING_VOTED, toVote } from './votes.ts'
import type { Voted } from './votes.ts'

type Case = Pick<CaseRow, 'id' | 'name' | 'number' | 'version'>
export type Ahead = z.output<NonNullable<typeof committeeAhead.reply>>
type Props = {
  cases: readonly Case[]
  manifest: CaseManifest
  busy: boolean
  failed: string | undefined
  onYes: (action: CaseAction) => void
  onNo: () => void
}

/** Asks at which sitting a committee voted and how: who was there and who steps aside stands beside it. */
export function VoteDialog({ cases, manifest, busy, failed, onYes, onNo }: Props) {
  const [voted, setVoted] = useState<Voted>(NOTHING_VOTED)
  const { data } = useAhead(cases)
  const sitting = data?.sittings.find(({ id }) => id === voted.sitting) ?? data?.sittings.at(-1)
  const say = (change: Partial<Voted>) => setVoted({ ...voted, ...change })
  const word = t('登记表决')
  return (
    <Ask
      open
      title={word}
      yes={word}
      no={t('先不办')}
      busy={busy}
      whyNot={stillMissing(data, sitting, voted)}
      onYes={() => sitting !== undefined && onYes(toVote(sitting.id, voted))}
      onNo={onNo}
    >
      <p className="vote-whom">{whom(cases)}</p>
      {data !== undefined && data.whyNot !== null && <NotYet ahead={data} />}
      {data !== undefined && sitting !== undefined && (
        <>
          <AtSitting ahead={data} sitting={sitting} onSitting={(id) => say({ sitting: id, aside: {} })} />
          <AsideByRule ahead={data} sitting={sitting} />
          <Counts voted={voted} onSay={say} />
          <AsideByOwnWord sitting={sitting} aside={voted.aside} onAside={(aside) => say({ aside })} />
          <Reasons manifest={manifest} voted={voted} onSay={say} />
        </>
      )}
      {failed !== undefined && <Notice tone="late">{failed}</Notice>}
    </Ask>
  )
}

function useAhead(cases: readonly Case[]) {
  return useQuery({
    queryKey: [committeeAhead.path, cases.map(({ id, version }) => `${id} ${version}`)],
    queryFn: ({ signal }) => call(committeeAhead, { body: { cases: cases.map(({ id }) => id) } }, signal),
  })
}

function whom(cases: readonly Case[]): string {
  const [first] = cases
  if (cases.length === 1 && first !== undefined)
    return t('{name}，{number}。', { name: first.name, number: first.number })
  const names = cases.slice(0, 3).map(({ name }) => name)
  return t('{names}等共 {n} 件，票数相同的一起登记；有一件不能办，就都不办。', {
    names: names.join('、'),
    n: cases.length,
  })
}

function stillMissing(
  ahead: Ahead | undefined,
  sitting: Sitting | undefined,
  voted: Voted,
): string | undefined {
  if (ahead === undefined) return t('正在查评审会')
  if (ahead.whyNot !== null) return ahead.whyNot
  if (sitting === undefined) return t('请选择评审会')
  if (![voted.against, voted.abstain].every(isCount) || (voted.agree !== '' && !isCount(voted.agree)))
    return t('票数应是不小于 0 的整数')
  return Object.values(voted.aside).some((because) => because.trim().length < 2)
    ? t('请写明回避的理由')
    : undefined
}

function NotYet({ ahead: { whyNot, round } }: { ahead: Ahead }) {
  return (
    <Notice tone="warn">
      {t(whyNot ?? '')} {round !== null && <a href={`/rounds/${round}/committee`}>{t('去登记评审会')}</a>}
    </Notice>
  )
}

type AtProps = { ahead: Ahead; sitting: Sitting; onSitting: (id: string) => void }

function AtSitting({ ahead, sitting, onSitting }: AtProps) {
  const present = sitting.members.filter((one) => one.present)
  return (
    <>
      <ChoiceField
        label={t('评审会')}
        value={sitting.id}
        choices={ahead.sittings.map(({ id, heldOn, place }) => ({ value: id, label: `${heldOn} ${place}` }))}
        onChoose={onSitting}
      />
      <p className="quiet vote-present">
        {t('出席 {n} 人：{names}。同意票{majority}的通过，出席后回避的不计。', {
          n: present.length,
          names: present.map(({ name }) => name).join('、'),
          majority: t(ahead.committee?.majority ?? ''),
        })}
      </p>
    </>
  )
}

type SayProps = { voted: Voted; onSay: (change: Partial<Voted>) => void }

function Counts({ voted, onSay }: SayProps) {
  const count = (of: 'agree' | 'against' | 'abstain', label: string) => (
    <TextField
      label={label}
      inputMode="numeric"
      value={voted[of]}
      onText={(text) => onSay({ [of]: text.trim() })}
    />
  )
  return (
    <>
      <div className="vote-counts">
        {count('agree', t('同意票'))}
        {count('against', t('不同意票'))}
        {count('abstain', t('弃权票'))}
      </div>
      <p className="quiet vote-present">{t('同意票不填，就是其余参加表决的人都同意。')}</p>
    </>
  )
}

function Reasons({ manifest, voted, onSay }: SayProps & { manifest: CaseManifest }) {
  const items = [
    { value: '', label: t('不是材料的问题') },
    ...manifest.materials.map(({ id, title }) => ({ value: id, label: t(title) })),
  ]
  return (
    <>
      <LinesField
        label={t('审查意见')}
        hint={t('没有通过的必须写明理由，申请人会看到；通过的选填')}
        value={voted.because}
        onText={(because) => onSay({ because })}
        rows={3}
      />
      <ChoiceField
        label={t('没有通过的，缺少的材料')}
        value={voted.item}
        choices={items}
        onChoose={(item) => onSay({ item })}
      />
    </>
  )
}
