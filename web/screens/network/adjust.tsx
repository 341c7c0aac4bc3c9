import { useState } from 'react'
import { adjustUnit } from '#contract/network.ts'
import type { Adjustment, NetworkNode } from '#contract/network.ts'
import { LOCALITIES, SCHOOL_KINDS } from '#contract/vocabulary.ts'
import { t } from '../../lib/t.ts'
import { useChange, wordsOf } from '../../lib/use-call.ts'
import { useUnitChoices } from '../../lib/use-units.ts'
import { Action } from '../../ui/action.tsx'
import { ChoiceField, TextField } from '../../ui/field.tsx'
import { SidePanel } from '../../ui/side-panel.tsx'
import { Notice } from '../../ui/states.tsx'
import { adjustmentProblem, asAdjustment, blankAdjustment } from './adjust-form.ts'
import type { AdjustForm } from './adjust-form.ts'

/** What an adjustment of the layout is called. */
export const ADJUST_WORDS: Record<Adjustment['kind'], { title: string; about: string }> = {
  rename: { title: '更名', about: '自生效日起用新名称，此前的记录仍用旧名称。' },
  move: { title: '调整隶属', about: '自生效日起归新的上级，此前的统计仍归原上级。' },
  reclass: { title: '调整类型', about: '办学类型、城乡或乡镇自生效日起改变。' },
  merge: { title: '并入', about: '自生效日起撤并，教师从这一天起计入并入的单位。' },
  close: { title: '撤销', about: '自生效日起撤销且没有并入单位；其教师不再计入在册数。' },
}

type Props = { unit: NetworkNode; kind: Adjustment['kind']; onClose: () => void }

/** One adjustment of the layout, dated, with the document it rests on. */
export function AdjustUnit({ unit, kind, onClose }: Props) {
  const [form, setForm] = useState(() => blankAdjustment(unit))
  const change = useChange(adjustUnit)
  const save = () =>
    change.mutate({ params: { code: unit.code }, body: asAdjustment(kind, form) }, { onSuccess: onClose })
  const words = ADJUST_WORDS[kind]
  return (
    <SidePanel
      title={`${t(words.title)} · ${unit.name}`}
      open
      onClose={onClose}
      foot={
        <Action
          primary
          danger={kind === 'merge' || kind === 'close'}
          busy={change.isPending}
          onClick={save}
          whyNot={adjustmentProblem(kind, form)}
        >
          {t(words.title)}
        </Action>
      }
    >
      <p className="prose">{t(words.about)}</p>
      <KindFields kind={kind} form={form} onChange={setForm} />
      <TextField label={t('生效日')} type="date" value={form.on} onText={(on) => setForm({ ...form, on })} />
      <TextField
        label={t('文号')}
        hint={t('所依据的文件')}
        value={form.document}
        onText={(document) => setForm({ ...form, document })}
        maxLength={80}
      />
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
    </SidePanel>
  )
}

type FieldsProps = { kind: Adjustment['kind']; form: AdjustForm; onChange: (form: AdjustForm) => void }

function KindFields({ kind, form, onChange }: FieldsProps) {
  const parents = useUnitChoices(['region', 'centre', 'cluster'])
  const schools = useUnitChoices(['school'])
  const choose = [{ value: '', label: t('请选择') }]
  const set = (name: keyof AdjustForm) => (value: string) => onChange({ ...form, [name]: value })
  if (kind === 'rename')
    return <TextField label={t('新名称')} value={form.name} onText={set('name')} maxLength={80} />
  if (kind === 'move') {
    return (
      <ChoiceField
        label={t('新的上级')}
        value={form.parent}
        choices={[...choose, ...parents]}
        onChoose={set('parent')}
      />
    )
  }
  if (kind === 'merge') {
    return (
      <ChoiceField
        label={t('并入')}
        value={form.successor}
        choices={[...choose, ...schools]}
        onChoose={set('successor')}
      />
    )
  }
  return kind === 'reclass' ? <ClassFields form={form} onChange={onChange} /> : null
}

type ClassForm = { schoolKind: string; urban: string; town: string }

/** What kind of school, and where it lies. */
export function ClassFields<F extends ClassForm>({
  form,
  onChange,
}: {
  form: F
  onChange: (form: F) => void
}) {
  const words = (all: Record<string, string>) => [
    { value: '', label: t('不填') },
    ...Object.entries(all).map(([value, label]) => ({ value, label: t(label) })),
  ]
  return (
    <>
      <ChoiceField
        label={t('办学类型')}
        value={form.schoolKind}
        choices={words(SCHOOL_KINDS)}
        onChoose={(schoolKind) => onChange({ ...form, schoolKind })}
      />
      <ChoiceField
        label={t('城乡')}
        value={form.urban}
        choices={words(LOCALITIES)}
        onChoose={(urban) => onChange({ ...form, urban })}
      />
      <TextField
        label={t('乡镇')}
        value={form.town}
        onText={(town) => onChange({ ...form, town })}
        maxLength={40}
      />
    </>
  )
}
