import { useState } from 'react'
import { whyNot } from '../../lib/abilities.ts'
import { t } from '../../lib/t.ts'
import { Action } from '../../ui/action.tsx'
import { ChangePerson } from './change-person.tsx'
import type { PersonData } from './person.tsx'
import { TransferPerson } from './transfer-person.tsx'

type Doing = 'transfer' | 'change' | 'correct' | null

/** What can be done with a teacher's file. */
export function PersonActions({ data }: { data: PersonData }) {
  const [doing, setDoing] = useState<Doing>(null)
  const close = () => setDoing(null)
  return (
    <>
      <Action onClick={() => setDoing('transfer')} whyNot={whyNot(data.actions, 'transfer')}>
        {t('调动')}
      </Action>
      <Action onClick={() => setDoing('change')} whyNot={whyNot(data.actions, 'change')}>
        {t('变动')}
      </Action>
      <Action onClick={() => setDoing('correct')} whyNot={whyNot(data.actions, 'correct')}>
        {t('更正')}
      </Action>
      {doing === 'transfer' && <TransferPerson person={data.person} onClose={close} />}
      {(doing === 'change' || doing === 'correct') && (
        <ChangePerson person={data.person} how={doing} onClose={close} />
      )}
    </>
  )
}
