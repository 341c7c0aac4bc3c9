import { useState } from 'react'
import { offerCourse } from '#contract/need.ts'
import type { NeedList } from '#contract/need.ts'
import { programmes } from '#contract/programme.ts'
import { link } from '../../lib/address.ts'
import { useYear } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { useCall, useChange, wordsOf } from '../../lib/use-call.ts'
import { ChoiceField } from '../../ui/field.tsx'
import { FormPanel } from '../../ui/form-panel.tsx'
import { Notice } from '../../ui/states.tsx'

type Props = { courses: NeedList['courses']; onClose: () => void }

/** Says which programme serves a course, and tells everybody who waits for it. */
export function OfferCourse({ courses, onClose }: Props) {
  const [key, setKey] = useState(() => crypto.randomUUID())
  const [course, setCourse] = useState(courses[0]?.course ?? '')
  const [programme, setProgramme] = useState('')
  const year = useYear()
  const found = useCall(programmes, { query: { year: Math.max(year, new Date().getFullYear()), limit: 500 } })
  const today = new Date().toISOString().slice(0, 10)
  const running = (found.data?.rows ?? []).filter(({ endsOn }) => endsOn === null || endsOn >= today)
  const change = useChange(offerCourse)
  const waiting = courses.find((one) => one.course === course)
  return (
    <FormPanel
      title={t('开班通知')}
      onClose={onClose}
      word={t('通知还在等的人')}
      busy={change.isPending}
      whyNot={programme === '' ? t('请选择项目') : undefined}
      onSave={() =>
        change.mutate({ body: { key, programme, course } }, { onSuccess: () => setKey(crypto.randomUUID()) })
      }
    >
      <ChoiceField
        label={t('课程')}
        hint={t('{open} 人等待开班，{told} 人已通知过别的班', {
          open: waiting?.open ?? 0,
          told: waiting?.told ?? 0,
        })}
        value={course}
        choices={courses.map((one) => ({ value: one.course, label: t(one.course) }))}
        onChoose={setCourse}
      />
      <ChoiceField
        label={t('由哪个项目开班')}
        hint={t('没有结束的项目；每人每个项目只通知一次')}
        value={programme}
        choices={[
          { value: '', label: t('请选择') },
          ...running.map(({ id, title }) => ({ value: id, label: title })),
        ]}
        onChoose={setProgramme}
      />
      <p>
        <a href={link('/training', { year })}>{t('还没有项目？先到培训里新建')}</a>
      </p>
      {change.data !== undefined && (
        <Notice tone="good">
          {change.data.unreachable === 0
            ? t('已通知 {told} 人。', { told: change.data.told })
            : t('已通知 {told} 人；另有 {unreachable} 人没有账号，请电话通知。', change.data)}
        </Notice>
      )}
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
    </FormPanel>
  )
}
