import { useState } from 'react'
import { correctSitting, recordSitting } from '#contract/committee.ts'
import type { Sitting } from '#contract/committee.ts'
import { t } from '../../lib/t.ts'
import { useChange, wordsOf } from '../../lib/use-call.ts'
import { ChoiceField, TextField, TickField } from '../../ui/field.tsx'
import { FormPanel } from '../../ui/form-panel.tsx'
import { Notice } from '../../ui/states.tsx'
import { PeoplePicker } from '../activity/people-picker.tsx'
import type { Picked } from '../activity/people-picker.tsx'
import type { RoundCommittee } from './committees.tsx'

type Props = {
  round: string
  committee: RoundCommittee
  /** The one that is put right; left out, a new one is recorded. */
  sitting?: Sitting
  onClose: () => void
}

type Said = {
  heldOn: string
  place: string
  chair: string
  because: string
  members: Picked[]
  /** Who had taken leave, by id. */
  away: readonly string[]
}

function saidBy(sitting: Sitting | undefined): Said {
  const members = sitting?.members ?? []
  return {
    heldOn: sitting?.heldOn ?? '',
    place: sitting?.place ?? '',
    chair: members.find(({ chair }) => chair)?.person ?? '',
    because: '',
    members: members.map(({ person, name, unit }) => ({ id: person, name, unit })),
    away: members.filter(({ present }) => !present).map(({ person }) => person),
  }
}

/** Records that a committee sat, or puts the record right with the reason. */
export function SittingForm({ round, committee, sitting, onClose }: Props) {
  const [key] = useState(() => crypto.randomUUID())
  const [said, setSaid] = useState<Said>(() => saidBy(sitting))
  const [record, correct] = [useChange(recordSitting), useChange(correctSitting)]
  const say = (change: Partial<Said>) => setSaid({ ...said, ...change })
  const { heldOn, place, chair, because } = said
  const members = said.members.map(({ id }) => ({ person: id, present: !said.away.includes(id) }))
  const body = { key, heldOn, place, chair, members }
  const save = () =>
    sitting === undefined
      ? record.mutate({ params: { id: round, stage: committee.stage }, body }, { onSuccess: onClose })
      : correct.mutate({ params: { id: sitting.id }, body: { ...body, because } }, { onSuccess: onClose })
  const failed = record.error ?? correct.error
  return (
    <FormPanel
      title={sitting === undefined ? t('登记评审会') : t('更正评审会')}
      onClose={onClose}
      word={sitting === undefined ? t('登记评审会') : t('更正')}
      busy={record.isPending || correct.isPending}
      whyNot={stillMissing(said, committee.least, sitting !== undefined)}
      onSave={save}
    >
      <TextField type="date" label={t('会议日期')} value={heldOn} onText={(text) => say({ heldOn: text })} />
      <TextField label={t('会议地点')} value={place} onText={(text) => say({ place: text })} maxLength={60} />
      <p className="quiet sitting-about">
        {t('从教师档案里选委员，至少 {least} 人出席。', { least: committee.least })}{' '}
        {committee.asks !== null && t(committee.asks)}
      </p>
      <PeoplePicker picked={said.members} onPick={(picked) => say({ members: picked })} />
      <Present said={said} onSay={say} />
      {sitting !== undefined && (
        <TextField
          label={t('更正原因')}
          value={because}
          onText={(text) => say({ because: text })}
          maxLength={200}
        />
      )}
      {failed !== null && <Notice tone="late">{wordsOf(failed)}</Notice>}
    </FormPanel>
  )
}

/** Who had taken leave, and who of those present presided. */
function Present({ said, onSay }: { said: Said; onSay: (change: Partial<Said>) => void }) {
  const { members, away, chair } = said
  if (members.length === 0) return null
  const present = members.filter(({ id }) => !away.includes(id))
  return (
    <>
      <fieldset className="sitting-members">
        <legend>{t('请假没有出席的')}</legend>
        {members.map(({ id, name }) => (
          <TickField
            key={id}
            label={name}
            checked={away.includes(id)}
            onTick={(on) => onSay({ away: on ? [...away, id] : away.filter((one) => one !== id) })}
          />
        ))}
      </fieldset>
      <ChoiceField
        label={t('主任委员')}
        value={chair}
        choices={[
          { value: '', label: t('请选择') },
          ...present.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChoose={(id) => onSay({ chair: id })}
      />
    </>
  )
}

function stillMissing(said: Said, least: number, correcting: boolean): string | undefined {
  if (said.heldOn === '') return t('请选择会议日期')
  if (said.place.trim() === '') return t('请填写会议地点')
  const present = said.members.filter(({ id }) => !said.away.includes(id))
  if (present.length < least) return t('出席的委员至少 {least} 人，现在 {n} 人', { least, n: present.length })
  if (!present.some(({ id }) => id === said.chair)) return t('请在出席的委员里选主任委员')
  return correcting && said.because.trim() === '' ? t('请写明更正原因') : undefined
}
