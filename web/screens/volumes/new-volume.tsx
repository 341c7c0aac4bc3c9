import { useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { makeVolume } from '#contract/volumes.ts'
import { link } from '../../lib/address.ts'
import { useYear } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { useChange, wordsOf } from '../../lib/use-call.ts'
import { FormPanel } from '../../ui/form-panel.tsx'
import { Notice } from '../../ui/states.tsx'
import { VolumeWords } from './volume-words.tsx'

/** A volume begins with its name; works are picked on its page. */
export function NewVolume({ onClose }: { onClose: () => void }) {
  const year = useYear()
  const router = useRouter()
  const [words, setWords] = useState({ title: '', subtitle: '', editors: '', preface: '' })
  const [key] = useState(() => crypto.randomUUID())
  const change = useChange(makeVolume)
  const send = () =>
    change.mutate(
      { body: { key, year, ...words } },
      { onSuccess: ({ id }) => router.history.push(link(`/resources/volumes/${id}`, { year })) },
    )
  return (
    <FormPanel
      title={t('新编一本成果集')}
      wide
      onClose={onClose}
      word={t('建立')}
      busy={change.isPending}
      whyNot={words.title.trim().length < 2 ? t('请先填写书名。') : undefined}
      onSave={send}
    >
      <VolumeWords words={words} onWords={setWords} />
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
    </FormPanel>
  )
}
