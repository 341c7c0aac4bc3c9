import { t } from '../../lib/t.ts'
import type { Upload } from '../../lib/use-upload.ts'
import { megabytes } from '../../lib/bytes.ts'
import { Action } from '../../ui/action.tsx'
import { LinesField } from '../../ui/field.tsx'
import { FileDrop } from '../../ui/file-drop.tsx'
import { Notice } from '../../ui/states.tsx'
import { UploadProgress } from '../../ui/upload-progress.tsx'

/** Name endings that the server takes in. */
const ACCEPTED =
  '.docx,.doc,.wps,.xlsx,.xls,.pptx,.ppt,.pdf,.txt,.md,.zip,.jpg,.jpeg,.png,.webp,.heic,.mp3,.m4a,.wav,.mp4,.mov,.webm,.avi'

type Props = {
  upload: Upload | null
  onFile: (file: File) => void
  onClear: () => void
  text: string
  onText: (text: string) => void
}

/** What a version is made of: a file, or words typed here. */
export function WorkContent({ text, onText, ...file }: Props) {
  return (
    <>
      <FileOnly {...file} />
      <LinesField
        label={t('正文')}
        hint={t('没有文件时在这里填写；有 Word、演示文稿或 PDF 时可以空着，文字自动读出')}
        rows={5}
        value={text}
        onText={onText}
      />
    </>
  )
}

/** A file to be sent, or how far it is. */
export function FileOnly({ upload, onFile, onClear }: Omit<Props, 'text' | 'onText'>) {
  if (upload !== null) return <Sending upload={upload} onClear={onClear} />
  return (
    <FileDrop
      accept={ACCEPTED}
      label={t('把文件拖到这里，或点按选择')}
      hint={t('文档、图片、音频、视频；断网后自动续传，不用重来')}
      onFile={onFile}
    />
  )
}

function Sending({ upload, onClear }: { upload: Upload; onClear: () => void }) {
  const { name, bytes, progress, id, trouble } = upload
  return (
    <div className="sending">
      <strong>{name}</strong>
      {trouble === null ? (
        <UploadProgress label={t('上传进度')} sent={progress.sent} bytes={bytes} words={wordsFor(upload)} />
      ) : (
        <Notice tone="late">{trouble}</Notice>
      )}
      <Action small onClick={onClear}>
        {id === null && trouble === null ? t('取消上传') : t('换一个文件')}
      </Action>
    </div>
  )
}

function wordsFor({ bytes, progress, id }: Upload): string {
  if (id !== null) return t('已上传 {all}', { all: megabytes(bytes) })
  const numbers = { sent: megabytes(progress.sent), all: megabytes(bytes) }
  if (progress.waiting) return t('网络断开，已传 {sent}，共 {all}；恢复后自动续传', numbers)
  return t('已传 {sent}，共 {all}', numbers)
}
