import type { TopicBoard, TopicItem, TopicProposal } from '#contract/topic.ts'
import { t } from '../../lib/t.ts'
import { Action } from '../../ui/action.tsx'
import { Section } from '../../ui/page.tsx'
import { Empty } from '../../ui/states.tsx'
import { Item } from './item.tsx'

type Props = {
  data: TopicBoard
  chosen: ReadonlySet<string>
  onChoose: (chosen: ReadonlySet<string>, from?: TopicProposal | null) => void
}

/** What the program would put together, each with the words it rests on; then what stands alone. */
export function Proposals({ data, chosen, onChoose }: Props) {
  const items = new Map(data.open.map((item) => [item.id, item]))
  const together = new Set(data.proposals.flatMap((proposal) => proposal.items))
  const alone = data.open.filter((item) => !together.has(item.id))
  const tick = (id: string) => {
    const next = new Set(chosen)
    if (!next.delete(id)) next.add(id)
    onChoose(next)
  }
  if (data.open.length === 0) return <Empty because={t('这里没有待提炼的内容了。')} />
  return (
    <>
      <Section title={t('看来说的是一回事')}>
        {data.proposals.length === 0 && <p className="quiet">{t('没有发现意思重合的，请自行挑选归并。')}</p>}
        {data.proposals.map((proposal) => (
          <Card
            key={proposal.items.join()}
            proposal={proposal}
            items={proposal.items.flatMap((id) => items.get(id) ?? [])}
            chosen={chosen}
            onTick={tick}
            onTake={() => onChoose(new Set(proposal.items), proposal)}
          />
        ))}
      </Section>
      {alone.length > 0 && (
        <Section title={t('单独的 {n} 条', { n: alone.length })}>
          <ul className="topic-items">
            {alone.map((item) => (
              <Item key={item.id} item={item} chosen={chosen.has(item.id)} onTick={() => tick(item.id)} />
            ))}
          </ul>
        </Section>
      )}
    </>
  )
}

type CardProps = {
  proposal: TopicProposal
  items: readonly TopicItem[]
  chosen: ReadonlySet<string>
  onTick: (id: string) => void
  onTake: () => void
}

function Card({ proposal, items, chosen, onTick, onTake }: CardProps) {
  const words = proposal.grounds.flatMap((ground) => ground.words)
  return (
    <article className="topic-card" aria-label={proposal.about}>
      <header>
        <h3>
          {proposal.about} <span className="quiet">{t('{n} 条', { n: items.length })}</span>
        </h3>
        <Action small onClick={onTake}>
          {t('选这一组')}
        </Action>
      </header>
      <ul className="topic-items">
        {items.map((item) => (
          <Item
            key={item.id}
            item={item}
            words={words}
            loose={proposal.loose.includes(item.id)}
            chosen={chosen.has(item.id)}
            onTick={() => onTick(item.id)}
          />
        ))}
      </ul>
      <Grounds proposal={proposal} />
    </article>
  )
}

function Grounds({ proposal }: { proposal: TopicProposal }) {
  if (proposal.grounds.length === 0)
    return <p className="topic-grounds">{t('依据：用字相近，请逐条核对。')}</p>
  return (
    <p className="topic-grounds">
      {t('依据：')}
      {proposal.grounds.map((ground) => (
        <span key={`${ground.concept} ${ground.words.join()}`}>
          {ground.concept !== null && <strong>{ground.concept}</strong>} {ground.words.join('、')}
          <span className="quiet"> {t('（{n} 条）', { n: ground.texts })}</span>
        </span>
      ))}
    </p>
  )
}
