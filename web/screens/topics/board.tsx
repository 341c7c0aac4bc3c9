import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { TOPIC_LEVELS, themeLevels, topicBoard } from '#contract/topic.ts'
import type { ThemeLevel, TopicBoard, TopicProposal } from '#contract/topic.ts'
import { whyNot } from '../../lib/abilities.ts'
import { link, useAddress, useFilter } from '../../lib/address.ts'
import { Answer } from '../../lib/answer.tsx'
import { t } from '../../lib/t.ts'
import { useCall } from '../../lib/use-call.ts'
import { ActionLink } from '../../ui/action.tsx'
import { Crumbs } from '../../ui/crumbs.tsx'
import { Figure } from '../../ui/figure.tsx'
import { Choose, FilterBar, Segments } from '../../ui/filters.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { Empty, Notice } from '../../ui/states.tsx'
import { LeftOut } from './left-out.tsx'
import { ChosenBar } from './chosen-bar.tsx'
import { Proposals } from './proposals.tsx'
import { Themes } from './themes.tsx'
import './topics.css'

/** 提炼台: what is open at one place, what the program would put together, and what people made of it. */
export function Screen() {
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const { level = 'school', unit = '', subject } = useAddress()
  const query = { level: levelOf(level), unit, subject }
  const asked = useCall(topicBoard, { params: { id }, query }, { enabled: unit !== '', keep: false })
  if (unit === '') return <Empty because={t('请从“各单位进展”里选一个单位。')} />
  return (
    <Answer asked={asked}>
      {(data) => <Board key={`${level} ${unit} ${subject ?? ''}`} id={id} data={data} />}
    </Answer>
  )
}

function levelOf(text: string): ThemeLevel {
  return themeLevels.find((level) => level === text) ?? 'school'
}

function Board({ id, data }: { id: string; data: TopicBoard }) {
  const { place, round } = data
  const name = place.subject === null ? place.unit.name : `${place.unit.name} ${place.subject}教研组`
  return (
    <Page
      title={t('{name}：提炼{level}', { name, level: t(place.levelWord) })}
      about={
        place.passed
          ? t('已于 {day} 截止。', { day: place.until })
          : t('{day} 截止。程序按意思找出重合的，取舍和表述由人来定。', { day: place.until })
      }
      figure={<Figure title={t('待提炼')} value={data.open.length} unit={t('条')} />}
      actions={<ActionLink href={link(`/topics/${id}/lineage`)}>{t('看来龙去脉')}</ActionLink>}
    >
      <Crumbs
        label={t('所在位置')}
        crumbs={[
          { href: link('/topics', { year: round.year }), name: t('小课题') },
          { href: link(`/topics/${id}`), name: round.title },
        ]}
      />
      <PlaceChoice data={data} />
      <Table id={id} data={data} />
    </Page>
  )
}

/** A school works in its groups first, then as a school. */
function PlaceChoice({ data }: { data: TopicBoard }) {
  const filter = useFilter()
  const { level, subject } = data.place
  const first = data.groups[0]?.subject
  if (level !== 'group' && level !== 'school') return null
  return (
    <FilterBar label={t('选择层级')}>
      <Segments
        label={t('层级')}
        value={level}
        choices={(['group', 'school'] as const).map((one) => ({ value: one, label: t(TOPIC_LEVELS[one]) }))}
        onChoose={(next) =>
          filter({ level: next, subject: next === 'group' ? (subject ?? first ?? '综合') : undefined })
        }
      />
      {level === 'group' && (
        <Choose
          label={t('教研组')}
          value={subject ?? ''}
          all={t('请选择教研组')}
          choices={data.groups.map((group) => ({
            value: group.subject,
            label: t('{subject}（待提炼 {open} / 共 {all}）', {
              subject: group.subject,
              open: group.open,
              all: group.problems,
            }),
          }))}
          onChoose={(next) => filter({ subject: next === '' ? undefined : next })}
        />
      )}
    </FilterBar>
  )
}

function Table({ id, data }: { id: string; data: TopicBoard }) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [proposal, setProposal] = useState<TopicProposal | null>(null)
  const refused = whyNot(data.actions, 'distil')
  const open = new Set(data.open.map((item) => item.id))
  const still = new Set([...chosen].filter((item) => open.has(item)))
  const choose = (next: ReadonlySet<string>, from: TopicProposal | null = null) => {
    setChosen(next)
    setProposal(from)
  }
  return (
    <div className="topic-board">
      <div>
        {refused !== undefined && <Notice tone="calm">{refused}</Notice>}
        <Proposals data={data} chosen={still} onChoose={choose} />
        <ChosenBar
          id={id}
          data={data}
          chosen={still}
          proposal={proposal}
          whyNot={refused}
          onDone={() => choose(new Set())}
        />
      </div>
      <div>
        <Section title={t('已提炼的{level}', { level: t(data.place.levelWord) })}>
          <Themes id={id} data={data} />
        </Section>
        <LeftOut id={id} data={data} whyNot={refused} />
      </div>
    </div>
  )
}
