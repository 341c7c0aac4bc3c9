import { useState } from 'react'
import { offers, whyNot } from '../../lib/abilities.ts'
import { moment } from '../../lib/format.ts'
import { t } from '../../lib/t.ts'
import { Action } from '../../ui/action.tsx'
import { Status } from '../../ui/states.tsx'
import { PlainTable } from '../../ui/table/plain-table.tsx'
import type { RoundCommittee } from './committees.tsx'
import { SittingForm } from './sitting-form.tsx'

type Sitting = RoundCommittee['sittings'][number]
type Props = { round: string; committee: RoundCommittee; sitting: Sitting }

/** One sitting: its members with what they were on that day, and how many cases it voted on. */
export function SittingView({ round, committee, sitting }: Props) {
  const [correcting, setCorrecting] = useState(false)
  const { heldOn, place, votes, actions, recorded, because, members } = sitting
  return (
    <div className="sitting">
      <header className="section-head">
        <h3>
          {heldOn} {place}
        </h3>
        {offers(actions, 'correct') && (
          <Action small whyNot={whyNot(actions, 'correct')} onClick={() => setCorrecting(true)}>
            {t('更正')}
          </Action>
        )}
      </header>
      <p className="quiet sitting-about">
        {t('表决 {cases} 件：通过 {passed} 件，不予通过 {refused} 件。', votes)}{' '}
        {t('{by}登记，{at}。', { by: recorded.by, at: moment(recorded.at) })}{' '}
        {because !== null && t('更正原因：{because}', { because })}
      </p>
      <PlainTable
        label={t('{day}评审会的委员', { day: heldOn })}
        rows={members}
        keyOf={(member) => member.person}
        empty={t('没有委员。')}
        columns={[
          { key: 'name', title: t('委员'), lead: true, render: (member) => member.name },
          { key: 'unit', title: t('单位'), minor: true, render: (member) => member.unit },
          { key: 'rank', title: t('职称'), minor: true, render: (member) => t(member.rank ?? '') },
          {
            key: 'present',
            title: t('出席'),
            render: (member) => (
              <Status tone={member.present ? 'good' : 'calm'}>
                {member.chair ? t('主任委员') : member.present ? t('出席') : t('请假')}
              </Status>
            ),
          },
        ]}
      />
      {correcting && (
        <SittingForm
          round={round}
          committee={committee}
          sitting={sitting}
          onClose={() => setCorrecting(false)}
        />
      )}
    </div>
  )
}
