import { useState } from 'react'
import { CIRCULAR_KINDS, CIRCULAR_TOPICS, circularFile, circulars } from '#contract/circular.ts'
import type { CircularRow } from '#contract/circular.ts'
import { whyNot } from '../../lib/abilities.ts'
import { Answer } from '../../lib/answer.tsx'
import { address } from '../../lib/call.ts'
import { useYear } from '../../lib/session.ts'
import { t } from '../../lib/t.ts'
import { useCall } from '../../lib/use-call.ts'
import { Action } from '../../ui/action.tsx'
import { Page } from '../../ui/page.tsx'
import type { Column } from '../../ui/table/columns.ts'
import { PlainTable } from '../../ui/table/plain-table.tsx'
import { MessagesTabs } from './messages-tabs.tsx'
import { NewCircular } from './new-circular.tsx'

/** 通报简报: issued from the figures, under numbers that run on. */
export function Screen() {
  const year = useYear()
  const asked = useCall(circulars, { query: { year } })
  const [making, setMaking] = useState(false)
  return (
    <Page
      title={t('通报简报')}
      about={t('{year} 年的通报和简报。按指标编发，文号连续；每个数字可以打开看出处。', { year })}
      actions={
        <Action primary onClick={() => setMaking(true)} whyNot={whyNot(asked.data?.actions ?? [], 'make')}>
          {t('编发通报或简报')}
        </Action>
      }
    >
      <MessagesTabs now="circulars" />
      <Answer asked={asked}>
        {(data) => (
          <>
            {making && <NewCircular year={year} series={data.series} onClose={() => setMaking(false)} />}
            <PlainTable
              label={t('通报简报')}
              rows={data.rows}
              columns={columns()}
              keyOf={(row) => row.id}
              empty={t('这一年还没有编发。学分和参训的进度可以随时编成通报，发给各校。')}
            />
          </>
        )}
      </Answer>
    </Page>
  )
}

function columns(): Column<CircularRow>[] {
  return [
    {
      key: 'number',
      title: t('文号'),
      lead: true,
      render: (row) => <a href={`/circulars/${row.id}`}>{row.number}</a>,
    },
    { key: 'title', title: t('标题'), long: true, render: (row) => row.title },
    { key: 'kind', title: t('种类'), minor: true, render: (row) => t(CIRCULAR_KINDS[row.kind]) },
    {
      key: 'about',
      title: t('内容'),
      minor: true,
      render: (row) => (row.about === null ? t('事项文书') : t(CIRCULAR_TOPICS[row.about])),
    },
    { key: 'on', title: t('印发日期'), render: (row) => row.issuedOn },
    {
      key: 'public',
      title: t('公开'),
      minor: true,
      render: (row) => (row.publicUntil === null ? t('不公开') : t('至 {day}', { day: row.publicUntil })),
    },
    {
      key: 'file',
      title: t('文件'),
      render: (row) => (
        <a href={address(circularFile, { id: row.id }, {})} download title={row.title}>
          {t('下载 docx')}
        </a>
      ),
    },
  ]
}
