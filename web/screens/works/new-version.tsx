import { useState } from 'react'
import { addVersion } from '#contract/works.ts'
import { t } from '../../lib/t.ts'
import { useChange, wordsOf } from '../../lib/use-call.ts'
import { useUpload } from '../../lib/use-upload.ts'
import { TextField } from '../../ui/field.tsx'
import { FormPanel } from '../../ui/form-panel.tsx'
import { Notice } from '../../ui/states.tsx'
import { WorkContent } from './work-content.tsx'

/** The next version of a work; the ones before stay. */
export function NewVersion({ id, onClose }: { id: string; onClose: () => void }) {
  const [text, setText] = useState('')
  const [note, setNote] = useState('')
  const [key] = useState(() => crypto.randomUUID())
  const { upload, start, clear } = useUpload()
  const change = useChange(addVersion)
  const body = {
    key,
    upload: upload?.id ?? null,
    text: text.trim() === '' ? null : text,
    note: note.trim() || null,
  }
  const send = () => change.mutate({ params: { id }, body }, { onSuccess: onClose })
  const whyNot =
    upload !== null && upload.id === null
      ? t('文件还没有传完。')
      : upload === null && text.trim() === ''
        ? t('请上传文件或填写正文。')
        : undefined
  return (
    <FormPanel
      title={t('提交新的一稿')}
      wide
      onClose={onClose}
      word={t('提交')}
      busy={change.isPending}
      whyNot={whyNot}
      onSave={send}
    >
      <p className="quiet">{t('原来的各稿都保留。新的一稿重新由学校、学区、中心逐级审阅。')}</p>
      <WorkContent upload={upload} onFile={start} onClear={clear} text={text} onText={setText} />
      <TextField label={t('改了什么')} value={note} onText={setNote} maxLength={400} />
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
    </FormPanel>
  )
}
