import type * as z from 'zod'
import { auditTrail } from '#contract/statistics.ts'
import { useAddress, useFilter } from '../../lib/address.ts'
import { Answer } from '../../lib/answer.tsx'
import { fullMoment, number } from '../../lib/format.ts'
import { t } from '../../lib/t.ts'
import { useRows } from '../../lib/use-rows.ts'
import { Chips } from '../../ui/filters.tsx'
import { Page } from '../../ui/page.tsx'
import { PrintButton } from '../../ui/print-button.tsx'
import { Empty, Status } from '../../ui/states.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { Table } from '../../ui/table/table.tsx'
import { ACTION_WORDS, DETAIL_WORDS, SUBJECT_WORDS } from './words.ts'

type Row = z.output<NonNullable<typeof auditTrail.reply>>['rows'][number]

/** 审计日志: who did what to what, when; it cannot be changed. */
export function Screen() {
  const { subjectKind, subjectId } = useAddress()
  const filter = useFilter()
  const query = { subjectKind, subjectId }
  const list = useRows(auditTrail, { query })
  const chips = [
    ...(subjectKind === undefined
      ? []
      : [{ name: 'subjectKind', label: t('对象'), value: t(SUBJECT_WORDS[subjectKind] ?? subjectKind) }]),
    ...(subjectId === undefined ? [] : [{ name: 'subjectId', label: t('编号'), value: subjectId }]),
  ]
  return (
    <Page
      title={t('审计日志')}
      about={t('谁在什么时候对什么做了什么。只能增加，不能修改；封存后连成一条链，改动一行就会被发现。')}
      actions={<PrintButton word={t('打印')} />}
    >
      <Chips chips={chips} removeWord={t('取消')} onRemove={(name) => filter({ [name]: undefined })} />
      <Answer asked={list.asked}>
        {(data) => (
          <Table
            label={t('审计日志')}
            columns={columns(data.total)}
            count={data.total}
            rowAt={list.rowAt}
            onRange={list.onRange}
            keyOf={(row) => String(row.id)}
            totalsWord={t('合计')}
            place={JSON.stringify(query)}
            empty={<Empty because={t('还没有记录。')} />}
          />
        )}
      </Answer>
    </Page>
  )
}

function columns(total: number): Column<Row>[] {
  return [
    {
      key: 'at',
      title: t('时间'),
      width: 170,
      render: (row) => <time className="num">{fullMoment(row.at)}</time>,
    },
    {
      key: 'actor',
      title: t('经办'),
      render: (row) => row.actor,
      total: t('{n} 条', { n: number(total) }),
    },
    {
      key: 'action',
      title: t('动作'),
      render: (row) => t(ACTION_WORDS[row.action] ?? row.action),
    },
    { key: 'subject', title: t('对象'), render: (row) => <Subject row={row} /> },
    {
      key: 'details',
      title: t('内容'),
      width: 320,
      render: (row) => <Details details={row.details} />,
    },
    {
      key: 'sealed',
      title: t('封存'),
      render: (row) =>
        row.sealed ? <Status tone="good">{t('已封存')}</Status> : <Status tone="calm">{t('待封存')}</Status>,
    },
  ]
}

function Subject({ row }: { row: Row }) {
  const filter = useFilter()
  return (
    <button
      type="button"
      className="linklike"
      onClick={() => filter({ subjectKind: row.subjectKind, subjectId: row.subjectId })}
    >
      {t(SUBJECT_WORDS[row.subjectKind] ?? row.subjectKind)}{' '}
      <span className="num">{row.subjectId.slice(0, 18)}</span>
    </button>
  )
}

function Details({ details }: { details: Row['details'] }) {
  const text = Object.entries(details)
    .map(
      ([name, value]) =>
        `${t(DETAIL_WORDS[name] ?? name)} ${typeof value === 'string' ? value : JSON.stringify(value)}`,
    )
    .join('；')
  return <span title={text}>{text}</span>
}
