import { useState } from 'react'
import { reviewWork } from '#contract/works.ts'
import { whyNot } from '../../lib/abilities.ts'
import { useMe } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { useChange, wordsOf } from '../../lib/use-call.ts'
import { Action } from '../../ui/action.tsx'
import { LinesField } from '../../ui/field.tsx'
import { Section } from '../../ui/page.tsx'
import { Notice } from '../../ui/states.tsx'
import type { WorkData } from './work.tsx'

type Kind = 'comment' | 'recommend' | 'return'

/** What one has to say of the newest version. */
export function Review({ data }: { data: WorkData }) {
  const me = useMe()
  const [words, setWords] = useState('')
  const change = useChange(reviewWork)
  const say = (kind: Kind) =>
    change.mutate(
      {
        params: { id: data.work.id },
        body: { key: crypto.randomUUID(), kind, version: data.work.versions, words },
      },
      { onSuccess: () => setWords('') },
    )
  if (me.role === 'leader' || data.work.versions === 0) return null
  const button = (kind: Kind, word: string, primary = false) => (
    <Action
      primary={primary}
      busy={change.isPending && change.variables.body.kind === kind}
      onClick={() => say(kind)}
      whyNot={whyNot(data.actions, kind)}
    >
      {word}
    </Action>
  )
  return (
    <Section title={t('审阅')}>
      <LinesField
        label={t('意见')}
        hint={t('退回要写明怎样改；推荐可以写推荐理由')}
        rows={3}
        value={words}
        onText={setWords}
      />
      <div className="row-actions">
        {me.role !== 'teacher' &&
          button('recommend', me.role === 'officer' ? t('推荐入资源库') : t('推荐到上级'), true)}
        {me.role !== 'teacher' && button('return', t('退回修改'))}
        {button('comment', t('只写意见'))}
      </div>
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
    </Section>
  )
}
