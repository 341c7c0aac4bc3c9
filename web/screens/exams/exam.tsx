import { useState } from 'react'
import { strikeMark } from '#contract/exam.ts'
import type { Exam } from '#contract/exam.ts'
import { whyNot } from '../../lib/abilities.ts'
import { fullMoment } from '../../lib/format.ts'
import { t } from '../../lib/t.ts'
import { useChange, wordsOf } from '../../lib/use-call.ts'
import { Action } from '../../ui/action.tsx'
import { AskBecause } from '../../ui/ask.tsx'
import { Section } from '../../ui/page.tsx'
import { Notice } from '../../ui/states.tsx'
import { PlainTable } from '../../ui/table/plain-table.tsx'
import { AddRoom } from './add-room.tsx'
import { candidateColumns, strayColumns } from './candidates.tsx'
import { CloseExam } from './close-exam.tsx'
import { EnterMarks } from './enter-marks.tsx'
import { Results } from './results.tsx'
import { Rooms } from './rooms.tsx'

type Props = { round: string; exam: Exam }

/** One exam of a round: what does not agree first, then rooms with their papers, candidates and marks, results. */
export function ExamPart({ round, exam }: Props) {
  const [open, setOpen] = useState<'room' | 'marks' | 'close' | null>(null)
  const close = () => setOpen(null)
  const at = { id: round, stage: exam.stage }
  if (!exam.sat) return <Results at={at} exam={exam} />
  return (
    <>
      {open === 'room' && <AddRoom at={at} onClose={close} />}
      {open === 'marks' && <EnterMarks at={at} exam={exam} onClose={close} />}
      {open === 'close' && <CloseExam at={at} exam={exam} onClose={close} />}
      <Section
        title={t('核对')}
        aside={
          <span className="filter-actions">
            <Action small onClick={() => setOpen('room')} whyNot={whyNot(exam.actions, 'room')}>
              {t('登记考场')}
            </Action>
            <Action small onClick={() => setOpen('marks')} whyNot={whyNot(exam.actions, 'marks')}>
              {t('录入成绩')}
            </Action>
            <Action small primary onClick={() => setOpen('close')} whyNot={whyNot(exam.actions, 'close')}>
              {t('办结')}
            </Action>
          </span>
        }
      >
        <Agreement exam={exam} />
      </Section>
      <Rooms exam={exam} />
      {exam.strays.length > 0 && <Strays exam={exam} />}
      <Section title={t('考生和成绩')}>
        <PlainTable
          label={t('考生和成绩')}
          rows={exam.candidates}
          keyOf={(row) => row.case}
          empty={t('还没有申请走到这个环节。')}
          columns={candidateColumns()}
        />
      </Section>
      <Results at={at} exam={exam} />
    </>
  )
}

/** Whether papers, candidates and marks agree, and what does not. */
function Agreement({ exam: { closed, differences, candidates } }: { exam: Exam }) {
  if (closed !== null) {
    const words = { at: fullMoment(closed.at), by: closed.by }
    return (
      <Notice tone="good">
        {closed.explained === null
          ? t('{at} 由{by}办结，试卷、考生、成绩三方相符。', words)
          : t('{at} 由{by}办结，有 {n} 处差异，说明：{why}', {
              ...words,
              n: closed.differences,
              why: closed.explained,
            })}
      </Notice>
    )
  }
  if (candidates.length === 0) return <p className="quiet">{t('还没有申请走到这个环节。')}</p>
  if (differences.length === 0)
    return <Notice tone="good">{t('试卷、考生、成绩三方相符，可以办结。')}</Notice>
  return (
    <Notice tone="warn">
      <ul>
        {differences.map(({ says, who }) => (
          <li key={says}>
            {t(says)}
            {who.length > 0 && t('：{names}', { names: who.slice(0, 20).join('、') })}
            {who.length > 20 && t('等')}
          </li>
        ))}
      </ul>
    </Notice>
  )
}

/** Marks that name nobody who sits the exam: struck out with the reason. */
function Strays({ exam: { strays, actions } }: { exam: Exam }) {
  const [key, setKey] = useState(() => crypto.randomUUID())
  const [gone, setGone] = useState<string | null>(null)
  const change = useChange(strikeMark)
  const strike = (because: string) =>
    gone !== null &&
    change.mutate(
      { params: { id: gone }, body: { key, because } },
      {
        onSuccess: () => {
          setGone(null)
          setKey(crypto.randomUUID())
        },
      },
    )
  return (
    <Section title={t('对不上考生的成绩')}>
      <PlainTable
        label={t('对不上考生的成绩')}
        rows={strays}
        keyOf={(row) => row.id}
        empty=""
        columns={strayColumns((row) => setGone(row.id), whyNot(actions, 'marks'))}
      />
      <AskBecause
        open={gone !== null}
        title={t('删去这条成绩')}
        yes={t('删去')}
        no={t('取消')}
        label={t('原因')}
        hint={t('请写明原因，如：别的考点误发')}
        busy={change.isPending}
        onNo={() => setGone(null)}
        onYes={strike}
      >
        <p>{t('原来的成绩和原因都留痕。')}</p>
        {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
      </AskBecause>
    </Section>
  )
}
