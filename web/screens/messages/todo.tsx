import type * as z from 'zod'
import { TODO_SOURCES, TODO_TIMES, todos, todoTimes } from '#contract/message.ts'
import type { Todo, TodoTime } from '#contract/message.ts'
import { useAddress, useFilter } from '../../lib/address.ts'
import { Answer } from '../../lib/answer.tsx'
import { number } from '../../lib/format.ts'
import { t } from '../../lib/t.ts'
import { useCall } from '../../lib/use-call.ts'
import { Figure } from '../../ui/figure.tsx'
import { FilterBar, Segments } from '../../ui/filters.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { Empty } from '../../ui/states.tsx'
import { MessagesTabs } from './messages-tabs.tsx'

type Data = z.output<NonNullable<typeof todos.reply>>

const TONES: Record<TodoTime, { tone: string; shape: string }> = {
  late: { tone: 'late', shape: '■' },
  today: { tone: 'warn', shape: '▲' },
  week: { tone: 'calm', shape: '○' },
  later: { tone: 'calm', shape: '○' },
}

/** 待办: what waits for me in all systems, by when it is due. */
export function Screen() {
  const asked = useCall(todos, {})
  return (
    <Page
      title={t('待办')}
      about={t('各体系里等您办的事，按期限排列。办完一件，这里就少一件。')}
      figure={<Figure title={t('待办')} value={asked.data?.total ?? 0} unit={t('件')} />}
    >
      <MessagesTabs now="todo" />
      <Answer asked={asked}>{(data) => <Groups data={data} />}</Answer>
    </Page>
  )
}

function Groups({ data }: { data: Data }) {
  const { time = '' } = useAddress()
  const filter = useFilter()
  if (data.total === 0) return <Empty because={t('现在没有等您办的事。')} />
  const shown = data.groups.filter((group) => time === '' || group.time === time)
  const count = (one: TodoTime) => data.groups.find((group) => group.time === one)?.count ?? 0
  return (
    <>
      <FilterBar label={t('按期限看')}>
        <Segments
          label={t('按期限看')}
          value={time}
          choices={[
            { value: '', label: t('全部') },
            ...todoTimes.map((one) => ({
              value: one,
              label: `${t(TODO_TIMES[one])} ${number(count(one))}`,
            })),
          ]}
          onChoose={(next) => filter({ time: next })}
        />
      </FilterBar>
      {shown.length === 0 && <Empty because={t('这个期限里没有等您办的事。')} />}
      {shown.map(({ time, count, items }) => (
        <Section key={time} title={t('{time}（{n} 件）', { time: t(TODO_TIMES[time]), n: number(count) })}>
          <ul className="items">
            {items.map((item, at) => (
              <Item key={`${item.link}-${at}`} item={item} time={time} />
            ))}
          </ul>
        </Section>
      ))}
      {data.more.map(({ source, total, link }) => (
        <p key={source} className="quiet">
          {t('{what}共 {n} 件，只列出最紧的。', { what: t(TODO_SOURCES[source]), n: number(total) })}
          <a href={link}>{t('看全部')}</a>
        </p>
      ))}
    </>
  )
}

function Item({ item, time }: { item: Todo; time: TodoTime }) {
  const { tone, shape } = TONES[time]
  return (
    <li className={tone}>
      <span className="mark" aria-hidden>
        {shape}
      </span>
      <a href={item.link}>{item.title}</a>
      <span className="quiet">{item.due === null ? '' : t('{day} 前', { day: item.due })}</span>
      <span className="detail">
        {t(TODO_SOURCES[item.source])}
        {item.detail !== '' && ` · ${item.detail}`}
      </span>
    </li>
  )
}
