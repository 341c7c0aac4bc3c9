import { useState } from 'react'
import { transferPerson } from '#contract/people.ts'
import { t } from '../../lib/t.ts'
import { useChange, wordsOf } from '../../lib/use-call.ts'
import { useUnitChoices } from '../../lib/use-units.ts'
import { Action } from '../../ui/action.tsx'
import { ChoiceField, TextField } from '../../ui/field.tsx'
import { SidePanel } from '../../ui/side-panel.tsx'
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
    <SidePanel
      title={t('调动 · {name}', { name: person.name })}
      closeWord={t('关闭')}
      open
      onClose={onClose}
      foot={
        <Action primary busy={change.isPending} onClick={save} whyNot={problem}>
          {t('调动')}
        </Action>
      }
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
    </SidePanel>
  )
}
