import type { Me } from '#contract/session.ts'
import { home } from '#contract/statistics.ts'
import { Answer } from '../../lib/answer.tsx'
import { change, fullMoment, moment } from '../../lib/format.ts'
import { useMe, useYear } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { useCall } from '../../lib/use-call.ts'
import { Figure } from '../../ui/figure.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { Empty } from '../../ui/states.tsx'
import { Items } from './items.tsx'
import { WaitingByTime } from './waiting.tsx'

/** 今日: what to decide, what will go wrong, what yesterday brought. */
export function Screen() {
  const year = useYear()
  const me = useMe()
  const asked = useCall(home, { query: { year } })
  return (
    <Page title={t('今日')} about={greeting(me)}>
      <WaitingByTime />
      <Answer asked={asked}>
        {(data) => (
          <>
            <div className="figures">
              {data.numbers.map((n) => (
                <Figure
                  key={n.id}
                  title={t(n.title)}
                  value={n.value}
                  unit={t(n.unit)}
                  href={n.link}
                  note={change(n.value, n.before)}
                />
              ))}
            </div>
            <div className="columns">
              <div>
                <Section title={t('要办的')}>
                  <Items items={data.todo} emptyWords={t('没有别的要办的事。')} />
                </Section>
                <Section title={t('接下来的活动')}>
                  <Upcoming rows={data.upcoming} />
                </Section>
              </div>
              <div>
                <Section title={t('不办会出问题的')}>
                  <Items items={data.risks} emptyWords={t('没有发现会出问题的事。')} />
                </Section>
                <Section title={t('最近发生的')}>
                  <Items items={data.recent} emptyWords={t('昨天和今天没有新的记录。')} />
                </Section>
              </div>
            </div>
          </>
        )}
      </Answer>
    </Page>
  )
}

/** Who this is for; an account named after its role is named once. */
function greeting(me: Me): string {
  const who = me.name === me.roleTitle ? t(me.name) : `${me.name} · ${t(me.roleTitle)}`
  return t('{who}。要办的、会出问题的、最近发生的。', { who })
}

type Row = {
  activityId: string
  title: string
  programme: string
  startsAt: string
  place: string | null
  enrolled: number
}

function Upcoming({ rows }: { rows: readonly Row[] }) {
  if (rows.length === 0) {
    return (
      <Empty because={t('没有安排未来的活动。')}>
        <a className="button" href="/training">
          {t('去安排活动')}
        </a>
      </Empty>
    )
  }
  return (
    <ul className="items">
      {rows.map((row) => (
        <li key={row.activityId}>
          <time dateTime={row.startsAt} title={fullMoment(row.startsAt)}>
            {moment(row.startsAt)}
          </time>
          <a href={`/activities/${row.activityId}`}>{row.title}</a>
          <span className="num">{t('{n} 人', { n: row.enrolled })}</span>
          <span className="detail">
            {row.programme}
            {row.place !== null && ` · ${row.place}`}
          </span>
        </li>
      ))}
    </ul>
  )
}
