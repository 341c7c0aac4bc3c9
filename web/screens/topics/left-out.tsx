import { leaveOut } from '#contract/topic.ts'
import type { TopicBoard } from '#contract/topic.ts'
import { moment } from '../../lib/format.ts'
import { t } from '../../lib/t.ts'
import { useChange, wordsOf } from '../../lib/use-call.ts'
import { Action } from '../../ui/action.tsx'
import { Section } from '../../ui/page.tsx'
import { Notice } from '../../ui/states.tsx'

/** What was left out here, by whom and why; it can be taken up again. */
export function LeftOut({ id, data, whyNot }: { id: string; data: TopicBoard; whyNot: string | undefined }) {
  const change = useChange(leaveOut)
  if (data.leftOut.length === 0) return null
  const restore = (entry: string) =>
    change.mutate({ params: { id }, body: { act: 'restore', key: crypto.randomUUID(), entries: [entry] } })
  return (
    <Section title={t('暂不采用的 {n} 条', { n: data.leftOut.length })}>
      <ul className="topic-items">
        {data.leftOut.map((entry) => (
          <li key={entry.id}>
            {entry.item.text}
            <span className="topic-from">
              {t('{by} {when}：{because}', { by: entry.by, when: moment(entry.at), because: entry.because })}
            </span>
            <Action small onClick={() => restore(entry.id)} whyNot={whyNot}>
              {t('重新采用')}
            </Action>
          </li>
        ))}
      </ul>
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
    </Section>
  )
}
