import { workFile } from '#contract/works.ts'
import { link } from '../../lib/address.ts'
import { megabytes } from '../../lib/bytes.ts'
import { address } from '../../lib/call.ts'
import { fullMoment, moment, number } from '../../lib/format.ts'
import { useYear } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { Section } from '../../ui/page.tsx'
import { PlainTable } from '../../ui/table/plain-table.tsx'
import type { WorkData } from './work.tsx'
import { DERIVED, EVENTS, LEVEL_WORDS } from '../../lib/work-words.ts'

/** The versions, newest first, each to be taken away. */
export function Versions({ data }: { data: WorkData }) {
  return (
    <Section title={t('各稿')}>
      <PlainTable
        label={t('各稿')}
        rows={data.versions}
        keyOf={(row) => String(row.version)}
        empty={t('只有登记，还没有提交文件。')}
        columns={[
          { key: 'version', title: t('稿次'), render: (row) => t('第 {n} 稿', { n: number(row.version) }) },
          {
            key: 'file',
            title: t('文件'),
            width: 220,
            render: (row) =>
              row.file === null ? (
                t('正文 {n} 字', { n: number(row.characters) })
              ) : (
                <a href={address(workFile, { id: data.work.id, version: row.version }, {})} download>
                  {row.file.name}（{megabytes(row.file.bytes)}）
                </a>
              ),
          },
          { key: 'note', title: t('说明'), minor: true, render: (row) => row.note },
          {
            key: 'at',
            title: t('提交时间'),
            render: (row) => <time title={fullMoment(row.at)}>{moment(row.at)}</time>,
          },
          { key: 'by', title: t('提交人'), minor: true, render: (row) => row.by },
        ]}
      />
    </Section>
  )
}

/** What was said of the work, in the order it was said. */
export function Events({ events }: { events: WorkData['events'] }) {
  if (events.length === 0) return null
  return (
    <Section title={t('审阅记录')}>
      <ol className="said">
        {events.map((event, i) => (
          <li key={i} className={event.kind}>
            <strong>
              {t(LEVEL_WORDS[event.level])}
              {t(EVENTS[event.kind])}
            </strong>{' '}
            <span className="quiet">
              {t('第 {n} 稿', { n: number(event.version) })} · {event.by} ·{' '}
              <time title={fullMoment(event.at)}>{moment(event.at)}</time>
            </span>
            {event.words !== null && <p>{event.words}</p>}
          </li>
        ))}
      </ol>
    </Section>
  )
}

/** From what it was made and what was made from it, each a step to walk. */
export function Lineage({ data }: { data: WorkData }) {
  const { work, parents, children } = data
  if (parents.length === 0 && children.length === 0) {
    return <p className="quiet">{t('这件作品不是从别的作品改来的，也还没有人据它修改。')}</p>
  }
  return (
    <ul className="lineage">
      {parents.toReversed().map((one) => (
        <Step key={one.id} one={one} />
      ))}
      <li className="here" aria-current="true">
        {work.title} <span className="quiet">{work.authors.map(({ name }) => name).join('、')}</span>
      </li>
      {children.map((one) => (
        <Step key={one.id} one={one} below />
      ))}
    </ul>
  )
}

function Step({ one, below }: { one: WorkData['parents'][number]; below?: boolean }) {
  const year = useYear()
  return (
    <li className={below === true ? 'below' : undefined}>
      <span className="tag">{one.derivedAs === null ? t('通案') : t(DERIVED[one.derivedAs])}</span>
      <a href={link(`/resources/works/${one.id}`, { year, part: 'lineage' })}>{one.title}</a>{' '}
      <span className="quiet">{one.authors}</span>
    </li>
  )
}
