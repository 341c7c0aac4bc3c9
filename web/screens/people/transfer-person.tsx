import { useState } from 'react'
import { transferPerson } from '#contract/people.ts'
import { t } from '../../lib/t.ts'
import { useChange, wordsOf } from '../../lib/use-call.ts'
import { useUnitChoices } from '../../lib/use-units.ts'
import { ChoiceField, TextField } from '../../ui/field.tsx'
import { FormPanel } from '../../ui/form-panel.tsx'
import { Notice } from '../../ui/states.tsx'
import type { PersonData } from './person.tsx'

/** To another unit from a day on, by a document. */
export function TransferPerson({ person, onClose }: { person: PersonData['person']; onClose: () => void }) {
  const [key] = useState(() => crypto.randomUUID())
  const [unit, setUnit] = useState('')
  const [on, setOn] = useState('')
  const [document, setDocument] = useState('')
  const units = useUnitChoices(['centre', 'cluster', 'school'])
  const change = useChange(transferPerson)
  const save = () =>
    change.mutate(
      { params: { id: person.id }, body: { key, unit, on, document: document.trim() } },
      { onSuccess: onClose },
    )
  const problem =
    unit === ''
      ? t('请选择调入单位')
      : on === ''
        ? t('请填写到岗日')
        : document.trim().length < 2
          ? t('请写所依据文件的文号')
          : undefined
  return (
    <FormPanel
      title={t('调动 · {name}', { name: person.name })}
      onClose={onClose}
      word={t('调动')}
      busy={change.isPending}
      whyNot={problem}
      onSave={save}
    >
      <p className="prose">
        {t('现在{unit}。自到岗日起计入调入单位，此前的统计不变。', { unit: person.unit.name })}
      </p>
      <ChoiceField
        label={t('调入单位')}
        value={unit}
        choices={[{ value: '', label: t('请选择') }, ...units]}
        onChoose={setUnit}
      />
      <TextField label={t('到岗日')} type="date" value={on} onText={setOn} />
      <TextField
        label={t('文号')}
        hint={t('所依据的文件')}
        value={document}
        onText={setDocument}
        maxLength={80}
      />
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
    </FormPanel>
  )
}
