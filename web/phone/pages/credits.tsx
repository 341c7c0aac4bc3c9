/** @jsxImportSource ../dom */
import { personCredits } from '#contract/people.ts'
import { t } from '../../lib/t.ts'
import type { Child } from '../dom/jsx-runtime.ts'
import { live } from '../dom/live.ts'
import { call } from '../lib/api.ts'
import { cell } from '../lib/cell.ts'
import { load } from '../lib/load.ts'
import { account, askWho } from '../lib/session.ts'
import type { Account } from '../lib/session.ts'
import type { Credits, Standing, Today } from '../lib/shapes.ts'
import { loadToday } from '../lib/today.ts'
import { Entries } from '../ui/entries.tsx'
import { loading } from '../ui/loading.tsx'
import { Choice, Notice, Page, Skeleton } from '../ui/parts.tsx'
import { CategoryBar, standingWords } from '../ui/standing.tsx'

/** My credits: have, need, by category, until when, what would fill the gap, and every entry with its source. */
export function CreditsPage(): Node {
  if (account.get() === null) void askWho()
  return (
    <Page title={t('学分')}>
      {live(account, (who) => {
        if (who === null) return <Skeleton />
        if (who.personId === null) return <Nobody />
        return mineOf(who, who.personId)
      })}
    </Page>
  )
}

function Nobody(): Node {
  return <Notice>{t('这个账号没有对应教师档案，所以没有学分。要看自己的学分，请用教师账号登录。')}</Notice>
}

function mineOf(who: Account, id: string): Child {
  const chosen = cell(who.years[0] ?? 0)
  const today = loadToday()
  const options = who.years.map((year) => [String(year), t('{year} 年', { year })] as const)
  const choose = (value: string): void => chosen.set(Number(value))
  return [
    <Choice label={t('年度')} name="year" value={String(chosen.get())} options={options} choose={choose} />,
    live(chosen, (year) => {
      const credits = load(`credits.${year}`, () => call(personCredits, { params: { id }, query: { year } }))
      return loading(credits, (value) => [
        <Verdict standing={value.standing} />,
        live(today, (first) => hintsOf(value.standing, first.value)),
        <h2>{t('每一笔的来源')}</h2>,
        <Entries entries={value.entries} />,
      ])
    }),
  ]
}

function Verdict(props: { standing: Credits['standing'] }): Node {
  const { standing } = props
  return (
    <>
      <p class={standing.meets ? 'verdict' : 'verdict short'}>{standingWords(standing)}</p>
      <ul>
        {standing.categories.map((category) => (
          <CategoryBar of={category} />
        ))}
      </ul>
    </>
  )
}

/** Until when, and what would fill the gap: known for the year that runs. */
function hintsOf(standing: Standing, today: Today | null): Child {
  if (today?.standing?.year !== standing.year) return null
  return [
    <p class="soft">{t('本年度学分：{until}', { until: today.until })}</p>,
    standing.meets || today.advice.length === 0 ? null : (
      <section class="card">
        <h2>{t('怎样补上')}</h2>
        <ul class="plain">
          {today.advice.map((words) => (
            <li>{words}</li>
          ))}
        </ul>
      </section>
    ),
  ]
}
