import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type * as z from 'zod'
import { roundCommittees } from '#contract/committee.ts'
import { offers, whyNot } from '../../lib/abilities.ts'
import { link } from '../../lib/address.ts'
import { Answer } from '../../lib/answer.tsx'
import { useCaseManifest } from '../../lib/case-systems.ts'
import { usePlace } from '../../lib/place.ts'
import { t } from '../../lib/t.ts'
import { useCall } from '../../lib/use-call.ts'
import { Action } from '../../ui/action.tsx'
import { Crumbs } from '../../ui/crumbs.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { Empty } from '../../ui/states.tsx'
import { SittingForm } from './sitting-form.tsx'
import { SittingView } from './sitting-view.tsx'

type Reply = z.output<NonNullable<typeof roundCommittees.reply>>
type Round = Reply['round']
export type RoundCommittee = Reply['committees'][number]

/** The committees of a round: when they sat, who was there, and what was voted. */
export function Screen() {
  const { id } = useParams({ strict: false }) as { id: string }
  const asked = useCall(roundCommittees, { params: { id } })
  const manifest = useCaseManifest(asked.data?.round.system)
  usePlace(manifest?.menu ?? 'people')
  return (
    <Answer asked={asked}>
      {({ round, committees }) => (
        <>
          <Crumbs
            label={t('所属')}
            crumbs={[
              {
                href: link('/cases', { system: round.system, year: round.year }),
                name: t(round.systemTitle),
              },
              { href: link('/rounds', { system: round.system, year: round.year }), name: t('批次') },
            ]}
          />
          <Page
            title={t('{round}：专家审查', { round: round.title })}
            about={t('先登记评审会和出席的委员，再逐件或成批登记表决。没有表决的，不能通过也不能不予通过。')}
          >
            {committees.map((committee) => (
              <OfStage key={committee.stage} round={round} committee={committee} />
            ))}
            {committees.length === 0 && <Empty because={t('这个体系没有由专家委员会表决的环节。')} />}
          </Page>
        </>
      )}
    </Answer>
  )
}

function OfStage({ round, committee }: { round: Round; committee: RoundCommittee }) {
  const [recording, setRecording] = useState(false)
  const { title, waiting, sittings, actions, stage, stageTitle } = committee
  const list = link('/cases', { system: round.system, year: round.year, round: round.id, stage })
  return (
    <Section
      title={t(title)}
      aside={
        offers(actions, 'record') && (
          <Action small primary whyNot={whyNot(actions, 'record')} onClick={() => setRecording(true)}>
            {t('登记评审会')}
          </Action>
        )
      }
    >
      <p className="quiet sitting-about">
        {t('出席的委员至少 {least} 人；同意票{majority}的通过。', {
          least: committee.least,
          majority: t(committee.majority),
        })}{' '}
        {committee.asks !== null && t(committee.asks)}{' '}
        {waiting > 0 && (
          <a href={list}>{t('{stage}还有 {n} 件等待表决', { stage: t(stageTitle), n: waiting })}</a>
        )}
      </p>
      {sittings.length === 0 ? (
        <Empty because={t('还没有登记评审会。')} />
      ) : (
        sittings.map((sitting) => (
          <SittingView key={sitting.id} round={round.id} committee={committee} sitting={sitting} />
        ))
      )}
      {recording && (
        <SittingForm round={round.id} committee={committee} onClose={() => setRecording(false)} />
      )}
    </Section>
  )
}
