import { useState } from 'react'
import { registerNeeds } from '#contract/need.ts'
import { useMe, worksAtDesk } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { useChange, wordsOf } from '../../lib/use-call.ts'
import { TextField } from '../../ui/field.tsx'
import { FormPanel } from '../../ui/form-panel.tsx'
import { Notice } from '../../ui/states.tsx'
import { PeoplePicker } from '../activity/people-picker.tsx'
import type { Picked } from '../activity/people-picker.tsx'

/** Registers a need: at a desk for teachers, otherwise for oneself. */
export function RegisterNeed({ courses, onClose }: { courses: readonly string[]; onClose: () => void }) {
  const forOthers = worksAtDesk(useMe())
  const [key] = useState(() => crypto.randomUUID())
  const [course, setCourse] = useState('')
  const [because, setBecause] = useState('')
  const [picked, setPicked] = useState<Picked[]>([])
  const change = useChange(registerNeeds)
  const people = picked.map(({ id }) => id)
  const missing =
    course.trim().length < 2
      ? t('请写明课程')
      : because.trim() === ''
        ? t('请写明原因')
        : forOthers && people.length === 0
          ? t('请先查找教师')
          : undefined
  return (
    <FormPanel
      title={t('登记补训需求')}
      onClose={onClose}
      word={t('登记')}
      busy={change.isPending}
      whyNot={missing}
      onSave={() => change.mutate({ body: { key, course, because, people } }, { onSuccess: onClose })}
    >
      <p className="quiet">{t('登记后，有相应的班开设时会通知到人；已在册的不重复登记。')}</p>
      <TextField label={t('课程')} value={course} onText={setCourse} suggestions={courses} maxLength={40} />
      <TextField
        label={t('原因')}
        hint={t('如：转岗任教语文，普通话应达到二级甲等')}
        value={because}
        onText={setBecause}
        maxLength={200}
      />
      {forOthers && <PeoplePicker picked={picked} onPick={setPicked} />}
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
    </FormPanel>
  )
}
