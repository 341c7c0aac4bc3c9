/** @jsxImportSource ../dom */
import type * as z from 'zod'
import { todoCount } from '#contract/message.ts'
import { t } from '../../lib/t.ts'
import type { Child } from '../dom/jsx-runtime.ts'
import { live } from '../dom/live.ts'
import { call } from '../lib/api.ts'
import type { Cell } from '../lib/cell.ts'
import { load } from '../lib/load.ts'
import type { Loaded } from '../lib/load.ts'
import type { Standing, Today } from '../lib/shapes.ts'
import { dateWords } from '../lib/time.ts'
import { loadToday } from '../lib/today.ts'
import { Activity } from '../ui/activity.tsx'
import { loading } from '../ui/loading.tsx'
import { Go, Notice, Page } from '../ui/parts.tsx'
import { standingWords } from '../ui/standing.tsx'
import { WaitingNotice } from '../ui/waiting.tsx'

/** What is on today, where the year's credits stand, what comes next. */
export function TodayPage(): Node {
  return (
    <Page title={t('今日')}>
      <p class="soft">{dateWords()}</p>
      <WaitingNotice />
      {live(waiting(), ({ value }) =>
        value === null || value.total === 0 ? null : <Waiting count={value} />,
      )}
      {loading(loadToday(), contentOf)}
    </Page>
  )
}

type Count = z.output<NonNullable<typeof todoCount.reply>>

/** What else waits for me: its page is the desk's, which fits a phone. */
function waiting(): Cell<Loaded<Count>> {
  return load('todo', () => call(todoCount, {}))
}

function Waiting({ count }: { count: Count }): Node {
  return (
    <nav class="times" aria-label={t('待办')}>
      {timeOf(count.late, t('逾期'), 'late')}
      {timeOf(count.today, t('今天'), 'today')}
      {timeOf(count.week, t('本周'), 'week')}
      {timeOf(count.total, t('待办'), '')}
    </nav>
  )
}

function timeOf(n: number, word: string, time: string): Node {
  return (
    <a href={`/todo?time=${time}`} class={n === 0 ? 'soft' : time}>
      {word}
      <strong>{n}</strong>
    </a>
  )
}

function contentOf(of: Today): Child {
  const { today, coming, standing } = of
  const none = coming.length === 0 ? t('今天没有您的活动。') : t('今天没有您的活动，下一次见下面。')
  return [
    <p class="soft">{[of.name, of.unit].filter(Boolean).join(' · ')}</p>,
    today.length > 0 ? <h2>{t('今天的活动')}</h2> : <Notice>{none}</Notice>,
    today.map((activity) => <Activity of={activity} />),
    standing === null ? null : <Brief standing={standing} />,
    coming.length === 0 ? null : <h2>{t('接下来')}</h2>,
    coming.slice(0, 3).map((activity) => <Activity of={activity} />),
    coming.length <= 3 ? null : (
      <Go to="/m/mine" class="more">
        {t('全部 {count} 个活动', { count: coming.length })}
      </Go>
    ),
  ]
}

function Brief(props: { standing: Standing }): Node {
  return (
    <Go to="/m/credits" class="card brief">
      <h2>{t('{year} 年学分', { year: props.standing.year })}</h2>
      <p>{standingWords(props.standing)}</p>
    </Go>
  )
}
