import { useState } from 'react'
import { TOPIC_LEVELS, topicRounds } from '#contract/topic.ts'
import type { TopicRoundRow } from '#contract/topic.ts'
import { whyNot } from '../../lib/abilities.ts'
import { link } from '../../lib/address.ts'
import { Answer } from '../../lib/answer.tsx'
import { number } from '../../lib/format.ts'
import { useYear } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { useCall } from '../../lib/use-call.ts'
import { Action } from '../../ui/action.tsx'
import { Num } from '../../ui/figure.tsx'
import { Page } from '../../ui/page.tsx'
import { Empty } from '../../ui/states.tsx'
import { PlainTable } from '../../ui/table/plain-table.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { NewRound } from './new-round.tsx'
import './topics.css'

/** 小课题: the year's rounds of refining problems into themes. */
export function Screen() {
  const year = useYear()
  const asked = useCall(topicRounds, { query: { year } })
  const [opening, setOpening] = useState(false)
  return (
    <Page
      title={t('小课题')}
      about={t('逐层提炼：教师提问题，教研组、学校、学区、县级中心一层层找重合、定主题。')}
      actions={
        <Action primary onClick={() => setOpening(true)} whyNot={whyNot(asked.data?.actions ?? [], 'open')}>
          {t('发起征集')}
        </Action>
      }
    >
      {opening && <NewRound year={year} onClose={() => setOpening(false)} />}
      <Answer asked={asked}>{(data) => <Rounds rounds={data.rounds} />}</Answer>
    </Page>
  )
}

function Rounds({ rounds }: { rounds: readonly TopicRoundRow[] }) {
  if (rounds.length === 0) {
    return <Empty because={t('这一年还没有征集小课题。由县级中心发起一轮，定好各层的截止日期。')} />
  }
  return (
    <PlainTable
      label={t('征集轮次')}
      rows={rounds}
      columns={columns()}
      keyOf={(row) => row.id}
      empty={t('没有轮次。')}
    />
  )
}

function columns(): Column<TopicRoundRow>[] {
  const themes = (level: 'group' | 'school' | 'cluster' | 'region'): Column<TopicRoundRow> => ({
    key: level,
    title: t(TOPIC_LEVELS[level]),
    unit: t('个'),
    numeric: true,
    render: (row) => number(row.themes[level]),
  })
  return [
    {
      key: 'title',
      title: t('轮次'),
      lead: true,
      render: (row) => <a href={link(`/topics/${row.id}`)}>{row.title}</a>,
    },
    {
      key: 'problems',
      title: t('问题'),
      unit: t('个'),
      numeric: true,
      render: (row) => <Num value={row.problems} href={link(`/topics/${row.id}`)} label={t('问题')} />,
    },
    {
      key: 'teachers',
      title: t('教师'),
      unit: t('人'),
      numeric: true,
      render: (row) => number(row.teachers),
    },
    themes('group'),
    themes('school'),
    themes('cluster'),
    themes('region'),
    {
      key: 'until',
      title: t('征集截止'),
      render: (row) => row.deadlines[0]?.until ?? '—',
    },
  ]
}
