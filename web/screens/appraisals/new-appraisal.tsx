import { useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { createAppraisal } from '#contract/appraisal.ts'
import { standards } from '#contract/standard.ts'
import { link } from '../../lib/address.ts'
import { useDraft } from '../../lib/draft.ts'
import { useMe, useYear } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { useCall, useChange, wordsOf } from '../../lib/use-call.ts'
import { useUnitChoices } from '../../lib/use-units.ts'
import { ChoiceField, TextField, TickField } from '../../ui/field.tsx'
import { FormPanel } from '../../ui/form-panel.tsx'
import { Notice } from '../../ui/states.tsx'

const EMPTY = {
  standard: '',
  title: '',
  unit: '',
  blind: true,
  outside: true,
  scoreUntil: '',
  appealDays: '7',
  places: '',
  floor: '',
}

/** A new round by the newest version of a standard. */
export function NewAppraisal({ onClose }: { onClose: () => void }) {
  const year = useYear()
  const me = useMe()
  const router = useRouter()
  const [key] = useState(() => crypto.randomUUID())
  const [form, setForm, forget] = useDraft('new-appraisal', {
    ...EMPTY,
    unit: me.unit?.code ?? me.region.code,
  })
  const known = useCall(standards, {}).data?.rows ?? []
  const units = useUnitChoices(['region', 'centre', 'cluster', 'school'])
  const change = useChange(createAppraisal)
  const set = (name: keyof typeof EMPTY) => (value: string | boolean) => setForm({ ...form, [name]: value })
  const places = form.places.trim() === '' ? null : Number(form.places)
  const least = form.floor.trim() === '' ? null : Number(form.floor)
  const { standard, unit, blind, outside, scoreUntil } = form
  const body = {
    key,
    year,
    standard,
    unit,
    blind,
    outside,
    scoreUntil,
    places,
    title: form.title.trim(),
    appealDays: Number(form.appealDays),
    floor: least === null ? null : { group: '乡村', least },
  }
  const save = () =>
    change.mutate(
      { body },
      {
        onSuccess: ({ id }) => {
          forget()
          router.history.push(link(`/appraisals/${id}`, { year }))
        },
      },
    )
  const missing =
    standard === ''
      ? t('请选评估标准')
      : body.title === ''
        ? t('请填名称')
        : scoreUntil === ''
          ? t('请填评分截止日')
          : undefined
  return (
    <FormPanel
      title={t('新建评估')}
      onClose={onClose}
      word={t('建立评估')}
      busy={change.isPending}
      whyNot={missing}
      onSave={save}
    >
      <ChoiceField
        label={t('评估标准')}
        hint={t('用它现在的一版；以后出了新版，这次评估不变')}
        value={standard}
        choices={[
          { value: '', label: t('请选择') },
          ...known.map((one) => ({ value: one.id, label: one.title })),
        ]}
        onChoose={set('standard')}
      />
      <TextField label={t('名称')} value={form.title} onText={set('title')} maxLength={120} />
      <ChoiceField label={t('组织单位')} value={unit} choices={units} onChoose={set('unit')} />
      <TickField label={t('盲评：评委只见编号，不见名称')} checked={blind} onTick={set('blind')} />
      <TickField label={t('评委不评本单位')} checked={outside} onTick={set('outside')} />
      <div className="field-row">
        <TextField label={t('评分截止日')} type="date" value={scoreUntil} onText={set('scoreUntil')} />
        <TextField
          label={t('申诉期（天）')}
          inputMode="numeric"
          value={form.appealDays}
          onText={set('appealDays')}
        />
      </div>
      <div className="field-row">
        <TextField
          label={t('名额（可不填）')}
          inputMode="numeric"
          value={form.places}
          onText={set('places')}
        />
        <TextField
          label={t('其中乡村至少（可不填）')}
          inputMode="numeric"
          value={form.floor}
          onText={set('floor')}
        />
      </div>
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
    </FormPanel>
  )
}
