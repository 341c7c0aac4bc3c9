import type { CommitteeVote, Sitting } from '#contract/committee.ts'
import type { CaseData } from '../../engine/panels.ts'
import { moment } from '../../lib/format.ts'
import { t } from '../../lib/t.ts'
import { Facts } from '../../ui/facts.tsx'
import { Section } from '../../ui/page.tsx'
import { Status } from '../../ui/states.tsx'

/** How a committee voted on the case: when it sat, who was there, the votes, who stepped aside. The newest stands first. */
export function Committee({ data: { committee } }: { data: CaseData }) {
  if (committee.votes.length === 0) return null
  return (
    <Section title={t('委员会表决')}>
      {committee.votes.toReversed().map((vote) => (
        <OneVote
          key={vote.at}
          vote={vote}
          sitting={committee.sittings.find(({ id }) => id === vote.sitting)}
        />
      ))}
    </Section>
  )
}

function OneVote({ vote, sitting }: { vote: CommitteeVote; sitting: Sitting | undefined }) {
  const { agree, against, abstain, passed, aside, because, by, at } = vote
  return (
    <>
      <p className="vote-whom">
        <Status tone={passed ? 'good' : 'stopped'}>{passed ? t('通过') : t('不予通过')}</Status>
        {' · '}
        <span className="num">
          {t('同意 {agree} 票、不同意 {against} 票、弃权 {abstain} 票', { agree, against, abstain })}
        </span>
      </p>
      <Facts
        facts={[
          ...(sitting === undefined ? [] : sittingFacts(sitting)),
          {
            term: t('回避'),
            value: aside.map((one) => `${one.name}：${t(one.because)}`).join(''),
          },
          { term: t('审查意见'), value: because },
          { term: t('登记'), value: `${by}，${moment(at)}` },
        ]}
      />
    </>
  )
}

/** A sitting as pages tell of it. */
export function sittingFacts({ heldOn, place, members }: Sitting): { term: string; value: string }[] {
  const named = (some: Sitting['members']) => some.map(({ name }) => name).join('、')
  return [
    { term: t('评审会'), value: `${heldOn} ${place}` },
    { term: t('主任委员'), value: named(members.filter(({ chair }) => chair)) },
    { term: t('出席委员'), value: named(members.filter(({ present }) => present)) },
    { term: t('请假委员'), value: named(members.filter(({ present }) => !present)) },
  ]
}
