import { useState } from 'react'
import { changePerson, correctPerson } from '#contract/people.ts'
import { t } from '../../lib/t.ts'
import { useChange, wordsOf } from '../../lib/use-call.ts'
import { TextField } from '../../ui/field.tsx'
import { FormPanel } from '../../ui/form-panel.tsx'
import { Notice } from '../../ui/states.tsx'
import { FactFields } from './fact-fields.tsx'
import { changedFacts, typedFacts } from './facts-form.ts'
import type { PersonData } from './person.tsx'

type Props = { person: PersonData['person']; how: 'change' | 'correct'; onClose: () => void }

/** 变动: something holds from a day on. 更正: something was recorded wrongly. The two are kept apart on record. */
export function ChangePerson({ person, how, onClose }: Props) {
  const [key] = useState(() => crypto.randomUUID())
  const [typed, setTyped] = useState(() => typedFacts(person))
  const [own, setOwn] = useState({
    name: person.name,
    phone: person.phone ?? '',
    startedOn: person.startedOn ?? '',
  })
  const [on, setOn] = useState('')
  const [because, setBecause] = useState('')
  const changing = useChange(changePerson)
  const correcting = useChange(correctPerson)
  const facts = changedFacts(typed, person)
  const corrected = correctedOwn(own, person)
  const params = { id: person.id }
  const save = () =>
    how === 'change'
      ? changing.mutate(
          { params, body: { key, on, document: because.trim() === '' ? null : because.trim(), facts } },
          { onSuccess: onClose },
        )
      : correcting.mutate(
          { params, body: { key, because: because.trim(), ...corrected, ...(some(facts) && { facts }) } },
          { onSuccess: onClose },
        )
  const error = changing.error ?? correcting.error
  const nothing = !some(facts) && (how === 'change' || !some(corrected))
  return (
    <FormPanel
      title={`${how === 'change' ? t('变动') : t('更正')} · ${person.name}`}
      onClose={onClose}
      word={how === 'change' ? t('记下变动') : t('更正')}
      busy={changing.isPending || correcting.isPending}
      whyNot={nothing ? t('还没有改动') : missing(how, on, because)}
      onSave={save}
    >
      <p className="prose">
        {how === 'change'
          ? t('职称、学段、学科等自某日起变动；此前的统计不变。')
          : t('更正登记有误的内容，如同从一开始就这样登记。')}
      </p>
      {how === 'change' ? (
        <TextField label={t('自何日起')} type="date" value={on} onText={setOn} />
      ) : (
        <OwnFields own={own} onChange={setOwn} />
      )}
      <FactFields typed={typed} onChange={setTyped} />
      <TextField
        label={how === 'change' ? t('文号') : t('更正的依据')}
        hint={how === 'change' ? t('所依据的文件，可不填') : t('随更正记入审计日志')}
        value={because}
        onText={setBecause}
        maxLength={how === 'change' ? 80 : 200}
      />
      {error !== null && <Notice tone="late">{wordsOf(error)}</Notice>}
    </FormPanel>
  )
}

type Own = { name: string; phone: string; startedOn: string }
type Corrected = { name: string; phone: string | null; startedOn: string | null }

function OwnFields({ own, onChange }: { own: Own; onChange: (own: Own) => void }) {
  return (
    <>
      <TextField
        label={t('姓名')}
        value={own.name}
        onText={(name) => onChange({ ...own, name })}
        maxLength={60}
      />
      <TextField
        label={t('手机号')}
        inputMode="numeric"
        value={own.phone}
        onText={(phone) => onChange({ ...own, phone })}
        maxLength={11}
      />
      <TextField
        label={t('参加工作日期')}
        type="date"
        value={own.startedOn}
        onText={(startedOn) => onChange({ ...own, startedOn })}
      />
    </>
  )
}

/** Of what is the person's own, only what was corrected. */
function correctedOwn(own: Own, person: PersonData['person']): Partial<Corrected> {
  const orNull = (text: string) => (text.trim() === '' ? null : text.trim())
  return {
    ...(own.name.trim() !== person.name && { name: own.name.trim() }),
    ...(orNull(own.phone) !== person.phone && { phone: orNull(own.phone) }),
    ...(orNull(own.startedOn) !== person.startedOn && { startedOn: orNull(own.startedOn) }),
  }
}

function some(changes: object): boolean {
  return Object.keys(changes).length > 0
}

function missing(how: 'change' | 'correct', on: string, because: string): string | undefined {
  if (how === 'change') return on === '' ? t('请填写自何日起') : undefined
  return because.trim().length < 2 ? t('请写明更正的依据') : undefined
}
