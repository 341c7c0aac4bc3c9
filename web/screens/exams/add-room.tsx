import { useState } from 'react'
import { addRoom } from '#contract/exam.ts'
import { t } from '../../lib/t.ts'
import { useChange, wordsOf } from '../../lib/use-call.ts'
import { TextField } from '../../ui/field.tsx'
import { FormPanel } from '../../ui/form-panel.tsx'
import { Notice } from '../../ui/states.tsx'

/** Where an exam is in its round. */
export type At = { id: string; stage: string }

/** Makes a room; candidates without a seat are put in by their numbers. */
export function AddRoom({ at, onClose }: { at: At; onClose: () => void }) {
  const [key] = useState(() => crypto.randomUUID())
  const [place, setPlace] = useState('')
  const [heldOn, setHeldOn] = useState('')
  const [seats, setSeats] = useState('')
  const change = useChange(addRoom)
  const missing =
    place.trim() === ''
      ? t('请填写考场名称')
      : heldOn === ''
        ? t('请选择考试日期')
        : !/^([1-9]\d{0,3})?$/.test(seats)
          ? t('座位数应是整数')
          : undefined
  const body = { key, place, heldOn, seats: seats === '' ? null : Number(seats) }
  return (
    <FormPanel
      title={t('登记考场')}
      onClose={onClose}
      word={t('登记并排座位')}
      busy={change.isPending}
      whyNot={missing}
      onSave={() => change.mutate({ params: at, body }, { onSuccess: onClose })}
    >
      <TextField
        label={t('考场名称')}
        hint={t('如 县一中第一考场')}
        value={place}
        onText={setPlace}
        maxLength={60}
      />
      <TextField type="date" label={t('考试日期')} value={heldOn} onText={setHeldOn} />
      <TextField
        label={t('座位数')}
        hint={t('留空就把还没有座位的考生都排进来')}
        inputMode="numeric"
        value={seats}
        onText={(text) => setSeats(text.trim())}
      />
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
    </FormPanel>
  )
}
