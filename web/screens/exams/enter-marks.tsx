import { useState } from 'react'
import { enterMarks } from '#contract/exam.ts'
import type { Exam, MarkLine } from '#contract/exam.ts'
import { t } from '../../lib/t.ts'
import { useChange, wordsOf } from '../../lib/use-call.ts'
import { LinesField } from '../../ui/field.tsx'
import { FormPanel } from '../../ui/form-panel.tsx'
import { Notice } from '../../ui/states.tsx'
import type { At } from './add-room.tsx'
import { MarksFilePart, marksToTake, useMarksFile } from './marks-file.tsx'
import { RefusedLines } from './refused-lines.tsx'

type Taken = { taken: number; strange: number; same?: number; refused: readonly MarkLine[] }

/**
 * Takes marks from a file, which is looked at first, or by pasting them; lines that do not fit stay to be mended, each
 * with why.
 */
export function EnterMarks({ at, exam, onClose }: { at: At; exam: Exam; onClose: () => void }) {
  const [key, setKey] = useState(() => crypto.randomUUID())
  const [text, setText] = useState(() => listOf(exam))
  const [taken, setTaken] = useState<Taken | null>(null)
  const marks = useMarksFile(at)
  const change = useChange(enterMarks)
  const done = (one: Taken) => {
    setKey(crypto.randomUUID())
    setTaken(one)
    setText(one.refused.map((line) => line.text).join('\n'))
  }
  const save = () => {
    if (marks.looked !== null) marks.take.mutate(marks.looked, { onSuccess: done })
    else change.mutate({ params: at, body: { key, text } }, { onSuccess: done })
  }
  const toTake = marksToTake(marks)
  const nothing =
    marks.looked === null
      ? text.trim() === ''
        ? t('请上传成绩表，或粘贴成绩')
        : undefined
      : toTake === 0
        ? t('文件里没有可以录入的成绩')
        : undefined
  return (
    <FormPanel
      wide
      title={t('录入成绩：{exam}', { exam: t(exam.title) })}
      onClose={onClose}
      word={marks.looked === null ? t('录入') : t('录入这 {n} 条', { n: toTake })}
      busy={change.isPending || marks.take.isPending || marks.read.isPending}
      whyNot={nothing}
      onSave={save}
    >
      {taken !== null && marks.looked === null && <TakenWords taken={taken} />}
      <MarksFilePart marks={marks} />
      {marks.looked === null && <PasteField exam={exam} text={text} onText={setText} />}
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
    </FormPanel>
  )
}

function PasteField({ exam, text, onText }: { exam: Exam; text: string; onText: (text: string) => void }) {
  const results = exam.passMark === null ? t('合格、不合格、空白或缺考') : t('0 至 100 的分数、空白或缺考')
  return (
    <LinesField
      label={t('成绩单')}
      hint={t('从表格复制后粘贴，每行：受理编号、姓名、成绩（{results}）', { results })}
      value={text}
      onText={onText}
      rows={18}
    />
  )
}

function TakenWords({ taken: { taken, strange, same, refused } }: { taken: Taken }) {
  return (
    <Notice tone={refused.length === 0 ? 'good' : 'warn'}>
      {t('录入 {taken} 条', { taken })}
      {strange > 0 && t('，其中 {n} 条对不上考生', { n: strange })}
      {(same ?? 0) > 0 && t('，与已录入的相同 {n} 条', { n: same ?? 0 })}
      {refused.length > 0 && (
        <>
          {t('；下面 {n} 行没有录入，请改正后再录：', { n: refused.length })}
          <ul>
            <RefusedLines lines={refused} />
          </ul>
        </>
      )}
    </Notice>
  )
}

/** Those without a mark, so that only the mark is left to be typed. */
function listOf({ candidates }: Exam): string {
  return candidates
    .filter(({ outcome }) => outcome === null)
    .map(({ number, name }) => `${number}\t${name}\t`)
    .join('\n')
}
