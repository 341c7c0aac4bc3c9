import { useRouter } from '@tanstack/react-router'
import { openUnit } from '#contract/network.ts'
import { UNIT_CATEGORIES } from '#contract/vocabulary.ts'
import { link } from '../../lib/address.ts'
import { useDraft } from '../../lib/draft.ts'
import { t } from '../../lib/t.ts'
import { useChange, wordsOf } from '../../lib/use-call.ts'
import { useUnitChoices } from '../../lib/use-units.ts'
import { ChoiceField, TextField } from '../../ui/field.tsx'
import { FormPanel } from '../../ui/form-panel.tsx'
import { Notice } from '../../ui/states.tsx'
import { ClassFields } from './adjust.tsx'
import { localityOf, schoolKindOf } from './adjust-form.ts'

const CATEGORIES = ['school', 'cluster', 'centre', 'external'] as const
const blank = () => ({
  key: crypto.randomUUID(),
  code: '',
  name: '',
  category: 'school' as (typeof CATEGORIES)[number],
  parent: '',
  schoolKind: '',
  urban: '',
  town: '',
  on: '',
  document: '',
})
type Form = ReturnType<typeof blank>

/** A unit that opens on a day, by a document. */
export function NewUnit({ onClose }: { onClose: () => void }) {
  const router = useRouter()
  const [form, setForm, forget] = useDraft('new-unit', blank())
  const parents = useUnitChoices(['region', 'centre', 'cluster'])
  const change = useChange(openUnit)
  const set = (name: keyof Form) => (value: string) => setForm({ ...form, [name]: value })
  const save = () =>
    change.mutate(
      {
        body: {
          ...form,
          schoolKind: schoolKindOf(form.schoolKind),
          urban: localityOf(form.urban),
          town: form.town.trim() === '' ? null : form.town.trim(),
        },
      },
      {
        onSuccess: ({ code }) => {
          forget()
          onClose()
          router.history.push(link(`/network/${code}`))
        },
      },
    )
  return (
    <FormPanel
      title={t('新设单位')}
      onClose={onClose}
      word={t('新设单位')}
      busy={change.isPending}
      whyNot={problem(form)}
      onSave={save}
    >
      <ChoiceField
        label={t('类别')}
        value={form.category}
        choices={CATEGORIES.map((value) => ({ value, label: t(UNIT_CATEGORIES[value]) }))}
        onChoose={set('category')}
      />
      <TextField
        label={t('单位代码')}
        hint={t('区域内唯一，以后不再改变')}
        value={form.code}
        onText={set('code')}
        maxLength={64}
      />
      <TextField label={t('单位全称')} value={form.name} onText={set('name')} maxLength={80} />
      <ChoiceField
        label={t('上级')}
        value={form.parent}
        choices={[{ value: '', label: t('请选择') }, ...parents]}
        onChoose={set('parent')}
      />
      {form.category === 'school' && <ClassFields form={form} onChange={setForm} />}
      <TextField label={t('启用日')} type="date" value={form.on} onText={set('on')} />
      <TextField
        label={t('文号')}
        hint={t('所依据的文件')}
        value={form.document}
        onText={set('document')}
        maxLength={80}
      />
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
    </FormPanel>
  )
}

function problem(form: Form): string | undefined {
  if (!/^\S{1,64}$/.test(form.code.trim())) return t('请填写单位代码，不能有空格')
  if (form.name.trim().length < 2) return t('请写单位全称')
  if (form.parent === '') return t('请选择上级')
  if (form.on === '') return t('请填写启用日')
  return form.document.trim().length < 2 ? t('请写所依据文件的文号') : undefined
}
