/** @jsxImportSource ../dom */
import { myTitles } from '#contract/title.ts'
import type { DutyRow, OwnTitle } from '#contract/title.ts'
import { t } from '../../lib/t.ts'
import type { Child } from '../dom/jsx-runtime.ts'
import { call } from '../lib/api.ts'
import { load } from '../lib/load.ts'
import { loading } from '../ui/loading.tsx'
import { Notice, Page } from '../ui/parts.tsx'

/** My titles: until when, what I still owe this year, how I was appraised, what I was paid. */
export function TitlesPage(): Node {
  const titles = load('titles', () => call(myTitles, { query: {} }))
  return (
    <Page title={t('我的称号')} back="/m/mine">
      {loading(titles, (value) =>
        value.titles.length === 0 ? (
          <Notice>{t('您还没有骨干教师、名师等称号。评选通知会在“今日”里提醒。')}</Notice>
        ) : (
          value.titles.map((title) => <Title of={title} year={value.year} />)
        ),
      )}
    </Page>
  )
}

function Title(props: { of: OwnTitle; year: number }): Node {
  const { of: title, year } = props
  return (
    <section class="card">
      <h2>{t(title.title)}</h2>
      <p class="soft">
        {t(title.levelWord)} · {termWords(title)}
      </p>
      {dutiesOf(title, year)}
      {title.outcomes.map((outcome) => (
        <p>
          <a href={`/appraisal-targets/${outcome.target}`}>
            {t('{year} 年考核：{band}', { year: outcome.year, band: t(outcome.band) })}
          </a>
        </p>
      ))}
      {title.allowances.map(({ year: paid, amount }) => (
        <p>{t('{year} 年特殊津贴 {amount} 元，已发放', { year: paid, amount })}</p>
      ))}
    </section>
  )
}

function termWords({ on, until, why, inForce }: OwnTitle): string {
  if (why !== null) return t('{on} 命名，{until} 后终止：{why}', { on, until: until ?? '', why: t(why) })
  if (!inForce) return t('{on} 命名，{until} 已到期', { on, until: until ?? '' })
  return until === null ? t('{on} 命名', { on }) : t('{on} 命名，{until} 到期', { on, until })
}

function dutiesOf({ duties }: OwnTitle, year: number): Child {
  if (duties.length === 0) return null
  const owed = duties.filter(({ have, need }) => have < need).length
  return [
    <p class={owed === 0 ? 'verdict' : 'verdict short'}>
      {owed === 0
        ? t('{year} 年的职责已全部完成。', { year })
        : t('{year} 年还有 {n} 项职责没有完成。', { year, n: owed })}
    </p>,
    <ul>
      {duties.map((duty) => (
        <Duty of={duty} />
      ))}
    </ul>,
  ]
}

function Duty(props: { of: DutyRow }): Node {
  const { title, unit, have, need } = props.of
  const gap = need - have
  return (
    <li class={gap > 0 ? 'category short' : 'category'}>
      <div class="row">
        <strong>{t(title)}</strong>
        <span>
          <b>{have}</b> / {need} {t(unit)}
        </span>
      </div>
      <div class="bar" aria-hidden="true">
        <i style={`width:${Math.min(1, have / need) * 100}%`} />
      </div>
      <p>{gap > 0 ? t('还差 {gap} {unit}', { gap, unit: t(unit) }) : t('已完成')}</p>
    </li>
  )
}
