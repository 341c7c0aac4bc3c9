import { useState } from 'react'
import { distilTheme } from '#contract/topic.ts'
import type { TopicBoard, TopicItem, TopicProposal } from '#contract/topic.ts'
import { t } from '../../lib/t.ts'
import { useChange, wordsOf } from '../../lib/use-call.ts'
import { LinesField, TextField } from '../../ui/field.tsx'
import { FormPanel } from '../../ui/form-panel.tsx'
import { Notice } from '../../ui/states.tsx'

type Props = {
  id: string
  data: TopicBoard
  items: readonly TopicItem[]
  proposal: TopicProposal | null
  onClose: () => void
  onDone: () => void
}

const WORDS = 20

/** People word the theme themselves; what it is made of stands beside. */
export function NewTheme({ id, data, items, proposal, onClose, onDone }: Props) {
  const [key] = useState(() => crypto.randomUUID())
  const [title, setTitle] = useState('')
  const [statement, setStatement] = useState('')
  const change = useChange(distilTheme)
  const { level, levelWord, unit, subject } = data.place
  const restsOn = (proposal?.grounds ?? []).flatMap((ground) => ground.words).slice(0, WORDS)
  const save = () =>
    change.mutate(
      {
        params: { id },
        body: {
          key,
          level,
          unit: unit.code,
          subject,
          title: title.trim(),
          statement: statement.trim(),
          items: items.map((item) => item.id),
          origin: proposal === null ? 'own' : 'proposal',
          restsOn,
        },
      },
      { onSuccess: onDone },
    )
  return (
    <FormPanel
      title={t('提炼成{level}', { level: t(levelWord) })}
      onClose={onClose}
      word={t('确定')}
      busy={change.isPending}
      whyNot={title.trim().length < 4 ? t('主题表述至少 4 个字') : undefined}
      onSave={save}
    >
      <TextField
        label={t('主题表述')}
        hint={t('用自己的话概括，60 字以内')}
        value={title}
        onText={setTitle}
        maxLength={60}
      />
      <LinesField
        label={t('说明')}
        hint={t('要研究什么、不研究什么，可不填')}
        value={statement}
        onText={setStatement}
        rows={3}
      />
      <h3>{t('由这 {n} 条归并而来', { n: items.length })}</h3>
      <ul className="topic-items">
        {items.map((item) => (
          <li key={item.id}>
            {item.text} <span className="topic-from">{item.from}</span>
          </li>
        ))}
      </ul>
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
    </FormPanel>
  )
}
