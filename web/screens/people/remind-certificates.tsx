import { useState } from 'react'
import { remindCertificates } from '#contract/certificate.ts'
import type { CertificateRow } from '#contract/certificate.ts'
import { t } from '../../lib/t.ts'
import { useChange, wordsOf } from '../../lib/use-call.ts'
import { TextField } from '../../ui/field.tsx'
import { FormPanel } from '../../ui/form-panel.tsx'
import { Notice } from '../../ui/states.tsx'

type Props = { people: readonly CertificateRow[]; onClose: () => void; onDone: () => void }

/** Until when the qualification is to be there; who is told. */
export function RemindCertificates({ people, onClose, onDone }: Props) {
  const [key] = useState(() => crypto.randomUUID())
  const [dueOn, setDueOn] = useState('')
  const change = useChange(remindCertificates)
  const remind = () =>
    change.mutate({ body: { key, dueOn, people: people.map(({ id }) => id) } }, { onSuccess: onDone })
  return (
    <FormPanel
      title={t('提醒补办教师资格')}
      onClose={onClose}
      word={t('发出提醒')}
      busy={change.isPending}
      whyNot={dueOn === '' ? t('请定下期限') : undefined}
      onSave={remind}
    >
      <p>
        {t('通知 {names} 等 {n} 人和他们的学校，列入待办；过了期限还没有的列为逾期。', {
          names: people
            .slice(0, 3)
            .map(({ name }) => name)
            .join('、'),
          n: people.length,
        })}
      </p>
      <TextField type="date" label={t('期限')} value={dueOn} onText={setDueOn} />
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
    </FormPanel>
  )
}
