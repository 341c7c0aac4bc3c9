import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { handbookFile, handbookPage, HANDBOOK_GRADES } from '#contract/handbook.ts'
import type { HandbookItem, HandbookPage } from '#contract/handbook.ts'
import { whyNot } from '../../lib/abilities.ts'
import { link } from '../../lib/address.ts'
import { Answer } from '../../lib/answer.tsx'
import { address } from '../../lib/call.ts'
import { number } from '../../lib/format.ts'
import { useYear } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { useCall } from '../../lib/use-call.ts'
import { Action, ActionLink } from '../../ui/action.tsx'
import { Crumbs } from '../../ui/crumbs.tsx'
import { Figure } from '../../ui/figure.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { PrintButton } from '../../ui/print-button.tsx'
import { WriteEntry } from './write-entry.tsx'
import './school-based.css'

/** A teacher's handbook of a year: three parts, month by month, with the school's grades. */
export function Screen() {
  const { person = 'own' } = useParams({ strict: false }) as { person?: string }
  const year = useYear()
  const asked = useCall(handbookPage, { params: { person, year } }, { keep: false })
  return <Answer asked={asked}>{(data) => <Handbook data={data} />}</Answer>
}

function Handbook({ data }: { data: HandbookPage }) {
  const [writing, setWriting] = useState(false)
  const file = (format: 'docx' | 'pdf') =>
    address(handbookFile, { person: data.person.id, year: data.year, format }, {})
  return (
    <>
      <Crumbs
        label={t('所属')}
        crumbs={[
          {
            href: link('/school-based/handbooks', { year: data.year, unit: data.unit.code }),
            name: t('{unit}的行动手册', { unit: data.unit.name }),
          },
        ]}
      />
      <Page
        title={t('{name}的{title}', { name: data.person.name, title: t(data.title) })}
        about={t('{unit}。活动、作品、听课和小课题自动汇入，本人补记的标明“本人”。', {
          unit: data.unit.name,
        })}
        figure={
          <Figure
            title={t('研修活动')}
            value={data.hours}
            unit={t('学时')}
            note={t('记录 {n} 条', { n: number(data.items.length) })}
          />
        }
        actions={
          <>
            <Action onClick={() => setWriting(true)} whyNot={whyNot(data.actions, 'write')}>
              {t('补记一条')}
            </Action>
            <PrintButton word={t('打印')} />
            <ActionLink href={file('docx')} file>
              {t('下载 Word')}
            </ActionLink>
            <ActionLink href={file('pdf')} file>
              {t('下载 PDF')}
            </ActionLink>
          </>
        }
      >
        {writing && <WriteEntry data={data} onClose={() => setWriting(false)} />}
        <Grades data={data} />
        {data.parts.map(({ id, title }) => (
          <Part
            key={id}
            title={t(title)}
            items={data.items.filter(({ part }) => part === id)}
            year={data.year}
          />
        ))}
      </Page>
    </>
  )
}

function Grades({ data: { checks } }: { data: HandbookPage }) {
  return (
    <Section title={t('月查')}>
      {checks.length === 0 ? (
        <p className="quiet">{t('学校还没有查过这一年的手册。')}</p>
      ) : (
        <ul className="grade-list">
          {checks.map(({ month, grade, remark, by, at }) => (
            <li key={month}>
              <span>
                {t('{n} 月', { n: month })}{' '}
                <span className={`grade ${grade}`}>{t(HANDBOOK_GRADES[grade])}</span> {remark}
              </span>
              <span className="quiet">
                {by} {at.slice(0, 10)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

function Part({ title, items, year }: { title: string; items: readonly HandbookItem[]; year: number }) {
  const months = [...Map.groupBy(items, ({ on }) => Number(on.slice(5, 7)))]
  return (
    <Section title={title} aside={<span className="quiet">{t('{n} 条', { n: items.length })}</span>}>
      {months.length === 0 && <p className="quiet">{t('这一部分还没有记录。')}</p>}
      {months.map(([month, own]) => (
        <div key={month} className="handbook-month">
          <h3>{t('{n} 月', { n: month })}</h3>
          <ul>
            {own.map((item) => (
              <Item key={`${item.kind} ${item.id}`} item={item} year={year} />
            ))}
          </ul>
        </div>
      ))}
    </Section>
  )
}

function Item({ item, year }: { item: HandbookItem; year: number }) {
  const { on, kindWord, title, text, hours, own } = item
  return (
    <li>
      <time className="num quiet" dateTime={on}>
        {on.slice(5)}
      </time>
      <div>
        <span className="quiet">{t(kindWord)}</span>{' '}
        {item.link === null ? title : <a href={link(item.link, { year })}>{title}</a>}
        {hours !== null && <span className="quiet"> {t('{n} 学时', { n: number(hours) })}</span>}
        {own && <span className="quiet"> {t('本人')}</span>}
        {text !== '' && text !== title && <p className="handbook-text">{text}</p>}
      </div>
    </li>
  )
}
