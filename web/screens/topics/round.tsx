import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type * as z from 'zod'
import { topicSheet } from '#contract/topic-lineage.ts'
import { topicRound } from '#contract/topic.ts'
import { whyNot } from '../../lib/abilities.ts'
import { link } from '../../lib/address.ts'
import { Answer } from '../../lib/answer.tsx'
import { address } from '../../lib/call.ts'
import { useMe } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { useCall } from '../../lib/use-call.ts'
import { Action, ActionLink } from '../../ui/action.tsx'
import { Figure } from '../../ui/figure.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { Deadlines } from './deadlines.tsx'
import { Progress } from './progress.tsx'
import { StateForTeacher } from './state-for-teacher.tsx'
import './topics.css'

export type RoundData = z.output<NonNullable<typeof topicRound.reply>>

/** One round: which level stands where, unit by unit, and where the reader's own work lies. */
export function Screen() {
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const asked = useCall(topicRound, { params: { id } })
  return <Answer asked={asked}>{(data) => <Round data={data} />}</Answer>
}

function Round({ data }: { data: RoundData }) {
  const { round, mine } = data
  const me = useMe()
  const [stating, setStating] = useState(false)
  return (
    <Page
      title={round.title}
      about={
        round.document === null
          ? t('教师提出的问题逐层提炼成区域核心主题。')
          : t('依据 {document}。', { document: round.document })
      }
      figure={<Figure title={t('问题')} value={round.problems} unit={t('个')} />}
      actions={
        <>
          {me.role === 'school' && <Action onClick={() => setStating(true)}>{t('代教师录入')}</Action>}
          <ActionLink href={address(topicSheet, { id: round.id }, {})} file>
            {t('导出 Excel')}
          </ActionLink>
          <ActionLink href={link(`/topics/${round.id}/lineage`)}>{t('看来龙去脉')}</ActionLink>
          {mine !== null && (
            <ActionLink primary href={link(`/topics/${round.id}/board`, mine)}>
              {t('去提炼')}
            </ActionLink>
          )}
        </>
      }
    >
      {stating && <StateForTeacher round={round.id} onClose={() => setStating(false)} />}
      <Deadlines round={round} whyNot={whyNot(data.actions, 'move-deadline')} />
      <Section title={t('各单位进展')}>
        <Progress id={round.id} rows={data.rows} />
      </Section>
    </Page>
  )
}
