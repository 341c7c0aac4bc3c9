import { useState } from 'react'
import { checkHandbooks, handbookGrades, HANDBOOK_GRADES } from '#contract/handbook.ts'
import type { HandbookGrade, HandbookRow, Handbooks } from '#contract/handbook.ts'
import { t } from '../../lib/t.ts'
import { useChange, wordsOf } from '../../lib/use-call.ts'
import { Action } from '../../ui/action.tsx'
import { LinesField } from '../../ui/field.tsx'
import { Segments } from '../../ui/filters.tsx'
import { FormPanel } from '../../ui/form-panel.tsx'
import { Notice } from '../../ui/states.tsx'
import { lacksOf } from './month-of.ts'

type Props = {
  data: Handbooks
  year: number
  chosen: readonly HandbookRow[]
  whyNot: string | undefined
  onAll: () => void
  onDone: () => void
}

/** Grades the chosen teachers' month: one grade for all, or another for some, each with a remark of its own. */
export function GradeBar({ data, year, chosen, whyNot, onAll, onDone }: Props) {
  const [grading, setGrading] = useState(false)
  const none = chosen.length === 0 ? t('请先勾选教师') : undefined
  return (
    <div className="bulk-bar" role="region" aria-label={t('月查')}>
      <strong>{t('已选 {n} 人', { n: chosen.length })}</strong>
      <Action onClick={onAll} whyNot={whyNot}>
        {t('选未查的')}
      </Action>
      <Action primary onClick={() => setGrading(true)} whyNot={whyNot ?? none}>
        {t('评 {n} 月等次', { n: data.month })}
      </Action>
      {grading && (
        <Grading data={data} year={year} chosen={chosen} onClose={() => setGrading(false)} onDone={onDone} />
      )}
    </div>
  )
}

type Said = { grade: HandbookGrade; remark: string }

function Grading({
  data,
  year,
  chosen,
  onClose,
  onDone,
}: Omit<Props, 'whyNot' | 'onAll'> & { onClose: () => void }) {
  const [key] = useState(() => crypto.randomUUID())
  const [all, setAll] = useState<Said>({ grade: 'good', remark: '' })
  const [others, setOthers] = useState<Record<string, HandbookGrade>>({})
  const change = useChange(checkHandbooks)
  const checks = chosen.map(({ person }) => ({
    ...all,
    person: person.id,
    grade: others[person.id] ?? all.grade,
  }))
  const save = () =>
    change.mutate(
      { body: { key, year, month: data.month, checks } },
      {
        onSuccess: () => {
          onClose()
          onDone()
        },
      },
    )
  return (
    <FormPanel
      title={t('{year} 年 {month} 月手册等次', { year, month: data.month })}
      onClose={onClose}
      word={t('给 {n} 人记下等次', { n: chosen.length })}
      busy={change.isPending}
      onSave={save}
    >
      <h3>{t('全部')}</h3>
      <Grades label={t('全部人的等次')} value={all.grade} onChoose={(grade) => setAll({ ...all, grade })} />
      <LinesField
        label={t('意见（选填）')}
        hint={t('写给教师看，最多 300 字')}
        value={all.remark}
        onText={(remark) => setAll({ ...all, remark })}
        rows={3}
      />
      <h3>{t('个别调整')}</h3>
      <ul className="grade-list">
        {chosen.map((row) => (
          <li key={row.person.id}>
            <span>
              {row.person.name} <span className="quiet">{lacksOf(row, data)}</span>
            </span>
            <Grades
              label={t('{name}的等次', { name: row.person.name })}
              value={others[row.person.id] ?? all.grade}
              onChoose={(grade) => setOthers({ ...others, [row.person.id]: grade })}
            />
          </li>
        ))}
      </ul>
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
    </FormPanel>
  )
}

type GradesProps = { label: string; value: HandbookGrade; onChoose: (grade: HandbookGrade) => void }

function Grades({ label, value, onChoose }: GradesProps) {
  return (
    <Segments
      label={label}
      value={value}
      choices={handbookGrades.map((grade) => ({ value: grade, label: t(HANDBOOK_GRADES[grade]) }))}
      onChoose={(grade) => onChoose(grade as HandbookGrade)}
    />
  )
}
