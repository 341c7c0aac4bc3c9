import { useState } from 'react'
import { putOnFile } from '#contract/archives.ts'
import { t } from '../../lib/t.ts'
import { useChange, wordsOf } from '../../lib/use-call.ts'
import { useUpload } from '../../lib/use-upload.ts'
import { TextField } from '../../ui/field.tsx'
import { FormPanel } from '../../ui/form-panel.tsx'
import { Notice } from '../../ui/states.tsx'
import { FileOnly } from '../works/work-content.tsx'
import type { ArchiveData } from './archive.tsx'

type Props = { data: ArchiveData; material: string; onClose: () => void }

/** A file for a material that no record can fill: a scanned notice, photos, a signed paper. */
export function PutOnFile({ data, material, onClose }: Props) {
  const [title, setTitle] = useState('')
  const [key] = useState(() => crypto.randomUUID())
  const { upload, start, clear } = useUpload()
  const change = useChange(putOnFile)
  const { kind, id, year } = data
  const begin = (file: File) => {
    if (title === '') setTitle(file.name.replace(/\.[^.]+$/, ''))
    start(file)
  }
  const send = () =>
    change.mutate(
      { params: { kind, id }, body: { key, year, material, title, upload: upload?.id ?? '' } },
      { onSuccess: onClose },
    )
  const whyNot =
    upload === null || upload.id === null
      ? t('请先选择文件，等它传完。')
      : title.trim() === ''
        ? t('请填写文件的名称。')
        : undefined
  return (
    <FormPanel
      title={t('放入“{material}”', { material: t(material) })}
      onClose={onClose}
      word={t('放入')}
      busy={change.isPending}
      whyNot={whyNot}
      onSave={send}
    >
      <FileOnly upload={upload} onFile={begin} onClear={clear} />
      <TextField
        label={t('名称')}
        hint={t('写进目录，如：关于举办送教下乡活动的通知')}
        value={title}
        onText={setTitle}
        maxLength={120}
      />
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
    </FormPanel>
  )
}
