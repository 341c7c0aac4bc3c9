import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { marksSheet, readMarksFile, takeMarksFile } from '#contract/exam-marks.ts'
import type { MarksRead } from '#contract/exam-marks.ts'
import { address, sendFile } from '../../lib/call.ts'
import { t } from '../../lib/t.ts'
import { wordsOf } from '../../lib/use-call.ts'
import { FileDrop } from '../../ui/file-drop.tsx'
import { Notice } from '../../ui/states.tsx'
import type { At } from './add-room.tsx'
import { MarksPreview } from './marks-preview.tsx'
import './exams.css'

/** A file of marks on its way in: looked at, then taken. */
type MarksFile = ReturnType<typeof useMarksFile>

type Looked = { file: File; seen: MarksRead; key: string }

/** Has a file of marks looked at, and taken once somebody says so. */
export function useMarksFile(at: At) {
  const client = useQueryClient()
  const [looked, setLooked] = useState<Looked | null>(null)
  const [strange, setStrange] = useState(false)
  const take = useMutation({
    mutationFn: ({ file, seen, key }: Looked) =>
      sendFile(
        takeMarksFile,
        { params: at, query: { key, sha256: seen.sha256, strange: strange ? 'keep' : 'leave' } },
        file,
      ),
    onSuccess: () => {
      setLooked(null)
      setStrange(false)
      return client.invalidateQueries()
    },
  })
  const read = useMutation({
    mutationFn: (file: File) => sendFile(readMarksFile, { params: at }, file),
    onMutate: () => {
      setLooked(null)
      take.reset()
    },
    onSuccess: (seen, file) => setLooked({ file, seen, key: crypto.randomUUID() }),
  })
  return { at, looked, read, take, strange, setStrange, leave: () => setLooked(null) }
}

/** How many marks of the file would be written. */
export function marksToTake({ looked, strange }: MarksFile): number {
  if (looked === null) return 0
  const { fresh, changed, strange: others } = looked.seen
  return fresh + changed.length + (strange ? others.length : 0)
}

/** Where a file of marks is chosen, and what was found in it. */
export function MarksFilePart({ marks }: { marks: MarksFile }) {
  const { at, looked, read, take } = marks
  const failed = read.error ?? take.error
  return (
    <>
      <FileDrop
        accept=".xlsx,.csv,.tsv,.txt"
        label={looked === null ? t('上传成绩表') : looked.file.name}
        hint={t('考试机构发来的 xlsx 或 csv：按表头认列，先核对，确认后才录入')}
        busy={read.isPending ? t('正在核对') : take.isPending ? t('正在录入') : undefined}
        onFile={(file) => read.mutate(file)}
      />
      <p className="quiet marks-hint">
        {t('表头要有“准考证号”（或受理编号、报名号、考号）和“成绩”（或分数）；“姓名”“缺考”两列有则核对。')}{' '}
        <a href={address(marksSheet, at, {})} download>
          {t('下载列好考生的成绩表')}
        </a>
      </p>
      {failed !== null && <Notice tone="late">{wordsOf(failed)}</Notice>}
      {looked !== null && (
        <MarksPreview seen={looked.seen} strange={marks.strange} onStrange={marks.setStrange} />
      )}
    </>
  )
}
