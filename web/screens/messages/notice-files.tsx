import { useEffect, useState } from 'react'
import { FILE_MB, MOST_FILES } from '#contract/message.ts'
import { megabytes } from '../../lib/bytes.ts'
import { t } from '../../lib/t.ts'
import { useUpload } from '../../lib/use-upload.ts'
import { Notice } from '../../ui/states.tsx'
import { FileOnly } from '../works/work-content.tsx'
import type { Attached } from './notice-form.ts'

type Props = {
  files: readonly Attached[]
  onFiles: (files: Attached[]) => void
  /** Whether a file is on its way. */
  onBusy: (busy: boolean) => void
}

/** Attachments of a notice, one uploaded after another; what has come stays with the draft. */
export function NoticeFiles({ files, onFiles, onBusy }: Props) {
  const { upload, start, clear } = useUpload()
  const [tooLarge, setTooLarge] = useState<string | null>(null)
  const busy = upload !== null && upload.id === null && upload.trouble === null
  useEffect(() => onBusy(busy), [busy, onBusy])
  useEffect(() => {
    if (upload?.id === null || upload === null) return
    onFiles([...files, { id: upload.id, name: upload.name, bytes: upload.bytes }])
    clear()
  }, [upload, files, onFiles, clear])
  const take = (file: File) => {
    const fits = file.size <= FILE_MB * 1024 ** 2
    setTooLarge(fits ? null : file.name)
    if (fits) start(file)
  }
  return (
    <div className="attachments">
      <p className="field-label">{t('附件')}</p>
      <p className="hint">{t('每个不超过 {mb} MB，最多 {n} 个', { mb: FILE_MB, n: MOST_FILES })}</p>
      {files.length > 0 && (
        <ul className="chips">
          {files.map((file) => (
            <li key={file.id}>
              <button
                type="button"
                className="chip"
                onClick={() => onFiles(files.filter((other) => other.id !== file.id))}
              >
                <span className="unseen">{t('去掉附件')} </span>
                {file.name} <span className="chip-label">{megabytes(file.bytes)}</span>{' '}
                <span aria-hidden>×</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {files.length < MOST_FILES && <FileOnly upload={upload} onFile={take} onClear={clear} />}
      {tooLarge !== null && (
        <Notice tone="late">{t('{name}太大，请压缩后再传。', { name: tooLarge })}</Notice>
      )}
    </div>
  )
}
