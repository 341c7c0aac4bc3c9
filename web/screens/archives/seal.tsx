import { useState } from 'react'
import { sealArchive } from '#contract/archives.ts'
import { t } from '../../lib/t.ts'
import { useChange, wordsOf } from '../../lib/use-call.ts'
import { LinesField } from '../../ui/field.tsx'
import { FormPanel } from '../../ui/form-panel.tsx'
import { Notice } from '../../ui/states.tsx'
import type { ArchiveData } from './archive.tsx'

/** Sealing says what it will do; with gaps it asks why. */
export function Seal({ data, onClose }: { data: ArchiveData; onClose: () => void }) {
  const [because, setBecause] = useState('')
  const [key] = useState(() => crypto.randomUUID())
  const change = useChange(sealArchive)
  const missing = data.materials.filter(({ percent }) => percent < 100).map(({ material }) => t(material))
  const send = () =>
    change.mutate(
      { params: { kind: data.kind, id: data.id }, body: { key, year: data.year, because } },
      { onSuccess: onClose },
    )
  const whyNot = missing.length > 0 && because.trim() === '' ? t('有缺项，请写明封存的原因。') : undefined
  return (
    <FormPanel
      title={t('封存这份档案')}
      onClose={onClose}
      word={t('封存')}
      busy={change.isPending}
      whyNot={whyNot}
      onSave={send}
    >
      <p>
        {t(
          '封存固定现在的目录和每件材料的校验值，不能撤销。以后记录有改动，这里会列出改了什么，可以再封存一次。',
        )}
      </p>
      {missing.length > 0 && (
        <>
          <Notice tone="warn">{t('还缺：{list}', { list: missing.join('、') })}</Notice>
          <LinesField label={t('带缺项封存的原因')} rows={3} value={because} onText={setBecause} />
        </>
      )}
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
    </FormPanel>
  )
}
