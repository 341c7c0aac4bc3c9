import { useRouter } from '@tanstack/react-router'
import { createActivity } from '#contract/activity.ts'
import { link } from '../../lib/address.ts'
import { useDraft } from '../../lib/draft.ts'
import { fromField } from '../../lib/format.ts'
import { t } from '../../lib/t.ts'
import { useChange, wordsOf } from '../../lib/use-call.ts'
import { useUnitChoices } from '../../lib/use-units.ts'
import { Action } from '../../ui/action.tsx'
import { ChoiceField, TextField } from '../../ui/field.tsx'
import { SidePanel } from '../../ui/side-panel.tsx'
import { Notice } from '../../ui/states.tsx'
import type { ProgrammeData } from './programme.tsx'

type Form = {
  key: string
  title: string
  phase: string
  startsAt: string
  endsAt: string
  place: string
  hours: string
  slots: string
}

const blank = (): Form => ({
  key: crypto.randomUUID(),
  title: '',
  phase: '',
  startsAt: '',
  endsAt: '',
  place: '',
  hours: '',
  slots: '1',
})

/** What does not fit yet; undefined when the form can be sent. */
function problem(form: Form): string | undefined {
  if (form.title.trim().length < 2) return t('请填写活动名称，至少 2 个字')
  if (form.startsAt === '' || form.endsAt === '') return t('请填写开始和结束时间')
  if (form.endsAt < form.startsAt) return t('结束时间不能早于开始时间')
  if (form.hours === '' || !(Number(form.hours) >= 0)) return t('请填写学时，不小于 0')
  if (!/^[1-9]\d?$/.test(form.slots) || Number(form.slots) > 60) return t('签到场次是 1 到 60 的整数')
  return undefined
}

/** A new activity in a programme. */
export function NewActivity({
  data,
  open,
  onClose,
}: {
  data: ProgrammeData
  open: boolean
  onClose: () => void
}) {
  const router = useRouter()
  const [form, setForm, forget] = useDraft(`new-activity.${data.programme.id}`, blank())
  const change = useChange(createActivity)
  const save = () =>
    change.mutate(
      {
        params: { id: data.programme.id },
        body: {
          key: form.key,
          title: form.title.trim(),
          phase: form.phase === '' ? null : form.phase,
          startsAt: fromField(form.startsAt),
          endsAt: fromField(form.endsAt),
          place: form.place === '' ? null : form.place,
          hours: Number(form.hours),
          slots: Number(form.slots),
        },
      },
      {
        onSuccess: ({ id }) => {
          forget()
          onClose()
          router.history.push(link(`/activities/${id}`, { year: data.programme.year }))
        },
      },
    )
  return (
    <SidePanel
      title={t('新建活动')}
      open={open}
      onClose={onClose}
      foot={
        <Action primary busy={change.isPending} whyNot={problem(form)} onClick={save}>
          {t('建立活动')}
        </Action>
      }
    >
      <Fields form={form} onChange={setForm} phases={data.phases} />
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
    </SidePanel>
  )
}

type FieldsProps = { form: Form; onChange: (form: Form) => void; phases: ProgrammeData['phases'] }

function Fields({ form, onChange, phases }: FieldsProps) {
  const places = useUnitChoices()
  const set = (name: keyof Form) => (value: string) => onChange({ ...form, [name]: value })
  return (
    <>
      <TextField label={t('活动名称')} value={form.title} onText={set('title')} maxLength={120} />
      {phases.length > 0 && (
        <ChoiceField
          label={t('阶段')}
          value={form.phase}
          choices={[
            { value: '', label: t('不分阶段') },
            ...phases.map((p) => ({ value: p.id, label: t(p.title) })),
          ]}
          onChoose={set('phase')}
        />
      )}
      <TextField label={t('开始时间')} type="datetime-local" value={form.startsAt} onText={set('startsAt')} />
      <TextField label={t('结束时间')} type="datetime-local" value={form.endsAt} onText={set('endsAt')} />
      <ChoiceField
        label={t('地点')}
        value={form.place}
        choices={[{ value: '', label: t('未定') }, ...places]}
        onChoose={set('place')}
      />
      <div className="field-row">
        <TextField label={t('学时')} inputMode="decimal" value={form.hours} onText={set('hours')} />
        <TextField
          label={t('签到场次')}
          hint={t('每场的学时是总学时除以场次')}
          inputMode="numeric"
          value={form.slots}
          onText={set('slots')}
        />
      </div>
    </>
  )
}
