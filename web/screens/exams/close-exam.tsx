import { useState } from 'react'
import { closeExam } from '#contract/exam.ts'
import type { Exam } from '#contract/exam.ts'
import { t } from '../../lib/t.ts'
import { useChange, wordsOf } from '../../lib/use-call.ts'
import { Ask } from '../../ui/ask.tsx'
import { LinesField } from '../../ui/field.tsx'
import { Notice } from '../../ui/states.tsx'
import type { At } from './add-room.tsx'

/** Closes an exam: what was reached is written into each application; a difference is explained first. */
export function CloseExam({ at, exam, onClose }: { at: At; exam: Exam; onClose: () => void }) {
  const [key] = useState(() => crypto.randomUUID())
  const [explained, setExplained] = useState('')
  const change = useChange(closeExam)
  const differs = exam.differences.length > 0
  const body = { key, explained: differs ? explained.trim() : null }
  return (
    <Ask
      open
      title={t('办结{exam}', { exam: t(exam.title) })}
      yes={t('办结')}
      no={t('取消')}
      busy={change.isPending}
      whyNot={differs && explained.trim().length < 4 ? t('有差异，请写明原因') : undefined}
      onNo={onClose}
      onYes={() => change.mutate({ params: at, body }, { onSuccess: onClose })}
    >
      <p>
        {t('{n} 名考生的成绩写进各自的申请：合格的进入下一环节，不合格和缺考的不予通过并写明原因。', {
          n: exam.candidates.length,
        })}
      </p>
      {differs && (
        <>
          <Notice tone="warn">
            <ul>
              {exam.differences.map(({ says }) => (
                <li key={says}>{t(says)}</li>
              ))}
            </ul>
          </Notice>
          <LinesField
            label={t('差异的原因')}
            hint={t('与办结记录一起长期保留')}
            value={explained}
            onText={setExplained}
            rows={3}
          />
        </>
      )}
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
    </Ask>
  )
}
