import { useRouter } from '@tanstack/react-router'
import { addPerson } from '#contract/people.ts'
import { link } from '../../lib/address.ts'
import { useDraft } from '../../lib/draft.ts'
import { useYear } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { useChange, wordsOf } from '../../lib/use-call.ts'
import { useUnitChoices } from '../../lib/use-units.ts'
import { ChoiceField, TextField } from '../../ui/field.tsx'
import { FormPanel } from '../../ui/form-panel.tsx'
import { Notice } from '../../ui/states.tsx'
import { FactFields } from './fact-fields.tsx'
import { allFacts, typedFacts } from './facts-form.ts'

const blank = () => ({
  key: crypto.randomUUID(),
  identityNumber: '',
  name: '',
  phone: '',
  startedOn: '',
  unit: '',
  on: '',
  document: '',
  facts: typedFacts(null),
})
type Form = ReturnType<typeof blank>

/** A teacher who is new to the region. */
export function NewPerson({ onClose }: { onClose: () => void }) {
  const router = useRouter()
  const year = useYear()
  const [form, setForm, forget] = useDraft('new-person', blank())
  const units = useUnitChoices(['centre', 'cluster', 'school'])
  const change = useChange(addPerson)
  const set = (name: keyof Form) => (value: string) => setForm({ ...form, [name]: value })
  const orNull = (text: string) => (text.trim() === '' ? null : text.trim())
  const save = () => {
    const { facts, phone, startedOn, document, ...rest } = form
    const body = {
      ...rest,
      ...allFacts(facts),
      phone: orNull(phone),
      startedOn: orNull(startedOn),
      document: orNull(document),
    }
    change.mutate(
      { body },
      {
        onSuccess: ({ id }) => {
          forget()
          onClose()
          router.history.push(link(`/people/${id}`, { year }))
        },
      },
    )
  }
  return (
    <FormPanel
      title={t('新进教师建档')}
      onClose={onClose}
      word={t('建档')}
      busy={change.isPending}
      whyNot={problem(form)}
      onSave={save}
    >
      <TextField
        label={t('身份证件号')}
        value={form.identityNumber}
        onText={set('identityNumber')}
        maxLength={30}
      />
      <TextField label={t('姓名')} value={form.name} onText={set('name')} maxLength={60} />
      <ChoiceField
        label={t('单位')}
        value={form.unit}
        choices={[{ value: '', label: t('请选择') }, ...units]}
        onChoose={set('unit')}
      />
      <TextField label={t('到岗日')} type="date" value={form.on} onText={set('on')} />
      <TextField
        label={t('文号')}
        hint={t('所依据的文件，可不填')}
        value={form.document}
        onText={set('document')}
        maxLength={80}
      />
      <TextField
        label={t('手机号')}
        inputMode="numeric"
        value={form.phone}
        onText={set('phone')}
        maxLength={11}
      />
      <TextField label={t('参加工作日期')} type="date" value={form.startedOn} onText={set('startedOn')} />
      <FactFields typed={form.facts} onChange={(facts) => setForm({ ...form, facts })} />
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
    </FormPanel>
  )
}

function problem(form: Form): string | undefined {
  if (form.identityNumber.replace(/\s/g, '').length !== 18) return t('身份证件号应为 18 位')
  if (form.name.trim().length < 2) return t('请写全名')
  if (form.unit === '') return t('请选择单位')
  return form.on === '' ? t('请填写到岗日') : undefined
}
