import type { ReactNode } from 'react'
import type { TopicItem } from '#contract/topic.ts'
import { t } from '../../lib/t.ts'

type Props = {
  item: TopicItem
  /** Words to mark in the text. */
  words?: readonly string[]
  loose?: boolean
  chosen: boolean
  onTick: () => void
}

/** One problem or theme on the table, to tick. */
export function Item({ item, words = [], loose = false, chosen, onTick }: Props) {
  return (
    <li>
      <label className="topic-item">
        <input type="checkbox" checked={chosen} onChange={onTick} />
        <span>
          {marked(item.text, words)}
          {item.statement !== '' && <span className="quiet"> {item.statement}</span>}
          <span className="topic-from">
            {item.from}
            {item.kind === 'problem' && item.subject !== null && ` · ${item.subject}`}
            {item.kind === 'theme' && ` · ${t('{n} 个问题', { n: item.problems })}`}
            {loose && ` · ${t('只是用字相近，请核对')}`}
          </span>
        </span>
      </label>
    </li>
  )
}

/** The text with the words marked that a proposal rests on. */
function marked(text: string, words: readonly string[]): ReactNode {
  const known = words.filter((word) => word !== '').toSorted((a, b) => b.length - a.length)
  if (known.length === 0) return text
  const pattern = new RegExp(`(${known.map(escaped).join('|')})`, 'iu')
  return text
    .split(pattern)
    .map((part, at) => (at % 2 === 1 ? <mark key={`${at}-${part}`}>{part}</mark> : part))
}

function escaped(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`)
}
