import { useState } from 'react'
import { NOTICE_KINDS, notices } from '#contract/message.ts'
import type { NoticeRow } from '#contract/message.ts'
import { whyNot } from '../../lib/abilities.ts'
import { useAddress, useFilter } from '../../lib/address.ts'
import { Answer } from '../../lib/answer.tsx'
import { fullMoment, moment } from '../../lib/format.ts'
import { useMe } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { useRows } from '../../lib/use-rows.ts'
import { Action } from '../../ui/action.tsx'
import { FilterBar, Segments } from '../../ui/filters.tsx'
import { Page } from '../../ui/page.tsx'
import { Empty, Status } from '../../ui/states.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { Table } from '../../ui/table/table.tsx'
import { MessagesTabs } from './messages-tabs.tsx'
import { NewNotice } from './new-notice.tsx'

/** 通知: those to me, and at a desk those that went out with how many have read them. */
export function Screen() {
  const me = useMe()
  const { box = 'mine', unread, circular } = useAddress()
  const list = useRows(notices, { query: { box, unread } })
  const [writing, setWriting] = useState(circular !== undefined)
  const filter = useFilter()
  const sends = me.role !== 'teacher' && me.role !== 'applicant'
  const close = () => {
    setWriting(false)
    if (circular !== undefined) filter({ circular: undefined }, 'replace')
  }
  return (
    <Page
      title={t('通知')}
      about={t('收到的通知打开即有回执；发出的通知看得到谁还没有读。')}
      actions={
        sends && (
          <Action
            primary
            onClick={() => setWriting(true)}
            whyNot={whyNot(list.asked.data?.actions ?? [], 'send')}
          >
            {t('发通知')}
          </Action>
        )
      }
    >
      <MessagesTabs now="notices" />
      {writing && <NewNotice circular={circular ?? null} onClose={close} />}
      <Boxes sends={sends} />
      <Answer asked={list.asked}>
        {(data) => (
          <Table
            label={t('通知')}
            columns={box === 'sent' ? sentColumns() : ownColumns()}
            count={data.total}
            rowAt={list.rowAt}
            onRange={list.onRange}
            keyOf={(row) => row.id}
            place={`notices ${box} ${unread}`}
            empty={<Empty because={box === 'sent' ? t('还没有发出过通知。') : t('没有通知。')} />}
          />
        )}
      </Answer>
    </Page>
  )
}

function Boxes({ sends }: { sends: boolean }) {
  const { box = 'mine', unread = '' } = useAddress()
  const filter = useFilter()
  return (
    <FilterBar label={t('筛选通知')}>
      {sends && (
        <Segments
          label={t('看哪些')}
          value={box}
          choices={[
            { value: 'mine', label: t('收到的') },
            { value: 'sent', label: t('发出的') },
          ]}
          onChoose={(next) => filter({ box: next === 'mine' ? undefined : next, unread: undefined })}
        />
      )}
      {box === 'mine' && (
        <Segments
          label={t('是否已读')}
          value={unread}
          choices={[
            { value: '', label: t('全部') },
            { value: 'yes', label: t('未读') },
          ]}
          onChoose={(next) => filter({ unread: next })}
        />
      )}
    </FilterBar>
  )
}

const title: () => Column<NoticeRow> = () => ({
  key: 'title',
  title: t('标题'),
  lead: true,
  long: true,
  render: (row) => (
    <>
      {row.pinned && <span className="quiet">{t('置顶')} </span>}
      <a href={`/notices/${row.id}`}>{row.title}</a>
    </>
  ),
})
const when: () => Column<NoticeRow> = () => ({
  key: 'at',
  title: t('发出时间'),
  minor: true,
  render: (row) => <time title={fullMoment(row.publishedAt)}>{moment(row.publishedAt)}</time>,
})
const due: () => Column<NoticeRow> = () => ({
  key: 'due',
  title: t('期限'),
  render: (row) => row.dueOn ?? '—',
})

function ownColumns(): Column<NoticeRow>[] {
  return [
    title(),
    { key: 'kind', title: t('种类'), minor: true, render: (row) => t(NOTICE_KINDS[row.kind]) },
    { key: 'from', title: t('发出单位'), minor: true, render: (row) => t(row.from) },
    when(),
    due(),
    {
      key: 'read',
      title: t('状态'),
      render: (row) =>
        row.readAt === null ? (
          <Status tone={row.reminders > 0 ? 'warn' : 'calm'}>
            {row.reminders > 0 ? t('未读，已催阅') : t('未读')}
          </Status>
        ) : (
          <Status tone="good">{t('已读')}</Status>
        ),
    },
  ]
}

function sentColumns(): Column<NoticeRow>[] {
  return [
    title(),
    { key: 'audience', title: t('发给'), minor: true, render: (row) => t(row.audience) },
    when(),
    due(),
    {
      key: 'read',
      title: t('已读'),
      unit: t('人'),
      numeric: true,
      render: (row) => `${row.read} / ${row.people}`,
    },
    {
      key: 'reminders',
      title: t('催阅'),
      unit: t('次'),
      numeric: true,
      minor: true,
      render: (row) => row.reminders,
    },
  ]
}
