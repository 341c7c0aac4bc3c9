import { useParams } from '@tanstack/react-router'
import { useEffect } from 'react'
import type * as z from 'zod'
import { NOTICE_KINDS, noticeFile, noticePage, readNotice, remindReaders } from '#contract/message.ts'
import { offers, whyNot } from '../../lib/abilities.ts'
import { Answer } from '../../lib/answer.tsx'
import { megabytes } from '../../lib/bytes.ts'
import { address } from '../../lib/call.ts'
import { moment } from '../../lib/format.ts'
import { usePlace } from '../../lib/place.ts'
import { useMe } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { useCall, useChange, wordsOf } from '../../lib/use-call.ts'
import { Action, ActionLink } from '../../ui/action.tsx'
import { Crumbs } from '../../ui/crumbs.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { PrintButton } from '../../ui/print-button.tsx'
import { Notice } from '../../ui/states.tsx'
import { Receipts } from './receipts.tsx'
import { Telling } from './telling.tsx'
import './messages.css'

type Data = z.output<NonNullable<typeof noticePage.reply>>

/** A notice: what it says, and for who sent it who has read it. Opening it is the receipt. */
export function Screen() {
  const { id = '' } = useParams({ strict: false }) as { id?: string }
  const asked = useCall(noticePage, { params: { id } }, { keep: false })
  return <Answer asked={asked}>{(data) => <Shown data={data} />}</Answer>
}

function Shown({ data }: { data: Data }) {
  const { notice, body, link, circular, remindDays } = data
  const me = useMe()
  usePlace('messages')
  useReceipt(notice)
  const atDesk = me.role !== 'teacher' && me.role !== 'applicant'
  return (
    <Page
      title={notice.title}
      about={`${t(NOTICE_KINDS[notice.kind])} · ${t(notice.from)} · ${moment(notice.publishedAt)}`}
      actions={
        <>
          <PrintButton word={t('打印')} />
          {link !== null && (
            <ActionLink href={link}>{circular === null ? t('去办理') : circular.number}</ActionLink>
          )}
        </>
      }
    >
      <Crumbs label={t('所属')} crumbs={[{ href: '/notices', name: t('通知') }]} />
      <Facts
        facts={[
          { term: t('发给'), value: t(notice.audience) },
          { term: t('期限'), value: notice.dueOn },
          {
            term: t('自动催阅'),
            value: remindDays === null || !atDesk ? null : t('到期前 {n} 个工作日', { n: remindDays }),
          },
          {
            term: t('回执'),
            value: notice.readAt === null ? '' : t('{when} 已读', { when: moment(notice.readAt) }),
          },
        ]}
      />
      <div className="notice-body">{body}</div>
      <Files data={data} />
      {me.role === 'officer' && notice.kind === 'case' && <Telling id={notice.id} />}
      {atDesk && notice.kind !== 'case' && <Readers data={data} />}
    </Page>
  )
}

/** What is attached, to be opened on a phone or saved. */
function Files({ data: { notice, files } }: { data: Data }) {
  if (files.length === 0) return null
  return (
    <Section title={t('附件 {n} 个', { n: files.length })}>
      <ul className="notice-files">
        {files.map(({ id, name, bytes }) => (
          <li key={id}>
            <a href={address(noticeFile, { id: notice.id, file: id }, {})} download>
              {name}
            </a>{' '}
            <span className="quiet num">{megabytes(bytes)}</span>
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** Writes the receipt, once, as soon as an addressee has it before them. */
function useReceipt({ id, addressed, readAt }: Data['notice']): void {
  const { mutate } = useChange(readNotice)
  const unread = addressed && readAt === null
  useEffect(() => {
    if (unread) mutate({ params: { id } })
  }, [id, unread, mutate])
}

function Readers({ data: { notice, reminded, actions } }: { data: Data }) {
  const change = useChange(remindReaders)
  const remind = () => change.mutate({ params: { id: notice.id }, body: { key: crypto.randomUUID() } })
  return (
    <Section
      title={t('回执：{read} / {people} 人已读', { read: notice.read, people: notice.people })}
      aside={
        offers(actions, 'remind') && (
          <Action onClick={remind} busy={change.isPending} whyNot={whyNot(actions, 'remind')}>
            {t('催阅未读的人')}
          </Action>
        )
      }
    >
      {change.isError && <Notice tone="late">{wordsOf(change.error)}</Notice>}
      {change.isSuccess && (
        <Notice tone="good">
          {t('已提醒 {n} 人：待办里标为已催阅，当天的邮件里也会列出。', { n: change.data.people })}
        </Notice>
      )}
      {reminded.map(({ at, by, people }) => (
        <p key={at} className="quiet">
          {t('{when} {by}催阅 {n} 人', { when: moment(at), by, n: people })}
        </p>
      ))}
      <Receipts id={notice.id} />
    </Section>
  )
}
